"""The example rows of templates, and the mark by which landing sets them aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from ingestion.wording.words import BOOLEAN_WORDS, Language, entries_of, words_of
from traceability.contracts.column import Column
from traceability.contracts.extracts import EXTRACTS

Value = str | int | float | dt.date
Row = Mapping[str, Value]


@cache
def template_words() -> Mapping[str, Any]:
    """What templates say beside the words of their columns."""
    return entries_of("template_words.yml")


def example_rows(contract: str, language: Language) -> tuple[Row, ...]:
    """Three rows that could be true, by column name, as a person of that language fills them in."""
    rows: list[Mapping[str, Any]] = entries_of(_file_of(contract))[contract]
    return tuple(
        {
            name: _in_language(EXTRACTS[contract][name], contract, value, language)
            for name, value in row.items()
        }
        for row in rows
    )


def _in_language(column: Column, contract: str, value: Any, language: Language) -> Value:
    told: Value = value
    if column.kind == "boolean":
        yes, no = BOOLEAN_WORDS[language]
        return yes if value else no
    if language == "en":
        return told
    if column.choices:
        return words_of(contract)[column.name].choices[value]
    if column.kind == "text":
        return str(entries_of("examples_zh.yml").get(value, value))
    return told


def _file_of(contract: str) -> str:
    system = contract.partition("_")[0]
    return f"{system if system in {'wms', 'mes'} else 'erp'}_examples.yml"
