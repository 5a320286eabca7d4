"""Tries the first rows of a file: whether their values would be read, and what they are if not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from ingestion.landing.columns import ColumnReader
from ingestion.landing.work_database import quoted
from traceability.contracts.column import Column

_MOST_SHOWN = 5
_TIMES = {"date", "instant"}

# Year first, so that day and month cannot be mistaken for each other.
_DIGITS_ALONE = re.compile(r"(?:19|20)[0-9]{6}")
_NOT_PADDED = re.compile(
    r"[0-9]{4}([/.-])[0-9]{1,2}\1[0-9]{1,2}(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class SampleCheck:
    """What the values of one file column are as values of a contract column.

    expression: SQL that reads them, where they are written in a way that has but one meaning; ""
    where the column is taken as it is. unread: some values that cannot be read. count: how many
    of `total` cannot.
    """

    expression: str = ""
    unread: tuple[str, ...] = ()
    count: int = 0
    total: int = 0


def check_sample(column: Column, name: str, texts: Sequence[str]) -> SampleCheck:
    """Read the sampled texts of file column `name` as `column` would be read."""
    values = [text for text in texts if text]
    if not values:
        return SampleCheck()
    reader = ColumnReader(column, "posted", frozenset(), knows_no_lot=True)
    rows = reader.read(pa.array(values, pa.string())).unreadable
    unread = [values[row] for row in sorted(rows)]
    if unread and column.kind in _TIMES:
        if all(_DIGITS_ALONE.fullmatch(value) for value in values):
            return SampleCheck(_with_dashes(name), total=len(values))
        if all(_NOT_PADDED.fullmatch(value) for value in values):
            return SampleCheck(_padded(name), total=len(values))
    shown = tuple(dict.fromkeys(unread))[:_MOST_SHOWN]
    return SampleCheck("", shown, len(unread), len(values))


def names_rows(names: Sequence[str], texts: Mapping[str, Sequence[str]]) -> bool:
    """Whether these columns together are filled and differ in every sampled row."""
    rows = list(zip(*(texts[name] for name in names), strict=True))
    return len(set(rows)) == len(rows) and all(all(row) for row in rows)


def joined(names: Sequence[str]) -> str:
    """SQL that makes one id of several columns."""
    return f"concat_ws('-', {', '.join(quoted(name) for name in names)})"


def _with_dashes(name: str) -> str:
    pattern = r"'^(\d{4})(\d{2})(\d{2})$'"
    return rf"regexp_replace({quoted(name)}, {pattern}, '\1-\2-\3')"


def _padded(name: str) -> str:
    dashed = f"regexp_replace({quoted(name)}, '[/.]', '-', 'g')"
    day = rf"regexp_replace({dashed}, '-(\d)\b', '-0\1', 'g')"
    return rf"regexp_replace({day}, ' (\d):', ' 0\1:')"
