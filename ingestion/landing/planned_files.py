"""Which table each file of an ingest fills; a workbook counts as one file per sheet."""

from __future__ import annotations

from dataclasses import dataclass

from ingestion import rules
from ingestion.landing.kept_files import KeptFile
from ingestion.profile import Profile
from ingestion.readers import WORKBOOKS, DamagedFileError, Sheet, sheets_in
from ingestion.sources import table_named, table_of


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A kept file, or one sheet of it, and the native table it belongs to.

    table: None where no table takes it; aside: the rule under which its rows are then set aside.
    sheets: how many sheets the file has. damage: why the workbook cannot be opened.
    """

    kept: KeptFile
    table: str | None
    sheet: str | None = None
    aside: str = rules.NOT_IN_PROFILE
    sheets: int = 1
    damage: DamagedFileError | None = None

    @property
    def name(self) -> str:
        """Name in reports and in `source_file`: book.xlsx#sheet for a sheet."""
        name = self.kept.source.name
        return name if self.sheet is None else f"{name}#{self.sheet}"

    @property
    def size(self) -> int:
        """Bytes for the progress shown; the sheets of a workbook share them."""
        return self.kept.size // self.sheets

    @property
    def is_wanted(self) -> bool:
        """Whether the load cannot do without it: it fills a table, or nobody can tell."""
        return self.table is not None or self.damage is not None


def planned_files(kept: KeptFile, profile: Profile) -> list[PlannedFile]:
    """The file itself, or its sheets; a workbook that cannot be opened carries its damage.

    A sheet belongs to the table it is named after. Where no sheet is, the only one with data
    belongs to the table that the workbook is named after.
    """
    by_name = table_of(kept.source, profile)
    if kept.source.suffix not in WORKBOOKS:
        return [PlannedFile(kept, by_name)]
    try:
        sheets = sheets_in(kept.path, kept.source.suffix)
        tables = _tables(sheets, by_name, profile)
    except DamagedFileError as error:
        return [PlannedFile(kept, by_name, damage=error)]
    return [
        PlannedFile(
            kept,
            tables.get(sheet.title),
            sheet=sheet.title,
            aside=sheet.aside or rules.NOT_IN_PROFILE,
            sheets=len(sheets),
        )
        for sheet in sheets
    ]


def _tables(sheets: tuple[Sheet, ...], by_name: str | None, profile: Profile) -> dict[str, str]:
    named = {sheet.title: table_named(sheet.title, profile) for sheet in sheets}
    # An empty sheet with the name of a table is an export that failed, not a spare sheet.
    data = [
        sheet.title
        for sheet in sheets
        if not sheet.is_aside or (sheet.aside == rules.EMPTY_SHEET and named[sheet.title])
    ]
    tables = {title: table for title in data if (table := named[title])}
    if tables or by_name is None:
        return tables
    if len(data) == 1:
        return {data[0]: by_name}
    raise DamagedFileError(
        rules.SEVERAL_SHEETS if data else rules.NO_ROWS,
        None,
        f"The workbook has several sheets with data ({', '.join(data)}), none called {by_name}."
        if data
        else "No visible sheet of the workbook holds data.",
        hint=f"Call the sheet with the rows {by_name}.",
    )
