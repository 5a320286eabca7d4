"""Texts by which a spreadsheet says that a cell has no value, wherever such a text turns up."""

from __future__ import annotations

from ingestion import rules

NO_RESULT = "#FORMULA!"
"""Our own word, before the formula, for a cell whose formula was saved without its result."""

_ERRORS = frozenset(
    {
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!"),
        "#GETTING_DATA",
    }
)


def error_rule(text: str) -> str:
    """Rule that a text breaks by being an error of a spreadsheet, "" for every other text."""
    if not text.startswith("#"):
        return ""
    if text.startswith(NO_RESULT):
        return rules.NO_RESULT
    return rules.CELL_ERROR if text.strip() in _ERRORS else ""
