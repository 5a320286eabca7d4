"""The toy plant as a published snapshot whose warehouse has the marts of metrics."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from tests.services.test_golden_toy import SHIPPED, toy
from traceability.contracts.metrics import METRIC_COLUMNS, METRIC_LOTS, METRIC_RUNS, OPEN_GAPS

RAW = ("R1", "R2")
LOTS = ("F1", "F2", "F3", "R1", "R2", "SCRAP1", "SCRAP3")
ORDERS = ("WO1", "WO2", "WO3")

Facts = dict[str, list[Any]]


def facts(**changes: dict[str, Any]) -> tuple[Facts, Facts]:
    """What the warehouse says of the lots and runs of the toy; `changes` by lot or order."""
    lots = [_lot(name) | changes.get(name, {}) for name in LOTS]
    covered = {"is_assessable": True, "is_covered": True}
    runs = [{"run_id": f"R-{order}"} | covered | changes.get(order, {}) for order in ORDERS]
    return (
        {column: [row[column] for row in lots] for column, _ in METRIC_LOTS},
        {column: [row[column] for row in runs] for column, _ in METRIC_RUNS},
    )


def _lot(name: str) -> dict[str, Any]:
    sent = sum(qty for _, qty in SHIPPED.get(name, []))
    kind = "raw" if name in RAW else "by_product" if name.startswith("SCRAP") else "finished"
    return {
        "lot_id": f"L-{name}",
        "site_code": "S1",
        "line_code": "",
        "shift_code": "",
        "product_family": name[0],
        "event_month": "2026-01",
        "origin": "received" if name in RAW else "produced",
        "is_unknown": False,
        "item_type": kind,
        "has_supplier": name in RAW,
        "is_shipped": sent > 0,
        "shipped_uom": "kg" if sent else "",
        "shipped_qty": Decimal(sent) if sent else None,
        "uom": "kg",
        "total_qty": Decimal(1),
        "shipped_value": None,
        "currency": "",
    }


def publish_toy(home: Path, number: int, *, covered: int = 3, gaps: int = 0) -> str:
    """The toy as snapshot `number`: so many of 4 components covered, 2 more not assessable."""
    snapshot = f"2026010{number}T000000-abcdef"
    toy().publish(home, snapshot)
    lots, runs = facts()
    figure = ("link_coverage", "components", "all", "", "count", "", covered, 4, 4, 6)
    gap = ("order", "WO9", "S1", "L1", "R1", "LK-05", "No lot of component R1 is recorded.")
    marts = {
        "metrics": (METRIC_COLUMNS, [(*figure, None, None, None)]),
        "metric_lots": (METRIC_LOTS, list(zip(*lots.values(), strict=True))),
        "metric_runs": (METRIC_RUNS, list(zip(*runs.values(), strict=True))),
        "open_gaps": (OPEN_GAPS, [gap] * gaps),
    }
    with duckdb.connect(str(home / "snapshots" / snapshot / "warehouse.duckdb")) as connection:
        connection.execute("create schema marts")
        for name, (columns, rows) in marts.items():
            body = ", ".join(f"{column} {kind}" for column, kind in columns)
            connection.execute(f"create table marts.{name} ({body})")
            if rows:
                marks = ", ".join("?" for _ in columns)
                connection.executemany(f"insert into marts.{name} values ({marks})", rows)
    return snapshot
