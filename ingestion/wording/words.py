"""What contracts and their columns are called and mean, in English, in Chinese, in other systems.

The words lie in the YAML files of this folder; a template, the contracts profile and
`lotline profile new` all read them here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ingestion.wording.header_key import header_key, plain_key
from traceability.contracts.extracts import EXTRACTS

Language = Literal["en", "zh"]
BOOLEAN_WORDS: Mapping[Language, tuple[str, str]] = {"en": ("yes", "no"), "zh": ("是", "否")}
"""How a template writes true and false."""

PARTS_OF_AN_ID = ("document", "document_year", "document_line")
"""Entries that are no columns: together they name a row where a system has no id of rows."""

_FOLDER = Path(__file__).parent
_CONTRACTS = "contracts.yml"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class ContractWords:
    """A contract: its Chinese title, what one row is, keys of what others call its table."""

    title_zh: str
    meanings: Mapping[Language, str]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """A column of a contract.

    headers: what templates print. choices: Chinese word of each choice. own: its name and Chinese
    header, without blanks and `_`. others: keys of what systems and people call it.
    """

    headers: Mapping[Language, str]
    meanings: Mapping[Language, str]
    choices: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@cache
def contract_words(contract: str) -> ContractWords:
    """The words of a contract; KeyError when there is none of that name."""
    entry = entries_of(_CONTRACTS)[contract]
    ((title, meaning),) = entry["zh"].items()
    keys = {header_key(text) for text in (contract, title, *entry.get("also", ()))}
    return ContractWords(title, {"en": entry["en"], "zh": meaning}, frozenset(keys))


@cache
def words_of(contract: str) -> Mapping[str, ColumnWords]:
    """The words of every column of a contract, in contract order."""
    return {
        name: _column_words(name, _columns().get(name, {}), _columns().get(f"{contract}.{name}"))
        for name in EXTRACTS[contract].column_names
    }


@cache
def chinese_headers(contract: str) -> Mapping[str, str]:
    """Column of a contract by its Chinese header."""
    return {told.headers["zh"]: name for name, told in words_of(contract).items()}


@cache
def chinese_choices(column: str) -> Mapping[str, str]:
    """Choice of a column by its Chinese word; columns of one name have the same choices."""
    told = _columns().get(column, {}).get("words", {})
    return {word: choice for choice, word in told.items()}


@cache
def id_part_keys(part: str) -> frozenset[str]:
    """Keys of headers that hold one of `PARTS_OF_AN_ID`."""
    return frozenset(header_key(text) for text in (part, *_columns()[part]["also"]))


def words_told() -> frozenset[str]:
    """Names of all entries about columns, as `column` or `contract.column`."""
    return frozenset(_columns())


@cache
def entries_of(name: str) -> Mapping[str, Any]:
    """The entries of one YAML file of this folder."""
    text = (_FOLDER / name).read_text("utf-8")
    entries: Mapping[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe one
    return entries


def _column_words(
    name: str, shared: Mapping[str, Any], own: Mapping[str, Any] | None
) -> ColumnWords:
    entry = {**shared, **(own or {})}
    ((header, meaning),) = entry["zh"].items()
    others = [name, header, *shared.get("also", ()), *(own or {}).get("also", ())]
    return ColumnWords(
        headers={"en": name, "zh": header},
        meanings={"en": entry["en"], "zh": meaning},
        choices=entry.get("words", {}),
        own=frozenset({plain_key(name), plain_key(header)}),
        others=frozenset(map(header_key, others)),
    )


@cache
def _columns() -> Mapping[str, Mapping[str, Any]]:
    told: dict[str, Mapping[str, Any]] = {}
    for path in sorted(_FOLDER.glob("*_columns.yml")):
        told |= entries_of(path.name)
    return told
