"""Reads what a person asks for: a printed code, a scan, or `kind:CODE[@FROM..TO]`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.domain.periods import parse_period
from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.domain.periods import Period

DOCUMENT_KINDS = frozenset({"order", "delivery", "receipt", "supplier-lot", "serial", "hu"})
PERIOD_KINDS = frozenset({"machine", "operator", "line", "item"})
TARGET_KINDS = frozenset({"customer", "delivery", "order"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked for: `kind` is `code`, or one of DOCUMENT_KINDS or PERIOD_KINDS."""

    text: str
    kind: str
    code: str
    period: Period | None = None


def parse_asked(text: str) -> Asked:
    """Read one LOT of the command line.

    Raises UsageError for an empty code or a period that is none.
    """
    kind, colon, code = text.partition(":")
    kind, code = kind.strip(), code.strip()
    if colon and kind in DOCUMENT_KINDS | PERIOD_KINDS:
        return _parse_kind(text, kind, code)
    if not text.strip():
        raise UsageError("No lot was named.", hint="Try `lotline find TEXT`.")
    return Asked(text, "code", text.strip())


def _parse_kind(text: str, kind: str, code: str) -> Asked:
    period = None
    if kind in PERIOD_KINDS:
        code, at, stretch = code.rpartition("@") if "@" in code else (code, "", "")
        if at:
            period = parse_period(stretch.strip())
    if not code.strip():
        raise UsageError(f"{text} names no code.", hint=f"Write {kind}:CODE.")
    return Asked(text, kind, code.strip(), period)


def item_and_lot(text: str) -> list[tuple[str, str]]:
    """Every reading of a text as ITEM:LOT, for codes that hold colons themselves."""
    parts = text.split(":")
    splits = (
        (":".join(parts[:cut]).strip(), ":".join(parts[cut:]).strip())
        for cut in range(1, len(parts))
    )
    return [(item, lot) for item, lot in splits if item and lot]


def site_asked(conditions: Sequence[str]) -> str | None:
    """The site of `site=CODE`, the one condition there is; None without any.

    Raises UsageError for another condition, or for more than one.
    """
    sites = [code.strip() for name, _, code in map(_split, conditions) if name.strip() == "site"]
    if len(conditions) > 1 or (conditions and not any(sites)):
        raise UsageError(
            f"--where {' --where '.join(conditions)} is not understood.",
            hint="Write --where site=CODE, once.",
        )
    return sites[0] if sites else None


def _split(condition: str) -> tuple[str, str, str]:
    return condition.partition("=")
