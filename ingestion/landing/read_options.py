"""What a reader has to know about the table that a file fills."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.landing.planned_files import PlannedFile
from ingestion.profile import ContractMapping, Profile
from ingestion.readers import ReadOptions
from ingestion.wording.words import chinese_headers
from traceability.contracts.column import Column
from traceability.contracts.extracts import EXTRACTS

_CODES = frozenset({"gtin", "gln"})


def read_options(profile: Profile, file: PlannedFile) -> ReadOptions:
    """Encoding, delimiter, sheet and header row, and which columns hold codes."""
    if file.table is None:
        return ReadOptions(profile.encoding, profile.delimiter, sheet=file.sheet)
    table = profile.tables[file.table]
    mappings = [mapping for mapping in profile.mappings if file.table in mapping.tables]
    codes = [*table.codes, *(name for mapping in mappings for name in _codes(mapping))]
    known = [name for mapping in mappings for name in _known(mapping)]
    return ReadOptions(
        profile.encoding,
        profile.delimiter,
        sheet=file.sheet,
        header_row=table.header_row,
        codes=frozenset(name.casefold() for name in codes),
        known=frozenset(name.casefold() for name in known),
    )


def _codes(mapping: ContractMapping) -> Iterator[str]:
    """Columns of the file that are called like a code of the contract, or become one."""
    codes = {column.name for column in EXTRACTS[mapping.contract].columns if _is_code(column)}
    yield from codes
    yield from (text for name, text in mapping.columns.items() if name in codes)
    headers = chinese_headers(mapping.contract) if mapping.is_identity else {}
    yield from (header for header, name in headers.items() if name in codes)


def _is_code(column: Column) -> bool:
    """Whether leading zeros matter: codes do; line numbers, units and row ids do not."""
    is_code = column.kind == "code" and column.name.endswith("_code")
    return column.kind == "lot_code" or is_code or column.name in _CODES


def _known(mapping: ContractMapping) -> Iterator[str]:
    """Columns of the file that a contract takes as they are; SQL may take anything apart."""
    if mapping.is_identity:
        yield from EXTRACTS[mapping.contract].column_names
        yield from chinese_headers(mapping.contract)
    yield from mapping.columns.values()
