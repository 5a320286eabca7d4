"""Counts odd cells by rule and column, so that a file says each thing once, with its first row."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion import rules
from ingestion.readers.reader import Note

_SENTENCES = {
    rules.WHOLE_NUMBER_CODES: "are stored as numbers; leading zeros may be gone. "
    "Make the column text where it comes from",
    rules.FRACTION_CODES: "are stored as fractions or in scientific notation: digits may be "
    "lost. "
    "Make the column text where it comes from",
    rules.SHORTENED_CODES: "are numbers too long to be kept exactly: the last digits are lost. "
    "Make the column text where it comes from",
    rules.DATE_CODES: "were turned into dates, as a spreadsheet does with 3-4. "
    "Make the column text and enter them again",
    rules.BOOLEAN_CODES: "are stored as true or false, not as the word that was typed. "
    "Make the column text where it comes from",
    rules.SERIAL_DATE: "have the format of a date, but are none",
    rules.CELL_ERROR: "hold an error instead of a value. Correct it where it comes from",
    rules.NO_RESULT: "hold a formula that was saved without its result. "
    "Open the workbook in a spreadsheet program, save it and ingest it again",
    rules.NESTED: "hold a list or an object instead of one value. "
    "Export one column per value, or use a profile",
}
_CODES = frozenset(
    {
        rules.WHOLE_NUMBER_CODES,
        rules.FRACTION_CODES,
        rules.SHORTENED_CODES,
        rules.DATE_CODES,
        rules.BOOLEAN_CODES,
    }
)


EXACT_DIGITS = 15
"""A spreadsheet, and many a program, keeps so many digits of a number; the rest becomes zeros."""


def rule_of_number(text: str) -> str:
    """What a code that is stored as this number has suffered, or may have."""
    if "e" in text.lower() or "." in text:
        return rules.FRACTION_CODES
    is_cut = len(text.lstrip("-")) > EXACT_DIGITS and text.endswith("0")
    return rules.SHORTENED_CODES if is_cut else rules.WHOLE_NUMBER_CODES


class CellTally:
    """Odd cells of one file."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[int, int, str]] = {}

    def add(self, rule_id: str, column: str, row: int, shown: str) -> None:
        """Count one cell; shown: what stands in it."""
        count, first, text = self._found.get((rule_id, column), (0, row, shown))
        self._found[rule_id, column] = (count + 1, first, text)

    def notes(self) -> Iterator[Note]:
        """One note per rule and column."""
        for (rule_id, column), (count, row, shown) in sorted(self._found.items()):
            what = "codes" if rule_id in _CODES else "cells"
            sentence = f"{count} {what} of column {column} {_SENTENCES[rule_id]}"
            yield Note(rule_id, row, f"{sentence} (the first: {shown}).")
