"""What `lotline profile new` proposes for each table: contract, columns, choices left to make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ingestion.profile_new.check_sample import SampleCheck, check_sample, joined, names_rows
from ingestion.profile_new.choose_contract import choose_contract
from ingestion.profile_new.match_columns import ColumnMatch
from ingestion.profile_new.read_samples import Sample
from traceability.contracts.extracts import EXTRACTS

_NUMBER_AT_END = re.compile(r"[\W_]+\d[\d\W_]*$|\d{6,}[\d\W_]*$")


@dataclass(frozen=True, slots=True)
class ContractProposal:
    """One contract that a table may fill.

    columns: contract column -> what fills it: a file column, or SQL. checks: what the sample says
    of each file column that was chosen. open_words: needed column of few words -> its file column,
    whose values are other words. is_derived: whether rows get their key from what they hold.
    """

    match: ColumnMatch
    columns: Mapping[str, str]
    checks: Mapping[str, SampleCheck]
    open_words: Mapping[str, str]
    is_derived: bool

    @property
    def contract(self) -> str:
        """Name of the contract."""
        return self.match.contract

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns that the contract needs and nothing fills yet."""
        return tuple(dict.fromkeys((*self.open_words, *self.match.missing)))

    @property
    def choices(self) -> int:
        """How many decisions are left to a person."""
        return len({*self.match.doubts, *self.missing})


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """One native table of the profile to be.

    pattern: glob of its file names where they are not the table's own name, "" otherwise.
    candidates: contracts it may fill, best first; a person must choose where there are several.
    """

    name: str
    pattern: str
    files: tuple[str, ...]
    columns: tuple[str, ...]
    candidates: tuple[ContractProposal, ...]

    @property
    def decided(self) -> ContractProposal | None:
        """The one contract it fills, with something to fill it; None where that is open."""
        only = self.candidates[0] if len(self.candidates) == 1 else None
        return only if only and only.columns else None

    @property
    def choices(self) -> int:
        """How many decisions are left to a person."""
        return self.decided.choices if self.decided else len(self.candidates[:1])


def propose_tables(samples: Iterable[Sample]) -> tuple[ProposedTable, ...]:
    """One table per file or sheet; files that differ in a number at the end alone are one."""
    return tuple(_proposed(name, group) for name, group in _groups(samples))


def _groups(samples: Iterable[Sample]) -> Iterator[tuple[str, list[Sample]]]:
    groups: dict[tuple[str, tuple[str, ...]], list[Sample]] = {}
    for sample in samples:
        base = _NUMBER_AT_END.sub("", sample.table) or sample.table
        columns = tuple(sorted(name.casefold() for name in sample.columns))
        groups.setdefault((base.casefold(), columns), []).append(sample)
    bases = [base for base, _ in groups]
    for (base, _), group in groups.items():
        if bases.count(base) == 1:
            yield _NUMBER_AT_END.sub("", group[0].table) or group[0].table, group
        else:
            yield from ((sample.table, [sample]) for sample in group)


def _proposed(name: str, group: list[Sample]) -> ProposedTable:
    first = group[0]
    is_named = all(sample.table.casefold() == name.casefold() for sample in group)
    return ProposedTable(
        name=name,
        pattern="" if is_named else f"{name}*",
        files=tuple(dict.fromkeys(sample.file for sample in group)),
        columns=first.columns,
        candidates=tuple(_proposal(match, first) for match in choose_contract(first)),
    )


def _proposal(match: ColumnMatch, sample: Sample) -> ContractProposal:
    contract = EXTRACTS[match.contract]
    checks = {
        target: check_sample(contract[target], name, sample.texts[name])
        for target, name in match.chosen.items()
    }
    open_words = {
        target: match.chosen[target]
        for target, check in checks.items()
        if check.unread and contract[target].choices and contract[target].is_required
    }
    columns = {
        target: checks[target].expression or match.chosen[target]
        for target in contract.column_names
        if target in match.chosen and target not in open_words
    }
    key = match.key_to_derive
    is_joined = bool(key and match.id_parts) and names_rows(match.id_parts, sample.texts)
    if is_joined:
        columns = {key: joined(match.id_parts), **columns}
    return ContractProposal(match, columns, checks, open_words, bool(key) and not is_joined)
