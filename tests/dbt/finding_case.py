"""One case of a rule: a plant in the small, and the findings it must make.

Every code of a case begins with its name, so that its findings can be told from those of others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.dbt.landing_plant import Row

Found = tuple[str, str, str, int]
"""Rule, kind of subject, severity, number of records."""
D12, D13, D14, D15 = (f"2026-01-{day}" for day in range(12, 16))
S1, S2, S3 = "S1", "S2", "S3"
IDS = {
    "mes_consumptions": "consumption_id",
    "mes_outputs": "output_id",
    "wms_movements": "movement_id",
}


@dataclass
class Case:
    """One plant in the small: rows in the order of their loads, and what must be found in them."""

    name: str
    rows: list[tuple[str, Row]] = field(default_factory=list)
    later: list[tuple[str, Row]] = field(default_factory=list)
    finds: tuple[Found, ...] = ()

    def add(self, contract: str, **columns: Any) -> Case:
        """One row. `.` in front of a code stands for the name of the case."""
        self.rows.append((contract, self._row(contract, columns)))
        return self

    def replace(self, contract: str, **columns: Any) -> Case:
        """One row of a later load."""
        self.later.append((contract, self._row(contract, columns)))
        return self

    def item(self, **columns: Any) -> Case:
        """The item's master."""
        return self.add("erp_items", base_uom="kg", **columns)

    def used(self, lot: str | None, at: str | None = D12, **columns: Any) -> Case:
        """A consumption by order .W."""
        told = {"work_order_code": ".W", "lot_code": lot, "started_at": at} | columns
        return self.add("mes_consumptions", **told)

    def made(self, lot: str | None, at: str | None = D12, **columns: Any) -> Case:
        """An output of order .W."""
        told = {"work_order_code": ".W", "lot_code": lot, "ended_at": at} | columns
        return self.add("mes_outputs", **told)

    def bought(self, lot: str | None, at: str | None = D12, **columns: Any) -> Case:
        """A receipt line."""
        told = {"receipt_code": ".RC", "line_no": str(len(self.rows)), "lot_code": lot}
        return self.add("erp_receipts", **told | {"received_at": at} | columns)

    def shipped(self, lot: str | None, at: str | None = D12, **columns: Any) -> Case:
        """A shipped line of delivery .D."""
        told = {"delivery_code": ".D", "line_no": str(len(self.rows)), "lot_code": lot}
        told |= {"delivery_status": "shipped", "shipped_at": at}
        return self.add("erp_deliveries", **told | columns)

    def moved(self, kind: str, lot: str | None, at: str | None = D12, **columns: Any) -> Case:
        """A movement of the warehouse."""
        told = {"movement_type": kind, "lot_code": lot, "occurred_at": at}
        return self.add("wms_movements", **told | columns)

    def must_find(self, *finds: Found) -> Case:
        """Set what must be found."""
        self.finds = finds
        return self

    def _row(self, contract: str, columns: dict[str, Any]) -> Row:
        base: Row = {"item_code": "", "qty": "1", "uom": "kg"}
        if contract in {"erp_items", "erp_work_orders", "wms_lots"}:
            base = {"item_code": ""}
        if contract in IDS:
            base[IDS[contract]] = f".row{len(self.rows)}"
        row = {name: value for name, value in (base | columns).items() if value is not None}
        coded = {name for name in row if name.endswith(("_code", "_id")) or name == "reversal_of"}
        return row | {name: self._code(row[name]) for name in coded}

    def _code(self, text: str) -> str:
        return f"{self.name}{text}" if not text or text.startswith(".") else text
