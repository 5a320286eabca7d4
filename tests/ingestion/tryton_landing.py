"""What one ingest through the `tryton` profile left in the landing, and the tables it came from."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from ingestion.ingest import ingest
from traceability.settings import Settings

Row = dict[str, Any]
MOVE_CONTRACTS = (
    "erp_deliveries",
    "erp_receipts",
    "erp_work_order_components",
    "mes_consumptions",
    "mes_outputs",
    "wms_movements",
)


@dataclass(frozen=True, slots=True)
class Landed:
    """One load: its manifest, its rows, and the native tables read with the csv module."""

    tables: Path
    home: Path
    manifest: Row

    def rows(self, contract: str) -> list[Row]:
        """Landed rows of a contract."""
        files = self.manifest["contracts"].get(contract, {"files": []})["files"]
        return [
            row for file in files for row in pq.read_table(self.home / "landing" / file).to_pylist()
        ]

    def quarantine(self) -> list[Row]:
        """Rejected rows."""
        files = sorted((self.home / "quarantine").rglob("*.parquet"))
        return [row for file in files for row in pq.read_table(file).to_pylist()]

    def native(self, table: str) -> dict[str, dict[str, str]]:
        """Rows of a native table by id, with `line`, the physical line they end on."""
        with (self.tables / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            return {row["id"]: row | {"line": str(reader.line_num)} for row in reader}

    def file(self, table: str) -> Row:
        """Account of one native table's file."""
        (found,) = [file for file in self.manifest["files"] if file["name"] == f"{table}.csv"]
        return dict(found)

    def contracts_of_moves(self) -> dict[str, set[str]]:
        """Move id -> contracts that its row of stock_move drives."""
        moves = {int(row["line"]): uid for uid, row in self.native("stock_move").items()}
        found: dict[str, set[str]] = {uid: set() for uid in moves.values()}
        for contract in MOVE_CONTRACTS:
            for row in self.rows(contract):
                found[moves[row["source_row"]]].add(contract)
        return found


def land(tables: Path, home: Path) -> Landed:
    """Ingest a folder of Tryton tables into a new home."""
    ingest([tables], Settings(home=home), profile="tryton")
    (manifest,) = (home / "landing" / "manifests").glob("*.json")
    return Landed(tables, home, json.loads(manifest.read_text(encoding="utf-8")))
