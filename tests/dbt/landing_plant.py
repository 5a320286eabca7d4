"""Writes a small landing by hand, column for column as ingestion lands it, and builds over it."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
import sys
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import (
    DOOR_FINDINGS,
    LANDED_FILES,
    LOADS,
    QUARANTINE,
    landed_columns,
)
from traceability.domain.code_keys import code_key
from traceability.domain.corrections import Correction
from traceability.settings import child_environment
from traceability.store.landed_codes import show_code_keys
from traceability.store.landed_corrections import show_corrections
from traceability.store.listed_rules import show_finding_rules

PROJECT = Path(__file__).parent.parent.parent / "dbt_project"
_ARROW = {
    "varchar": pa.string(),
    "decimal(18,6)": pa.decimal128(18, 6),
    "integer": pa.int32(),
    "smallint": pa.int16(),
    "bigint": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}
Row = dict[str, Any]


@dataclass
class Landing:
    """Loads in the order they are added; `load` numbers them from 1.

    corrections: approved ones, each with whether it still says what was signed.
    """

    loads: list[Row] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    corrections: list[tuple[Correction, bool]] = field(default_factory=list)

    def load(
        self,
        contract: str,
        rows: list[Row],
        *,
        source: str,
        scope: str = "item",
        mode: str = "delta",
        history_from: dt.date | None = None,
    ) -> None:
        """Add one load of one contract. Instants are ISO text; keys and hashes are filled in."""
        load_id = f"{len(self.loads) + 1:08d}"
        self.loads.append(
            {
                "load_id": load_id,
                "contract": contract,
                "source_system": source,
                "profile": source,
                "mode": mode,
                "lot_scope": scope,
                "timezone": "UTC",
                "history_from": history_from,
                "landed_at": dt.datetime(2026, 1, 20, 6),  # noqa: DTZ001 - UTC without a zone
                "row_count": len(rows),
            }
        )
        landed = self.rows.setdefault(contract, [])
        for number, row in enumerate(rows, start=2):
            system = {
                "source_system": source,
                "load_id": load_id,
                "source_file": f"{contract}_{load_id}.csv",
                "source_row": number,
            }
            landed.append(landed_row(contract, row) | system)

    def write(self, folder: Path, warehouse: Path) -> None:
        """Write Parquet and show it to a warehouse as schema `landing`."""
        with duckdb.connect(str(warehouse)) as connection:
            connection.execute("create schema landing")
            tables = {name: landed_columns(contract) for name, contract in EXTRACTS.items()}
            house = {
                "loads": LOADS,
                "quarantine": QUARANTINE,
                "door_findings": DOOR_FINDINGS,
                "landed_files": LANDED_FILES,
            }
            for name, columns in (tables | house).items():
                rows = self.loads if name == "loads" else self.rows.get(name, [])
                schema = pa.schema([(column, _ARROW[kind]) for column, kind in columns])
                file = folder / f"{name}.parquet"
                pq.write_table(pa.Table.from_pylist(rows, schema=schema), file)
                connection.execute(
                    f"create view landing.{name} as select * from read_parquet('{file}')"
                )
            show_code_keys(connection)
            show_finding_rules(connection)
            show_corrections(connection, self.corrections)


def landed_row(contract: str, row: Row) -> Row:
    """A row as ingestion lands it, without what its load says of it."""
    columns = EXTRACTS[contract]
    landed: Row = {}
    for name, value in row.items():
        kind = columns[name].kind
        landed[name] = Decimal(str(value)) if kind in {"quantity", "number"} else value
        if kind == "lot_code":
            landed[f"{name}_key"] = code_key(value)
        if kind == "instant":
            landed[name] = dt.datetime.fromisoformat(value)
            landed[f"{name}_precision"] = "day" if len(value) == 10 else "second"
            landed[f"{name}_trust"] = "posted"
    key = [_first(row, alternatives) for alternatives in columns.key]
    landed["row_key"] = chr(31).join(key)
    landed["row_hash"] = hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()
    return landed


def _first(row: Row, alternatives: str) -> str:
    return next((str(row[name]) for name in alternatives.split("|") if row.get(name)), "")


def build(landing: Landing, folder: Path, *options: str) -> Path:
    """Build the models that `options` select over a landing; returns the warehouse.

    Fails with dbt's words; dbt's own tests of these models ran over it.
    """
    warehouse = folder / "warehouse.duckdb"
    landing.write(folder, warehouse)
    run = run_dbt(folder, "build", "--indirect-selection", "cautious", *options)
    assert run.returncode == 0, run.stdout
    return warehouse


def run_dbt(folder: Path, *words: str, project: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """One command of dbt over the warehouse in a folder."""
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", *words]
    command += ["--project-dir", str(project), "--profiles-dir", str(project)]
    command += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
    settings = {
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "LOTLINE_WAREHOUSE": str(folder / "warehouse.duckdb"),
        "LOTLINE_MEMORY_LIMIT": "1GB",
    }
    return subprocess.run(
        command,
        env=child_environment(settings),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
