"""Finds, for one contract, which of its columns the columns of a file stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingestion.landing.work_database import RESERVED
from ingestion.wording.header_key import header_keys, plain_key
from ingestion.wording.words import PARTS_OF_AN_ID, ColumnWords, id_part_keys, words_of
from traceability.contracts.extracts import EXTRACTS


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """The columns of a file as columns of a contract.

    chosen: contract column -> the one file column that fits it and nothing else. doubts: contract
    column -> every file column that may be meant. id_parts: file columns that together name a
    row, where the contract wants an id and the file has none. passed_over: file column -> contract
    column that it would fit, had not another the very name. left: file columns that fit nothing.
    """

    contract: str
    chosen: Mapping[str, str]
    doubts: Mapping[str, tuple[str, ...]]
    id_parts: tuple[str, ...]
    passed_over: Mapping[str, str]
    left: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns that the contract needs and nothing fills, the key's own left out."""
        return tuple(
            name
            for name in EXTRACTS[self.contract].required
            if name not in self.chosen and name != self.key_to_derive
        )

    @property
    def key_to_derive(self) -> str:
        """The key column that a source without row numbers may leave to `key: derived`, or ""."""
        contract = EXTRACTS[self.contract]
        name = _id_column(self.contract) or "line_no"
        is_needed = name in contract.key and name in contract.required
        return name if is_needed and name not in self.chosen and name not in self.doubts else ""

    @property
    def fitted(self) -> int:
        """How many columns of the contract the file has something for."""
        return len(self.chosen) + len(self.doubts)


def match_columns(contract: str, columns: Iterable[str]) -> ColumnMatch:
    """Match by the words of the columns; where two fit, neither is chosen."""
    names = [name for name in columns if name.casefold() not in RESERVED]
    words = words_of(contract)
    fits = {name: _fitting(name, words) for name in names}
    owned = {target for targets, is_own in fits.values() if is_own for target in targets}
    wanted: dict[str, list[str]] = {}
    for name, (targets, is_own) in fits.items():
        for target in targets:
            if is_own or target not in owned:
                wanted.setdefault(target, []).append(name)
    times = [name for told in wanted.values() for name in told]
    chosen = {
        target: told[0]
        for target, told in wanted.items()
        if len(told) == 1 and times.count(told[0]) == 1
    }
    doubts = {target: tuple(told) for target, told in wanted.items() if target not in chosen}
    free = [name for name in names if name not in times]
    parts = _id_parts(free) if _id_column(contract) not in {"", *wanted} else ()
    passed_over = {name: fits[name][0][0] for name in free if fits[name][0] and name not in parts}
    left = tuple(name for name in free if name not in {*parts, *passed_over})
    return ColumnMatch(contract, chosen, doubts, parts, passed_over, left)


def _id_column(contract: str) -> str:
    """The column that holds the id of a row, "" where documents and lines name the rows."""
    return EXTRACTS[contract].key[0] if EXTRACTS[contract].has_id_key else ""


def _fitting(name: str, words: Mapping[str, ColumnWords]) -> tuple[tuple[str, ...], bool]:
    """Contract columns that a header may mean, and whether it is their own name."""
    own = tuple(column for column, told in words.items() if plain_key(name) in told.own)
    if own:
        return own, True
    for key in header_keys(name):
        others = tuple(column for column, told in words.items() if key in told.others)
        if others:
            return others, False
    return (), False


def _id_parts(names: list[str]) -> tuple[str, ...]:
    """Document and line of a row, with the year where documents are numbered by year."""
    found = []
    for part in PARTS_OF_AN_ID:
        keys = id_part_keys(part)
        fitting = [name for name in names if keys.intersection(header_keys(name))]
        if len(fitting) == 1:
            found.append(fitting[0])
        elif fitting or part != "document_year":
            return ()
    return tuple(found)
