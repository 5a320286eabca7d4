"""The wording of reports in English and Chinese; the texts lie beside the templates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from traceability.services.write_json import as_json, decimal_text

TEMPLATES = files(__package__) / "templates"


class Language(StrEnum):
    """A language that reports are written in."""

    EN = "en"
    ZH = "zh"


class Words:
    """Sentences and names of one language; a code of the data stays as it is."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _texts(language)

    def __call__(self, key: str, **values: Any) -> str:
        """The sentence under a key, with its gaps filled by texts that are not read again."""
        text = self._texts[key]
        return text.format(**{name: self.cell(one) for name, one in values.items()})

    def title(self, field: str) -> str:
        """How people call a field; one without a name is called by its own."""
        return self._texts.get(f"field.{field}") or field.replace("_", " ")

    def named(self, kind: str, value: Any) -> str:
        """A word of our own, such as an evidence, in this language; another stays as it is."""
        return self._texts.get(f"{kind}.{value}") or self.cell(value)

    def missing(self, who: str) -> str:
        """What stands where the data holds nothing, and who must fill it in."""
        return self("not_recorded", who=self(f"who.{who}"))

    def cell(self, value: Any, field: str = "") -> str:
        """A value as people read it; unknown is empty."""
        if isinstance(value, str):
            if field.endswith(("_at", "_as_of")):
                return instant(value)
            return self._texts.get(f"{field}.{value}", value) if field in _TRANSLATED else value
        if value is None or isinstance(value, bool):
            return "" if value is None else self("yes" if value else "no")
        if isinstance(value, float):
            value = Decimal(repr(value))
        if isinstance(value, Decimal):
            return decimal_text(value)
        if isinstance(value, list | tuple):
            return "; ".join(_item(one) for one in value)
        return as_json(value) if isinstance(value, dict) else str(value)


_TRANSLATED = {"evidence", "place_kind", "kind", "state", "outcome", "level", "basis", "list"}


def instant(text: str) -> str:
    """`2026-11-22 16:40:05` of an instant as documents write it; another text stays."""
    if len(text) < len("2026-11-22T16:40") or text[10] not in "T ":
        return text
    return f"{text[:10]} {text[11:19].rstrip('Z')}"


def duration(seconds: Any) -> str:
    """`1:02:03` of seconds; unknown is empty."""
    if seconds is None:
        return ""
    whole = int(Decimal(str(seconds)))
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def amounts(pairs: Iterable[tuple[Any, Any]]) -> str:
    """Sums per unit, `120.5 kg; 3 pcs`; of amounts that are not known it says so."""
    sums: dict[str, Decimal] = {}
    unknown = 0
    for qty, unit in pairs:
        if qty is None:
            unknown += 1
        else:
            sums[str(unit or "")] = sums.get(str(unit or ""), Decimal(0)) + Decimal(str(qty))
    told = [f"{decimal_text(sums[unit])} {unit}".strip() for unit in sorted(sums)]
    return "; ".join([*told, *([f"? x {unknown}"] if unknown else [])])


def _item(value: Any) -> str:
    if not isinstance(value, dict):
        return value if isinstance(value, str) else as_json(value)
    if "qty" in value:
        amount = amounts([(value["qty"], value.get("uom"))])
        return f"{value.get('item_code') or '?'}: {amount}"
    if "lot_id" in value:
        return f"{value.get('item_code') or '?'}:{value.get('lot_code') or value['lot_id']}"
    return as_json(value)


@cache
def _texts(language: Language) -> dict[str, str]:
    text = (TEMPLATES / f"words.{language}.json").read_text(encoding="utf-8")
    read: dict[str, str] = json.loads(text)
    return read
