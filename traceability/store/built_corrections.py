"""Reads what a build made of corrections; the only place with that SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class BuiltCorrection:
    """What became of one correction. other_load_id: the load that said another value."""

    correction_no: int
    state: str
    other_load_id: str | None
    source_file: str | None
    source_row: int | None


def read_built(connection: duckdb.DuckDBPyConnection) -> dict[int, BuiltCorrection]:
    """By number; empty for a warehouse that an older Lotline built."""
    there = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'marts' and table_name = 'corrections'"
    ).fetchone()
    if not (there and there[0]):
        return {}
    rows = connection.execute(
        "select correction_no, state, other_load_id, source_file, source_row "
        "from marts.corrections order by correction_no"
    ).fetchall()
    return {row[0]: BuiltCorrection(*row) for row in rows}
