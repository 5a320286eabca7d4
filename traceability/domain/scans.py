"""Reads a scanned GS1 string: which article, which lot, which serial number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module

_BRACKETED = re.compile(r"\((\d{2,4})\)(.*?)(?=\(\d{2,4}\)|$)", re.DOTALL)
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9]")
_PLAIN = re.compile(r"01\d{14}(10|21|11|13|15|17)")
_GROUP_SEPARATOR = "\x1d"
_ARTICLE, _LOT, _SERIAL = "01", "10", "21"


@dataclass(frozen=True, slots=True)
class Scan:
    """What the label says; None = not on it. gtin has 14 digits."""

    gtin: str | None
    lot_code: str | None
    serial_code: str | None


def looks_scanned(text: str) -> bool:
    """Whether a text bears a mark that only a scanner or a label makes."""
    return (
        _GROUP_SEPARATOR in text
        or bool(_SYMBOLOGY.match(text))
        or bool(re.match(r"\((01|02|10|21)\)", text))
        or bool(_PLAIN.match(text))
        or ("://" in text and bool(re.search(r"/(01|10|21)/", text)))
    )


def read_scan(text: str) -> Scan | None:
    """Read element strings with brackets, with FNC1 (chr 29), or as a Digital Link; else None."""
    fields = dict(_BRACKETED.findall(text)) if text.startswith("(") else _parse(text)
    if not fields.keys() & {_LOT, _SERIAL, _ARTICLE}:
        return None
    gtin = fields.get(_ARTICLE)
    return Scan(gtin.zfill(14) if gtin else None, fields.get(_LOT), fields.get(_SERIAL))


def _parse(text: str) -> dict[str, str]:
    # Imported here: only a scan needs it, and a trace of a printed code must stay cheap.
    biip = import_module("biip")
    try:
        result = biip.parse(text)
    except biip.ParseError:
        return {}
    if result.gs1_digital_link_uri is not None:
        strings = result.gs1_digital_link_uri.element_strings
    elif result.gs1_message is not None:
        strings = result.gs1_message.element_strings
    else:
        return {}
    return {string.ai.ai: string.value for string in strings}
