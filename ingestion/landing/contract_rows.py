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
from ingestion.landing.rows import MOST_TOLD_ROWS, LandedChunk, RowLander, Stamp
from ingestion.landing.work_database import WorkDatabase
from ingestion.profile import ContractMapping
from ingestion.readers import CHUNK_ROWS
from ingestion.report import Finding, Progress
from traceability.contracts.extracts import EXTRACTS
from traceability.errors import UsageError

_NULL = "they landed as null, their text is kept."
_AS_IS = "landed as they stand."
_MILD = "S3"
_SENTENCES = {
    rules.UNREADABLE_NUMBER: "cannot be read as a number (no thousands separators, '.' for "
    f"decimals); {_NULL}",
    rules.UNREADABLE_TIME: "cannot be read as a time (YYYY-MM-DD, with or without HH:MM:SS and "
    f"offset); {_NULL}",
    rules.SERIAL_DATE: "are serial numbers of a spreadsheet, which may count from 1900 or from "
    f"1904; {_NULL} Give the column the format of a date.",
    rules.UNKNOWN_WORD: f"are none of the words the contract knows; {_NULL}",
    rules.CELL_ERROR: f"are an error of a spreadsheet; {_NULL}",
    rules.NO_RESULT: f"are formulas that were saved without their result; {_NULL}",
    rules.FRACTION_CODES: "are codes in scientific notation, whose last digits are lost; they "
    f"{_AS_IS} Make the column text where it comes from.",
    rules.TEST_ROW: f"say that they are test data; they {_AS_IS}",
    rules.WRONG_ENCODING: "are garbled: UTF-8 was read as another encoding before they came here; "
    f"they {_AS_IS}",
    rules.LOST_CHARACTERS: f"lost characters before they came here; they {_AS_IS}",
    rules.DATE_CODES: f"look like dates, as a spreadsheet makes of 3-4; they {_AS_IS}",
    rules.FULL_WIDTH: "are written in full-width characters; they were read as meant.",
    rules.NO_LOT_WORD: "say that there is no lot; they landed without one.",
    rules.INVISIBLE: f"hold characters that nobody sees, so they are other codes; they {_AS_IS}",
    rules.INVISIBLE_EDGE: "had characters around them that nobody sees; those were cut off.",
    rules.LOOK_ALIKES: f"mix letters of two scripts that look alike; they {_AS_IS}",
    rules.QUOTED: f"begin or end with a quotation mark; they {_AS_IS}",
    rules.FORMULA: f"would be run as a formula by a spreadsheet; they {_AS_IS}",
    rules.NO_LABEL: "have more than 20 characters, or one that a GS1 label cannot carry; they "
    f"{_AS_IS}",
}

_TOLD_BY_READER = frozenset({rules.CELL_ERROR, rules.NO_RESULT, rules.FRACTION_CODES})


@dataclass(slots=True)
class ContractRows:
    """What the queries of a load brought: one folder per contract it speaks for.

    told: (file, rule, contract.column) -> count and first rows of values something is said of.
    """

    folders: dict[str, ParquetFolder] = field(default_factory=dict)
    told: dict[tuple[str, str, str], tuple[int, list[int]]] = field(default_factory=dict)

    def findings(self, said: Collection[tuple[str, str]]) -> list[Finding]:
        """One finding per file, rule and column; said: files and rules the reader told of."""
        return [
            Finding(
                rule_id.partition("/")[0],
                file,
                rows[0],
                f"{count} values of {column} {_SENTENCES[rule_id]}",
                column=column,
                rows=tuple(rows),
                severity=_MILD if "/" in rule_id else None,
            )
            for (file, rule_id, column), (count, rows) in sorted(self.told.items())
            if rule_id not in _TOLD_BY_READER or (file, rule_id) not in said
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
    for (file, rule_id, column), (count, rows) in chunk.told.items():
        key = (file, rule_id, f"{contract}.{column}")
        before, first = brought.told.get(key, (0, []))
        brought.told[key] = (before + count, sorted((*first, *rows))[:MOST_TOLD_ROWS])
