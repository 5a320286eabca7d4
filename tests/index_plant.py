"""Tiny plants as recall marts in memory, so that an index can be written without a warehouse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from traceability.contracts.recall_marts import MARTS
from traceability.domain.code_keys import code_key
from traceability.index.reader import GenealogyIndex
from traceability.index.writer import write_index

TYPES = {
    "text": pa.string(),
    "quantity": pa.decimal128(18, 6),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "instant": pa.timestamp("us"),
}


@dataclass
class Plant:
    """Rows of every recall mart; a lot's id is `L-` and its name, a run's `R-` and its order."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    batch_rows: int = 7

    def add(self, mart: str, **values: Any) -> Plant:
        known = {name for name, _ in MARTS[mart].columns}
        assert values.keys() <= known, values.keys() - known
        self.rows.setdefault(mart, []).append(values)
        return self

    def lot(self, name: str, **values: Any) -> Plant:
        code = values.pop("lot_code", name)
        return self.add(
            "trace_lots",
            **{
                "lot_id": f"L-{name}",
                "item_code": "ITEM",
                "lot_code": code,
                "lot_code_key": None if code is None else code_key(code),
                "uom": "kg",
                "is_unknown": code is None,
                "source_system": "erp",
                **values,
            },
        )

    def run(self, order: str, **values: Any) -> Plant:
        return self.add(
            "trace_runs", **{"run_id": f"R-{order}", "work_order_code": order, **values}
        )

    def pool(self, name: str, **values: Any) -> Plant:
        """A pool or state of a place; its id is `S-` and its name."""
        return self.add("trace_pools", **{"pool_id": f"S-{name}", "pool_kind": "inputs", **values})

    def edge(self, start: str, end: str, evidence: str = "confirmed", **values: Any) -> Plant:
        """Both ends as ids: `L-A`, `R-WO1`."""
        return self.add(
            "trace_edges",
            **{
                "from_node_id": start,
                "to_node_id": end,
                "edge_kind": "consumption" if end.startswith("R") else "output",
                "evidence": evidence,
                "rule_id": "recorded",
                "source_system": "erp",
                "source_file": "moves.csv",
                "source_row": len(self.rows.get("trace_edges", ())) + 2,
                **values,
            },
        )

    def order(self, code: str, used: str = "", made: str = "", **values: Any) -> Plant:
        """An order that used and made lots, named with blanks between."""
        self.run(code, **values)
        for name in used.split():
            self.edge(f"L-{name}", f"R-{code}", work_order_code=code)
        for name in made.split():
            self.edge(f"R-{code}", f"L-{name}", work_order_code=code)
        return self

    def lots(self, names: str, **values: Any) -> Plant:
        for name in names.split():
            self.lot(name, **values)
        return self

    def ship(self, name: str, delivery: str, customer: str, **values: Any) -> Plant:
        return self.add(
            "trace_shipments",
            **{
                "lot_id": f"L-{name}",
                "delivery_code": delivery,
                "line_no": "1",
                "customer_code": customer,
                "item_code": "ITEM",
                "lot_code": name,
                "qty": Decimal(1),
                "uom": "kg",
                "delivery_status": "shipped",
                "evidence": "confirmed",
                **values,
            },
        )

    def batches(self, name: str, order_by: tuple[str, ...] = ()) -> Iterator[pa.RecordBatch]:
        schema = pa.schema([(column, TYPES[kind]) for column, kind in MARTS[name].columns])
        table = pa.Table.from_pylist(self.rows.get(name, []), schema=schema)
        yield from table.to_batches(max_chunksize=self.batch_rows)

    def index(self, folder: Path) -> GenealogyIndex:
        write_index(folder, self)
        return GenealogyIndex(folder)

    def publish(
        self,
        home: Path,
        snapshot: str = "20260101T000000-abcdef",
        landed_at: str | None = "2099-01-01T00:00:00Z",
    ) -> Path:
        """A published snapshot of this plant in a LOTLINE_HOME; returns the home."""
        folder = home / "snapshots" / snapshot
        counts = write_index(folder / "index", self)
        manifest = {
            "id": snapshot,
            "built_at": "2026-01-01T00:00:00Z",
            "data_as_of": "2025-12-31",
            "code_version": "0.1.0",
            "sources": [
                {"source_system": "erp", "data_as_of": "2025-12-31", "landed_at": landed_at}
            ],
            "counts": counts.as_document(),
            "verdict": "complete",
        }
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        (home / "current.json").write_text(json.dumps({"snapshot": snapshot}), encoding="utf-8")
        return home


def jam_factory() -> Plant:
    """Sugar and two lots of fruit become jam; jam is repacked, shipped, and some comes back.

    FRUIT1 + SUGAR -> WO1 -> JAM; FRUIT2 + SUGAR -> WO2 -> JAM2; JAM -> WO3 -> BOX (rest stays
    open); JAM2 -> WO4 repacks JAM2 under its own number. An unknown lot of lids enters WO3.
    """
    plant = Plant()
    plant.lot("FRUIT1", item_code="FRUIT", item_type="raw", first_seen_at="2026-01-02")
    plant.lot("FRUIT2", item_code="FRUIT", item_type="raw", first_seen_at="2026-01-03")
    plant.lot("SUGAR", item_code="SUGAR", item_type="raw", first_seen_at="2026-01-01")
    plant.lot("JAM", item_code="JAM", item_type="semi_finished", site_code="S1")
    plant.lot("JAM2", item_code="JAM", item_type="semi_finished", site_code="S2")
    plant.lot(
        "BOX",
        item_code="BOX",
        item_type="finished",
        gtin="04012345678901",
        total_qty=Decimal("12.5"),
        on_hand_qty=Decimal("2.500001"),
    )
    plant.lot("lids", lot_code=None, item_code="LID")
    plant.order("WO1", "FRUIT1 SUGAR", "JAM", started_at="2026-01-05", line_code="LINE1")
    plant.order("WO2", "FRUIT2 SUGAR", "JAM2", started_at="2026-01-06")
    plant.order("WO3", "JAM lids", "BOX", order_status="in_progress", site_code="S1")
    plant.order("WO4", "JAM2", "JAM2", order_type="repack")
    plant.ship("BOX", "D1", "CUST1", qty=Decimal(4), shipped_at="2026-02-01")
    plant.ship("BOX", "D2", "CUST1", qty=Decimal("5.25"), shipped_at="2026-02-03")
    plant.ship("JAM2", "D3", "CUST2", shipped_at=None, qty=None, ship_to_code="SHOP")
    plant.ship("BOX", "D4", "CUST3", delivery_status="open")
    plant.add("trace_returns", lot_id="L-BOX", customer_code="CUST4", item_code="BOX")
    plant.add("trace_partners", partner_code="CUST1", partner_name="Corner Shop", phone="+1")
    plant.add("trace_partners", partner_code="SHOP", partner_name="The Shop")
    plant.add("trace_partners", partner_code="FARM", partner_name="Farm & Sons", email="a@b.c")
    for name, receipt in (("FRUIT1", "RC1"), ("FRUIT2", "RC1"), ("SUGAR", "RC2")):
        plant.add(
            "trace_supplies",
            lot_id=f"L-{name}",
            supplier_code="FARM",
            supplier_lot_code=f"S/{name}",
            supplier_lot_key=code_key(f"S/{name}"),
            receipt_code=receipt,
            qty=Decimal(100),
            uom="kg",
            evidence="confirmed",
        )
    plant.add("trace_stock", lot_id="L-BOX", site_code="S1", qty=Decimal("2.500001"), uom="kg")
    plant.add("trace_stock", lot_id="L-BOX", site_code="S2", qty=None, uom="kg", basis="counted")
    plant.add(
        "trace_gaps",
        node_id="R-WO3",
        rule_id="LK-01",
        message="WO3 used LID without a lot.",
        item_code="LID",
        work_order_code="WO3",
        record_count=1,
    )
    plant.add(
        "trace_operations",
        work_order_code="WO1",
        operation_run_id="OP1",
        operation_no="10",
        equipment_code="KETTLE",
        operator_code="ANN",
        started_at="2026-01-05T08:00:00Z",
        ended_at="2026-01-05T10:00:00Z",
    )
    plant.add(
        "trace_parameters",
        operation_run_id="OP1",
        parameter_name="temperature",
        value="104",
        upper_limit=Decimal("105.5"),
    )
    plant.add("trace_inspections", lot_id="L-BOX", inspection_id="Q1", verdict="pass")
    plant.add("trace_events", lot_id="L-BOX", event_kind="output", occurred_at="2026-01-09")
    plant.add(
        "trace_quarantine",
        contract="erp_deliveries",
        source_system="erp",
        source_file="deliveries.csv",
        source_row=9,
        rule_id="TY-08",
        reason="qty is no number",
        mentions="\x1fbox\x1fd9\x1f",
    )
    plant.add(
        "trace_quarantine",
        contract="erp_deliveries",
        source_system="erp",
        source_file="deliveries.csv",
        source_row=12,
        rule_id="TY-08",
        reason="qty is no number",
        mentions="\x1fother\x1fd10\x1f",
    )
    plant.add("trace_aliases", alias_id="L-OLDJAM", lot_id="L-JAM")
    plant.add("trace_sources", source_system="erp", data_as_of="2025-12-31")
    return plant
