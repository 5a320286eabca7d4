"""Shows the landed files to dbt as relations of schema `landing`, and takes them away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import LOADS, QUARANTINE, landed_columns
from traceability.store.landed_codes import show_code_keys
from traceability.store.landed_corrections import show_corrections
from traceability.store.landed_findings import show_door_findings
from traceability.store.listed_rules import show_finding_rules
from traceability.store.manifests import LoadManifest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from traceability.domain.corrections import Correction
    from traceability.settings import Settings


def register_landing(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    manifests: list[LoadManifest],
    corrections: Sequence[tuple[Correction, bool]] = (),
) -> None:
    """Make `landing.<contract>` for every contract, and what the house lists beside them.

    Beside them stand `.loads`, `.quarantine`, `.door_findings`, `.landed_files`, `.code_keys`,
    `.finding_rules`, `.rule_needs` and `.corrections`: approved ones, each with whether it still
    says what was signed.

    Only files that these manifests name are shown, so what a crashed ingest left behind is
    invisible, and so is a load that lands after they were read.
    """
    connection.execute("create schema if not exists landing")
    for name in EXTRACTS:
        show_contract(connection, settings, manifests, name)
    rejected = [
        str(settings.home / name)
        for manifest in manifests
        for name in manifest.document.get("quarantine_files", ())
    ]
    _show(connection, "quarantine", QUARANTINE, rejected)
    _create(connection, "loads", LOADS)
    rows = [row for manifest in manifests for row in _loads(manifest)]
    if rows:
        places = ", ".join("?" for _ in LOADS)
        connection.executemany(f"insert into landing.loads values ({places})", rows)
    show_door_findings(connection, manifests)
    show_code_keys(connection)
    show_finding_rules(connection)
    show_corrections(connection, corrections)


def show_contract(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    manifests: list[LoadManifest],
    name: str,
) -> None:
    """Make `landing.<contract>` alone; the schema must be there."""
    files = [
        str(settings.landing / file)
        for manifest in manifests
        for file in manifest.document["contracts"].get(name, {}).get("files", ())
    ]
    _show(connection, name, landed_columns(EXTRACTS[name]), files)


def remove_landing(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop schema `landing`: a snapshot stands alone and points at no file outside it."""
    connection.execute("drop schema if exists landing cascade")


def _show(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: tuple[tuple[str, str], ...],
    files: list[str],
) -> None:
    if not files:
        _create(connection, name, columns)
        return
    names = ", ".join(f'"{column}"' for column, _ in columns)
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    connection.execute(
        f'create view landing."{name}" as select {names} '
        f"from read_parquet([{listed}], hive_partitioning = false)"
    )


def _create(
    connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[tuple[str, str], ...]
) -> None:
    body = ", ".join(f'"{column}" {kind}' for column, kind in columns)
    connection.execute(f'create table landing."{name}" ({body})')


def _loads(manifest: LoadManifest) -> list[list[Any]]:
    load = manifest.document
    covers = load.get("covers") or (None, None)
    return [
        [
            load["load_id"],
            contract,
            load["source_system"],
            load["profile"],
            load["mode"],
            covers[0],
            covers[1],
            load["lot_scope"],
            load["timezone"],
            load["history_from"],
            load["landed_at"].replace("Z", ""),
            told["rows"],
        ]
        for contract, told in sorted(load["contracts"].items())
    ]
