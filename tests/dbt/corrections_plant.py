"""A small plant for every kind of correction, twice: once left as it is, once corrected.

Prefix `keep` is the plant as its systems tell it, `mend` the same plant with a correction: what a
preview over the one foresees must be what a build made of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from tests.dbt.landing_plant import Landing, Row, landed_row
from tests.dbt.test_identity import lot_id
from traceability.domain.code_keys import code_key
from traceability.domain.corrections import Action, Correction, Decision

MONDAY = "2026-01-12T08:00:00"
TUESDAY = "2026-01-13T08:00:00"
Told = list[tuple[str, Row]]


@dataclass
class Plant:
    """Rows of one plant in the order of their contracts; every code begins with `name`."""

    name: str
    rows: Told = field(default_factory=list)

    def add(self, contract: str, **columns: Any) -> None:
        """One row; `.` in front of a code stands for the name of the plant."""
        coded = {name: self.code(value) for name, value in columns.items()}
        self.rows.append((contract, coded))

    def code(self, value: Any) -> Any:
        """A code of this plant."""
        return f"{self.name}{value}" if isinstance(value, str) and value[:1] == "." else value

    def row(self, contract: str, **wanted: Any) -> Row:
        """The one row of a contract with these values."""
        coded = {name: self.code(value) for name, value in wanted.items()}
        (found,) = [
            row for name, row in self.rows if name == contract and coded.items() <= row.items()
        ]
        return found


def _plant(name: str) -> Plant:
    """Lots A and B of one item; orders 1 and 2 used A, order 3 used B; each made and sold a lot.

    Order 1 is told by the shop floor and the warehouse, the others by the shop floor alone.
    """
    plant = Plant(name)
    for lot, supplier in (("A", "V1"), ("B", "V2")):
        plant.add(
            "erp_receipts",
            receipt_code=f".R{lot}",
            line_no="1",
            item_code=".RAW",
            supplier_code=f".{supplier}",
            lot_code=f".{lot}",
            qty="100",
            uom="kg",
            received_at="2026-01-05",
        )
    for number, lot in (("1", "A"), ("2", "A"), ("3", "B")):
        _order(plant, number, lot)
    plant.add(
        "wms_movements",
        movement_id=".m1",
        movement_type="issue",
        item_code=".RAW",
        lot_code=".A",
        work_order_code=".W1",
        qty="10",
        uom="kg",
        occurred_at=MONDAY,
    )
    return plant


def _order(plant: Plant, number: str, lot: str) -> None:
    order = {"work_order_code": f".W{number}"}
    plant.add("erp_work_orders", **order, item_code=".FIN", order_status="closed")
    plant.add(
        "mes_consumptions",
        **order,
        consumption_id=f".c{number}",
        item_code=".RAW",
        lot_code=f".{lot}",
        qty="10",
        uom="kg",
        started_at=MONDAY,
    )
    plant.add(
        "mes_outputs",
        **order,
        output_id=f".o{number}",
        item_code=".FIN",
        lot_code=f".F{number}",
        qty="10",
        uom="kg",
        ended_at=TUESDAY,
    )
    plant.add(
        "erp_deliveries",
        delivery_code=f".D{number}",
        line_no="1",
        item_code=".FIN",
        customer_code=f".C{number}",
        lot_code=f".F{number}",
        qty="10",
        uom="kg",
        delivery_status="shipped",
        shipped_at="2026-01-20",
    )


@dataclass(frozen=True)
class Case:
    """One correction: of which row, what it says, and lots whose scopes it changes."""

    name: str
    action: Action
    contract: str
    wanted: dict[str, str]
    column: str | None
    new: str | None
    also: Callable[[Plant], None] = lambda _: None


def _joined_lots(plant: Plant) -> None:
    _order(plant, "4", "B-typed")


def _warehouse_knows_b(plant: Plant) -> None:
    plant.row("wms_movements", movement_id=".m1")["lot_code"] = plant.code(".B")


CASES = (
    Case(
        "used another lot",
        Action.SET_LOT,
        "mes_consumptions",
        {"consumption_id": ".c2"},
        "lot_code",
        ".B",
    ),
    Case(
        "used another lot, and the warehouse says the first",
        Action.SET_LOT,
        "mes_consumptions",
        {"consumption_id": ".c1"},
        "lot_code",
        ".B",
    ),
    Case(
        "used another lot, as the warehouse says",
        Action.SET_LOT,
        "mes_consumptions",
        {"consumption_id": ".c1"},
        "lot_code",
        ".B",
        _warehouse_knows_b,
    ),
    Case(
        "used a lot that nobody knew",
        Action.SET_LOT,
        "mes_consumptions",
        {"consumption_id": ".c2"},
        "lot_code",
        ".NEW",
    ),
    Case(
        "made another lot", Action.SET_LOT, "mes_outputs", {"output_id": ".o2"}, "lot_code", ".F3"
    ),
    Case(
        "shipped another lot",
        Action.SET_LOT,
        "erp_deliveries",
        {"delivery_code": ".D2"},
        "lot_code",
        ".F3",
    ),
    Case(
        "sold to another",
        Action.SET_VALUE,
        "erp_deliveries",
        {"delivery_code": ".D2"},
        "customer_code",
        ".C3",
    ),
    Case(
        "used by another order",
        Action.SET_VALUE,
        "mes_consumptions",
        {"consumption_id": ".c2"},
        "work_order_code",
        ".W3",
    ),
    Case("used less", Action.SET_VALUE, "mes_consumptions", {"consumption_id": ".c2"}, "qty", "4"),
    Case("never used", Action.VOID_ROW, "mes_consumptions", {"consumption_id": ".c2"}, None, None),
    Case(
        "two lots are one",
        Action.JOIN_LOTS,
        "mes_consumptions",
        {"consumption_id": ".c4"},
        "lot_code",
        ".B",
        _joined_lots,
    ),
    Case(
        "one lot is two",
        Action.PART_LOTS,
        "mes_consumptions",
        {"consumption_id": ".c3"},
        "lot_code",
        ".B",
    ),
)


def plant_of(case: Case, prefix: str) -> Plant:
    """The plant of a case."""
    plant = _plant(f"{prefix} {CASES.index(case)}")
    case.also(plant)
    return plant


def load_corrections(landing: Landing) -> None:
    """Both plants of every case."""
    plants = [plant_of(case, prefix) for case in CASES for prefix in ("keep", "mend")]
    load(landing, (row for plant in plants for row in plant.rows), "fix")
    for case in CASES:
        approve(landing, correction_of(case, plant_of(case, "mend"), len(landing.corrections) + 1))


def correction_of(case: Case, plant: Plant, number: int) -> Correction:
    """The correction of a case, as if just approved."""
    row = plant.row(case.contract, **case.wanted)
    old = row[case.column] if case.column else landed_row(case.contract, row)["row_hash"]
    new = plant.code(case.new)
    if case.column == "qty":
        old, new = f"{float(old):.6f}", f"{float(new):.6f}"
    if case.action is Action.JOIN_LOTS:
        new = key_id(plant.code(".RAW"), new)
    return say_correction(number, case.action, case.contract, row, case.column, (old, new))


def key_id(item: str, code: str) -> str:
    """Id of a lot that is named by its code alone."""
    return lot_id("lot", item, "", "", "key", code_key(code))


def say_correction(  # noqa: PLR0917 - what a correction says
    number: int,
    action: Action,
    contract: str,
    row: Row,
    column: str | None,
    values: tuple[str | None, str | None],
) -> Correction:
    at = datetime(2026, 1, 21, 9, tzinfo=UTC)
    return Correction(
        correction_no=number,
        action=action,
        contract=contract,
        source_system=f"fix {contract[:3]}",
        row_key=landed_row(contract, row)["row_key"],
        column_name=column,
        old_value=values[0],
        old_uid=None,
        new_value=values[1],
        new_uid=None,
        reason_code="wrong_scan",
        reason="Seen on the batch sheet.",
        proposed_by="ann",
        proposed_at=at,
        revert_of=None,
        seen_load_id="",
        snapshot_id="",
        impact={},
        decision=Decision.APPROVED,
        decided_by="bob",
        decided_at=at,
    )


def approve(landing: Landing, correction: Correction, *, unaltered: bool = True) -> None:
    seen = replace(correction, seen_load_id=f"{len(landing.loads):08d}")
    landing.corrections.append((seen, unaltered))


def load(landing: Landing, rows: Iterable[tuple[str, Row]], source: str, **more: Any) -> None:
    told: dict[str, list[Row]] = {}
    for contract, row in rows:
        told.setdefault(contract, []).append(row)
    for contract, of_contract in told.items():
        landing.load(contract, of_contract, source=f"{source} {contract[:3]}", **more)
