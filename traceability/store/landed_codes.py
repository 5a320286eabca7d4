"""Shows dbt the keys of all codes that were landed, as relation `landing.code_keys`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import CODE_KEYS, CODE_KINDS
from traceability.domain.code_keys import code_key, loose_key

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 50_000


def show_code_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `landing.code_keys` out of the relations of schema `landing`, a block of rows at a time.

    A code that occurs in a million rows is folded once.
    """
    columns = ", ".join(f'"{name}" {kind}' for name, kind in CODE_KEYS)
    connection.execute(f"create table landing.code_keys ({columns})")
    names = [name for name, _ in CODE_KEYS]
    for rows in _distinct_codes(connection):
        folded = [
            (kind, system, code, code_key(code), loose_key(code), load)
            for kind, system, code, load in rows
        ]
        block = pa.table(
            [pa.array(column, pa.string()) for column in zip(*folded, strict=True)], names=names
        )
        connection.register("folded_codes", block)
        connection.execute("insert into landing.code_keys from folded_codes")
        connection.unregister("folded_codes")


def _distinct_codes(
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[list[tuple[str, str, str, str]]]:
    """Blocks of (kind, source system, code, first load); the cursor reads while others write."""
    each = " union all ".join(_branches())
    with connection.cursor() as reader:
        reader.execute(
            f"select kind, source_system, code, min(load_id) from ({each}) "
            "group by kind, source_system, code"
        )
        while rows := reader.fetchmany(_ROWS_AT_ONCE):
            yield rows


def _branches() -> Iterator[str]:
    for contract in EXTRACTS.values():
        if contract.name == "crosswalks":
            continue
        for column in contract.columns:
            kind, name, system = CODE_KINDS.get(column.name), column.name, "source_system"
            if column.kind == "lot_code":
                kind, name, system = "lot", f"{column.name}_key", "''"
            if kind is not None:
                yield (
                    f"select '{kind}' as kind, {system} as source_system, {name} as code, "
                    f"min(load_id) as load_id from landing.{contract.name} "
                    f"where {name} is not null group by all"
                )
