"""Reads the files of a load into the work database; damaged files refuse the load, all named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ingestion import rules
from ingestion.landing.ledger import Ledger
from ingestion.landing.plan import PlannedLoad
from ingestion.landing.planned_files import PlannedFile
from ingestion.landing.read_options import read_options
from ingestion.landing.work_database import WorkDatabase
from ingestion.profile import MARKER, NativeTable, contracts_profile
from ingestion.readers import DamagedFileError, SourceTable, open_table, row_count
from ingestion.report import Finding, Progress, RefusedLoadError
from ingestion.sources import table_of
from ingestion.wording.worded_table import WordedTable
from traceability.contracts.extracts import EXTRACTS

_ASIDE_SHEETS = {
    rules.NOT_IN_PROFILE: "No table of the profile is called like this sheet; its rows were set "
    "aside, the bytes of the workbook kept.",
    rules.HIDDEN_SHEET: "The sheet is hidden, so its rows were set aside. If they are data, show "
    "the sheet, save the workbook and ingest it again.",
    rules.EMPTY_SHEET: "The sheet is empty.",
}


@dataclass(slots=True)
class ReadFile:
    """A file after reading: its rows, and those the reader could not read, by rule."""

    planned: PlannedFile
    read: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    first_rejected: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Arrival:
    """All files of a load after reading."""

    files: list[ReadFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_files(
    plan: PlannedLoad,
    work: WorkDatabase,
    ledger: Ledger,
    seen_tables: Collection[str],
    progress: Progress,
) -> Arrival:
    """Load every file that belongs to a table; count the rows of the others.

    Raises RefusedLoadError with one finding per damaged file, after all files were looked at.
    """
    arrival = Arrival()
    damage = list(_missing_tables(plan, seen_tables))
    total = sum(file.size for file in plan.files)
    done = 0
    for planned in plan.files:
        reading = _Reading(plan, planned, seen_tables, arrival)
        try:
            for read_bytes in reading.into(work, ledger):
                progress(planned.name, done + read_bytes // planned.sheets, total)
        except DamagedFileError as error:
            finding = Finding(error.rule_id, planned.name, error.row, error.message)
            damage.append((finding, error.hint))
        done += planned.size
        progress(planned.name, done, total)
    if damage:
        findings = tuple(finding for finding, _ in damage)
        raise RefusedLoadError(_sentence(findings), findings, hint=damage[0][1])
    return arrival


def place_of(finding: Finding) -> str:
    """File and row of a finding, as a person reads it."""
    return f"{finding.file}, row {finding.row}" if finding.row else finding.file


def _sentence(findings: tuple[Finding, ...]) -> str:
    first = findings[0]
    more = f" ({len(findings) - 1} more findings)" if len(findings) > 1 else ""
    return f"{place_of(first)}: {first.message}{more}"


def _missing_tables(
    plan: PlannedLoad, seen_tables: Collection[str]
) -> Iterator[tuple[Finding, str]]:
    """Required tables, and in a full load those that earlier loads had: joins need them."""
    expected = seen_tables if plan.mode == "full" and not plan.profile.is_contracts else ()
    there = plan.tables()
    for table in plan.profile.tables.values():
        if table.name in there:
            continue
        if table.is_required:
            reason = f"Profile '{plan.profile.name}' needs a file for table {table.name}"
        elif table.name in expected:
            reason = f"Earlier loads of {plan.profile.source_system} had a file for {table.name}"
        else:
            continue
        finding = Finding(rules.MISSING_FILE, table.name, None, f"{reason}; none came.")
        yield finding, "Export that table as well and ingest all files together."


class _Reading:
    """The reading of one file."""

    def __init__(
        self,
        plan: PlannedLoad,
        planned: PlannedFile,
        seen_tables: Collection[str],
        arrival: Arrival,
    ) -> None:
        self._plan = plan
        self._planned = planned
        self._seen_tables = seen_tables
        self._arrival = arrival
        self._file = ReadFile(planned)
        self._name = planned.name
        self._options = read_options(plan.profile, planned)

    def into(self, work: WorkDatabase, ledger: Ledger) -> Iterator[int]:
        """Read the file into its native table; yields the bytes read so far."""
        table = self._planned.table
        if self._planned.damage:
            raise self._planned.damage
        if table is None:
            self._count_only()
            return
        opened = self._worded(table, self._open())
        self._check_header(self._plan.profile.tables[table], opened)
        work.add_native(table, opened.columns)
        for chunk in opened.chunks():
            work.append_native(table, chunk.table, self._name, chunk.rows)
            ledger.reject_unread(table, self._name, chunk.rejected)
            self._file.read += len(chunk.rows) + len(chunk.rejected)
            for row in chunk.rejected:
                self._file.rejected[row.rule_id] += 1
                self._file.first_rejected.setdefault(row.rule_id, row.row)
            yield chunk.bytes_read
        self._check_rows(self._plan.profile.tables[table])
        for note in opened.notes:
            self._find(note.rule_id, note.row, note.message)
        self._arrival.files.append(self._file)

    def _open(self) -> SourceTable:
        kept = self._planned.kept
        return open_table(kept.path, kept.source.suffix, self._options)

    def _worded(self, table: str, opened: SourceTable) -> SourceTable:
        """A file of contract shape under the contract's names, whatever language it speaks."""
        for mapping in self._plan.profile.mappings:
            if mapping.is_identity and table in mapping.tables:
                return WordedTable(opened, mapping.contract)
        return opened

    def _count_only(self) -> None:
        """A file the profile does not know: its bytes are kept and its rows counted."""
        if self._planned.sheet is not None:
            self._count_sheet(self._planned.sheet)
            return
        note = "No table of the profile takes this file; its rows were set aside, its bytes kept."
        contract = table_of(self._planned.kept.source, contracts_profile())
        if contract:
            note += f" It is named like contract {contract}: ingest it without --profile."
        try:
            for chunk in self._open().chunks():
                self._file.read += len(chunk.rows) + len(chunk.rejected)
        except DamagedFileError as error:
            self._file.read = 0
            note = f"No table of the profile takes this file, and it is damaged: {error.message}"
        self._find(rules.NOT_IN_PROFILE, None, note)
        self._arrival.files.append(self._file)

    def _count_sheet(self, title: str) -> None:
        """A sheet of no table, in whatever layout: its filled rows below the first are counted."""
        self._file.read = row_count(self._planned.kept.path, title)
        note = _ASIDE_SHEETS.get(self._planned.aside)
        if note:
            self._find(self._planned.aside, None, note)
        self._arrival.files.append(self._file)

    def _check_header(self, table: NativeTable, opened: SourceTable) -> None:
        there = {column.casefold() for column in opened.columns}
        missing = [name for name in table.must_have if name.casefold() not in there]
        if missing:
            raise DamagedFileError(
                rules.HEADER,
                opened.header_at,
                f"The header lacks {', '.join(missing)}, which {table.name} must have.",
                hint="Rename or add the columns in the export, or map them in a profile; if the "
                "header is further down, the profile says so with `header_row`.",
            )
        if self._plan.profile.is_contracts:
            self._name_strangers(table.name, opened)

    def _name_strangers(self, contract: str, opened: SourceTable) -> None:
        known = {MARKER, *(name.casefold() for name in EXTRACTS[contract].column_names)}
        strangers = [name for name in opened.columns if name.casefold() not in known]
        if strangers:
            self._find(
                rules.HEADER,
                opened.header_at,
                f"{contract} has no column {', '.join(strangers)}; kept in `extra`, not used.",
            )

    def _check_rows(self, table: NativeTable) -> None:
        if self._file.read:
            return
        message = "The file has a header but no rows."
        if self._plan.mode == "full" and (
            self._plan.profile.is_contracts or table.is_required or table.name in self._seen_tables
        ):
            raise DamagedFileError(
                rules.NO_ROWS,
                None,
                f"{message} In a full load that would withdraw everything landed before.",
                hint="Export it again; if the table really is empty now, send a delta.",
            )
        self._find(rules.NO_ROWS, None, message)

    def _find(self, rule_id: str, row: int | None, message: str) -> None:
        self._arrival.findings.append(Finding(rule_id, self._name, row, message))
