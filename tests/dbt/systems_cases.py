"""Cases of the rules over systems and spelling, with the findings they must make and no other."""

from __future__ import annotations

from tests.dbt.finding_case import D12, D13, S1, S2, Case

HERE = {"site_code": ".S"}
OVER = {"work_order_code": ".W", "order_status": "closed"}


def _told_twice(case: Case, *, used: str = "5", issued: str = "5") -> Case:
    """Order .W as both systems tell it: lot .A of the item used, lot .F of another made."""
    return (
        case.add("erp_work_orders", **OVER, **HERE, item_code=".F")
        .bought(".A", "2026-01-11", qty="9", **HERE)
        .used(".A", D12, qty=used, **HERE)
        .moved("issue", ".A", D12, qty=issued, work_order_code=".W", **HERE)
    )


def _use_cases() -> list[Case]:
    return [
        _told_twice(Case("told alike"))
        .made(".F1", D12, item_code=".F", **HERE)
        .moved("production_receipt", ".F1", D12, item_code=".F", work_order_code=".W", **HERE),
        _told_twice(Case("issue missing"))
        .used(".B", D12, item_code=".R", **HERE)
        .bought(".B", "2026-01-11", item_code=".R")
        .made(".F1", D12, item_code=".F", **HERE)
        .must_find(("XS-01", "consumption", S1, 1)),
        _told_twice(Case("issued more"), issued="6")
        .made(".F1", D12, item_code=".F", **HERE)
        .must_find(("XS-02", "consumption", S1, 2)),
        _told_twice(Case("issued another"))
        .bought(".B", "2026-01-11", **HERE)
        .used(".B", D12, qty="1", **HERE)
        .moved("issue", ".A", D12, qty="1", work_order_code=".W", **HERE)
        .made(".F1", D12, item_code=".F", **HERE)
        .must_find(("XS-03", "consumption", S1, 1)),
        Case("scanned another")
        .add("erp_work_orders", **OVER, **HERE, item_code=".F")
        .bought(".A", "2026-01-11", qty="9", **HERE)
        .bought(".B", "2026-01-11", qty="9", line_no="2", **HERE)
        .used(".A", D12, qty="5", **HERE)
        .moved("issue", ".B", D12, qty="5", work_order_code=".W", **HERE)
        .made(".F1", D12, item_code=".F", **HERE)
        .must_find(("XS-03", "consumption", S1, 1), ("XS-03", "consumption", S1, 1)),
        Case("issued without a lot")
        .add("erp_work_orders", **OVER, **HERE, item_code=".F")
        .bought(".A", "2026-01-11", qty="9", **HERE)
        .used(".A", D12, qty="5", **HERE)
        .moved("issue", None, D12, qty="5", work_order_code=".W", **HERE)
        .made(".F1", D12, item_code=".F", **HERE),
        _told_twice(Case("less into stock"))
        .made(".F1", D12, item_code=".F", qty="4", **HERE)
        .moved("production_receipt", ".F1", D12, item_code=".F", qty="3", work_order_code=".W")
        .must_find(("XS-04", "output", S1, 2)),
        Case("booked by itself")
        .bought(".A", "2026-01-11", qty="9")
        .bought(".B", "2026-01-11", qty="9")
        .used(".A", D12, capture_method="scan", qty="5")
        .used(".B", D12, capture_method="backflush", qty="5")
        .made(".F1", D13, item_code=".F")
        .must_find(("XS-05", "consumption", S1, 1), ("QT-09", "consumption", S2, 1)),
        Case("less shipped")
        .bought(".A", "2026-01-11", qty="9")
        .shipped(".A", D13, qty="5")
        .moved("shipment", ".A", D13, qty="4", delivery_code=".D")
        .must_find(("XS-06", "shipment", S1, 2)),
        Case("delivered without a lot")
        .bought(".A", "2026-01-11", qty="9")
        .shipped(None, D13, qty="5")
        .moved("shipment", ".A", D13, qty="5", delivery_code=".D"),
    ]


def _statement_cases() -> list[Case]:
    lot = {"lot_code": ".A", "site_code": ".S"}
    bill = {"work_order_code": ".W", "line_no": "1", "item_code": "", "qty": None}
    return [
        Case("rejected and released")
        .bought(".A", D12)
        .add("wms_lots", **lot, lot_status="released")
        .add(
            "mes_inspections",
            inspection_id=".1",
            lot_code=".A",
            new_lot_status="rejected",
            inspected_at=D13,
            qty=None,
            uom=None,
        )
        .must_find(("XS-07", "lot", S2, 2)),
        Case("cancelled and used")
        .add("erp_work_orders", work_order_code=".W", order_status="cancelled")
        .bought(".A", "2026-01-11")
        .used(".A", D12)
        .made(".F1", D13, item_code=".F")
        .must_find(("XS-08", "work_order", S2, 2)),
        Case("cancelled and brought back")
        .add("erp_work_orders", work_order_code=".W", order_status="cancelled")
        .bought(".A", "2026-01-11", qty="9")
        .used(".A", D12, qty="5")
        .used(".A", D13, qty="-5"),
        Case("two units")
        .item()
        .add("erp_items", base_uom="lb", source="other_erp")
        .must_find(("XS-09", "item", S2, 2)),
        Case("two bills")
        .add("erp_work_order_components", **bill, required_qty="2")
        .add("erp_work_order_components", **bill, required_qty="3", source="other_erp")
        .must_find(("XS-09", "component", S2, 2)),
        Case("two expiries")
        .bought(".A", D12, expires_at="2026-05-01")
        .add("wms_lots", **lot, expires_at="2026-06-01")
        .must_find(("XS-10", "lot", S1, 2)),
        Case("two labels")
        .bought(".A", D12, supplier_lot_code=".sup1")
        .add("wms_lots", **lot, supplier_lot_code=".sup2")
        .must_find(("XS-11", "lot", S1, 2)),
    ]


def _spelling_cases() -> list[Case]:
    return [
        Case("zeros gone")
        .bought("00123", D12)
        .bought("123", D12)
        .must_find(("TY-01", "lot_code", S1, 2)),
        Case("digits gone")
        .bought("202611050001000000", D12)
        .bought("202611050002000000", D12)
        .bought("202611050003000000", D12)
        .must_find(("TY-03", "lot_code", S1, 3)),
        Case("look alike")
        .bought("A10B", D12)
        .bought("A1OB", D12)
        .must_find(("TY-11", "lot_code", S1, 2)),
    ]


SYSTEMS_CASES = (*_use_cases(), *_statement_cases(), *_spelling_cases())
