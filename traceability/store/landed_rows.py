"""Finds landed rows by file and line, or by key: what a correction speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from traceability.contracts.extracts import EXTRACTS
from traceability.domain.corrections import UID_OF
from traceability.store.landing import show_contract
from traceability.store.manifests import read_manifests
from traceability.store.warehouse import connection_limits

if TYPE_CHECKING:
    from traceability.contracts.column import Column
    from traceability.domain.corrections import Correction
    from traceability.settings import Settings
    from traceability.store.manifests import LoadManifest


@dataclass(frozen=True, slots=True)
class LandedRow:
    """One landed row of the last load that has its key.

    values: its columns as the engine casts them to text, an instant with its offset behind it.
    """

    contract: str
    source_system: str
    row_key: str
    row_hash: str
    load_id: str
    source_file: str | None
    source_row: int | None
    values: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class FoundRows:
    """Rows under the keys asked for, in order of file and line.

    last_load_id: of all loads. withdrawn_by: the later load that says it holds everything and lacks
    them; None = they are in force.
    """

    rows: tuple[LandedRow, ...]
    last_load_id: str
    withdrawn_by: str | None


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """Which rows are meant: by file and line, by the parts of a key, or by a whole key."""

    contract: str
    source_system: str | None = None
    file: str | None = None
    line: int | None = None
    key: str | None = None
    row_key: str | None = None


def find_rows(settings: Settings, question: RowQuestion) -> FoundRows:
    """The rows in force that are meant; none where nothing is landed under it."""
    manifests = read_manifests(settings)
    columns = EXTRACTS[question.contract].columns
    texts = ", ".join(f"{landed_text(column)} as {column.name}" for column in columns)
    where, told = _condition(question)
    with duckdb.connect(":memory:", config=connection_limits(settings)) as connection:
        connection.execute("create schema landing")
        show_contract(connection, settings, manifests, question.contract)
        found = connection.execute(
            "select source_system, row_key, row_hash, load_id, source_file, source_row, "
            f"{texts} from landing.{question.contract} as landed where {where} "
            "qualify load_id = max(load_id) over (partition by source_system, row_key) "
            "order by source_system, row_key, source_file, source_row, row_hash",
            told,
        ).fetchall()
    rows = tuple(_row(question.contract, columns, row) for row in found)
    if question.file is not None:
        rows = tuple(
            row
            for row in rows
            if row.source_file == question.file and row.source_row == question.line
        )
    last = manifests[-1].load_id if manifests else ""
    return FoundRows(rows, last, _withdrawn_by(manifests, rows))


def quoted_rows(rows: tuple[LandedRow, ...], correction: Correction) -> tuple[LandedRow, ...]:
    """Those rows that still say what a correction says that they say."""
    column = correction.column_name
    if column is None:
        return tuple(row for row in rows if row.row_hash == correction.old_value)
    uid = UID_OF.get(column, "")
    return tuple(
        row
        for row in rows
        if row.values.get(column) == correction.old_value
        and row.values.get(uid) == correction.old_uid
    )


def landed_text(column: Column) -> str:
    """SQL of a value as corrections quote it; dbt_project/macros/mended.sql says the same."""
    text = f"cast(landed.{column.name} as varchar)"
    if column.kind == "instant":
        offset = f"landed.{column.name}_offset"
        text += f" || case when {offset} is null then '' else ' ' || {offset} end"
    return text


def _condition(question: RowQuestion) -> tuple[str, list[Any]]:
    where, told = "true", list[Any]()
    if question.row_key is not None:
        where, told = "row_key = ?", [question.row_key]
    elif question.key is not None:
        where, told = "row_key = source_system || chr(31) || ?", [question.key]
    else:
        where = (
            f"row_key in (select row_key from landing.{question.contract} "
            "where source_file = ? and source_row = ?)"
        )
        told = [question.file, question.line]
    if question.source_system is not None:
        where, told = f"{where} and source_system = ?", [*told, question.source_system]
    return where, told


def _row(contract: str, columns: tuple[Column, ...], row: tuple[Any, ...]) -> LandedRow:
    system, key, digest, load, file, line, *values = row
    texts = dict(zip((column.name for column in columns), values, strict=True))
    return LandedRow(contract, system, key, digest, load, file, line, texts)


def _withdrawn_by(manifests: list[LoadManifest], rows: tuple[LandedRow, ...]) -> str | None:
    """The last full load of their contract and system without a period, after these rows."""
    if not rows:
        return None
    contract, system = rows[0].contract, rows[0].source_system
    newest = max(row.load_id for row in rows)
    full = [
        manifest.load_id
        for manifest in manifests
        if manifest.document["mode"] == "full"
        and not any(manifest.document.get("covers") or ())
        and manifest.document["source_system"] == system
        and contract in manifest.document["contracts"]
        and manifest.load_id > newest
    ]
    return full[-1] if full else None
