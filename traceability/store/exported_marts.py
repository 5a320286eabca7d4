"""Copies the marts of a published snapshot to Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from traceability.settings import Settings

_NAMES = """
    select table_name from information_schema.tables
    where table_schema = 'marts' and not starts_with(table_name, 'int_') order by table_name
"""


def mart_names(warehouse: Path, settings: Settings) -> list[str]:
    """Names of all marts, in order; the private steps of the build are none."""
    with open_warehouse(warehouse, settings) as connection:
        return [name for (name,) in connection.execute(_NAMES).fetchall()]


def copy_marts(
    warehouse: Path, settings: Settings, names: Sequence[str], folder: Path
) -> Iterator[tuple[str, int]]:
    """Write `<folder>/<mart>.parquet` one by one, rows sorted by all columns; name and rows."""
    with open_warehouse(warehouse, settings) as connection:
        connection.execute("set preserve_insertion_order = true")
        for name in names:
            target = str(folder / f"{name}.parquet").replace("'", "''")
            (count,) = connection.execute(
                f'copy (select * from marts."{name}" order by all) '
                f"to '{target}' (format parquet, compression zstd)"
            ).fetchone() or (0,)
            yield name, count
