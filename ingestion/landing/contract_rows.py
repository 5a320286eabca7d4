"""Runs the contract queries of a load and writes what they return, typed, as Parquet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from ingestion import rules
from ingestion.landing.ledger import Ledger
from ingestion.landing.parquet_files import ParquetFolder
from ingestion.landing.plan import PlannedLoad
from ingestion.landing.queries import origin_of, text_query
from ingestion.landing.rows import LandedChunk, RowLander, Stamp
from ingestion.landing.work_database import WorkDatabase
from ingestion.profile import ContractMapping
from ingestion.readers import CHUNK_ROWS
from ingestion.report import Finding, Progress
from traceability.contracts.extracts import EXTRACTS
from traceability.errors import UsageError

_WORDS = {
    rules.UNREADABLE_NUMBER: "a number (no thousands separators, '.' for decimals)",
    rules.UNREADABLE_TIME: "a time (YYYY-MM-DD, with or without HH:MM:SS and offset)",
    rules.UNKNOWN_WORD: "one of the words the contract knows",
}


@dataclass(slots=True)
class ContractRows:
    """What the queries of a load brought: one folder per contract it speaks for.

    unreadable: (file, rule, contract.column) -> count and first row of values landed as null.
    """

    folders: dict[str, ParquetFolder] = field(default_factory=dict)
    unreadable: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)

    def findings(self) -> list[Finding]:
        """One finding per file and column whose values could not be read."""
        return [
            Finding(
                rule_id,
                file,
                row,
                f"{count} values of {column} cannot be read as {_WORDS[rule_id]}; "
                "they landed as null, their text is kept.",
            )
            for (file, rule_id, column), (count, row) in sorted(self.unreadable.items())
        ]


def land_contracts(
    plan: PlannedLoad,
    stamp: Stamp,
    folder: Path,
    work: WorkDatabase,
    ledger: Ledger,
    *,
    no_lot: Collection[str],
    progress: Progress,
) -> ContractRows:
    """Land every contract for whose driving table a file came; an absent file says nothing."""
    brought = ContractRows()
    there = plan.tables()
    for mapping in plan.profile.mappings:
        if not there.intersection(mapping.tables):
            continue
        contract = EXTRACTS[mapping.contract]
        lander = RowLander(contract, plan.profile, no_lot, stamp)
        written = brought.folders.setdefault(
            contract.name, ParquetFolder(folder / contract.name, lander.schema)
        )
        query = text_query(work, plan.profile, mapping)
        for rows in work.stream(query, origin_of(plan.profile, mapping), CHUNK_ROWS):
            _refuse_without_driver(rows.column("source_row").null_count, plan, mapping)
            chunk = lander.land(rows)
            written.write(chunk.table)
            ledger.note(contract.name, chunk)
            _add(brought, contract.name, chunk)
            progress(contract.name, written.row_count, 0)
    for written in brought.folders.values():
        written.close()
    return brought


def _refuse_without_driver(count: int, plan: PlannedLoad, mapping: ContractMapping) -> None:
    if count:
        raise UsageError(
            f"{origin_of(plan.profile, mapping)}: {count} rows name no source_row.",
            hint="Return source_file and source_row of the driving table in every row.",
        )


def _add(brought: ContractRows, contract: str, chunk: LandedChunk) -> None:
    for (file, rule_id, column), (count, row) in chunk.unreadable.items():
        key = (file, rule_id, f"{contract}.{column}")
        before, first = brought.unreadable.get(key, (0, row))
        brought.unreadable[key] = (before + count, min(first, row))
