"""Cases of the rules over links, with the findings they must make: no more and no other."""

from __future__ import annotations

from tests.dbt.finding_case import D13, D14, D15, S1, S2, Case

ORDER = {"work_order_code": ".W", "order_type": "standard", "order_status": "closed"}
HERE = {"site_code": ".S"}
BARE = {"item_code": None, "qty": None, "uom": None}
"""A master of something else than an item."""


def _order_cases() -> list[Case]:
    return [
        Case("idle order")
        .used(".A", work_order_code=".V", **HERE)
        .made(".F", work_order_code=".V", **HERE)
        .bought(".A", "2026-01-11")
        .add("erp_work_orders", **ORDER, **HERE, item_code="", closed_at=D13)
        .must_find(("LK-04", "work_order", S2, 1)),
        Case("not planned")
        .add("erp_work_orders", **ORDER, item_code=".F")
        .add(
            "erp_work_order_components", qty=None, work_order_code=".W", line_no="1", item_code=".R"
        )
        .bought(".R1", item_code=".R")
        .bought(".A")
        .used(".R1", D13, item_code=".R")
        .used(".A", D13)
        .made(".F1", D13, item_code=".F")
        .must_find(("LK-06", "component", S1, 1)),
        Case("other revision")
        .add("erp_work_orders", **ORDER, item_code=".F")
        .add("erp_work_orders", **ORDER | {"work_order_code": ".V"}, item_code=".F")
        .add(
            "erp_work_order_components",
            qty=None,
            work_order_code=".W",
            line_no="1",
            item_code=".R",
            bom_version="A",
        )
        .add(
            "erp_work_order_components",
            qty=None,
            work_order_code=".V",
            line_no="1",
            item_code="",
            bom_version="B",
        )
        .bought(".R1", item_code=".R")
        .bought(".A", qty="9")
        .used(".R1", D13, item_code=".R")
        .used(".A", D13)
        .made(".F1", D13, item_code=".F")
        .used(".A", D13, work_order_code=".V")
        .made(".F2", D13, item_code=".F", work_order_code=".V")
        .must_find(("LK-07", "component", S1, 1)),
        Case("elsewhere")
        .bought(".A", **HERE)
        .bought(".B", site_code=".T")
        .used(".A", D13, site_code=".T")
        .made(".F1", D13, item_code=".F", site_code=".T")
        .must_find(("LK-07", "lot", S1, 1)),
    ]


def _component_cases() -> list[Case]:
    return [
        Case("no label")
        .item(is_lot_managed=True, item_type="packaging")
        .add("erp_work_orders", **ORDER, item_code=".F", planned_qty="1", uom="kg")
        .add(
            "erp_work_order_components",
            qty=None,
            work_order_code=".W",
            line_no="1",
            item_code="",
            required_qty="1",
        )
        .used(None, D13)
        .made(".F1", D13, item_code=".F")
        .must_find(("LK-01", "consumption", S1, 1), ("LK-11", "component", S1, 1)),
        Case("reworked so")
        .add(
            "erp_work_orders",
            **ORDER | {"work_order_code": ".X", "order_type": "rework", "order_status": "planned"},
        )
        .add("erp_work_orders", **ORDER, item_code="")
        .bought(".A")
        .used(".A", D13)
        .made(".B", D13)
        .must_find(("LK-12", "component", S1, 1)),
        Case("in a circle")
        .used(".A", D13)
        .made(".B", D13)
        .used(".B", D13, work_order_code=".V")
        .made(".A", D13, work_order_code=".V")
        .must_find(("LK-13", "run", S1, 4)),
    ]


def _run_cases() -> list[Case]:
    return [
        Case("no share")
        .bought(".A")
        .used(".A", D13)
        .made(".F", D13)
        .made(".G", D13, qty=None, output_kind="co_product")
        .must_find(("LK-16", "run", S1, 2)),
        Case("no split")
        .bought(".A")
        .bought(".B")
        .used(".A", D13)
        .used(".B", None, qty=None)
        .made(".F", D13, item_code=".F")
        .must_find(("LK-18", "component", S1, 2)),
        Case("tried out")
        .add("erp_work_orders", **ORDER | {"order_type": "pilot"}, item_code="")
        .bought(".R1", item_code=".R")
        .used(".R1", D13, item_code=".R")
        .made(".A", D13)
        .shipped(".A", D14)
        .must_find(("LK-20", "lot", S1, 1)),
        Case("at a stranger")
        .add("erp_work_orders", **ORDER | {"order_type": "subcontract"}, item_code="")
        .made(".A", D13)
        .must_find(("LK-02", "work_order", S1, 1), ("LK-22", "work_order", S1, 1)),
    ]


def _move_cases() -> list[Case]:
    return [
        Case("to nobody")
        .bought(".A", qty="9")
        .shipped(".A", D13)
        .shipped(".A", D13, delivery_code=".E", customer_code=".K")
        .must_find(("LK-09", "shipment", S1, 1)),
        Case("to another")
        .add("erp_partners", partner_code=".K", **BARE)
        .add("erp_partners", partner_code=".L", **BARE)
        .add("erp_partners", partner_code=".M", parent_partner_code=".L", **BARE)
        .bought(".A")
        .shipped(".A", D13, customer_code=".K", ship_to_code=".M")
        .must_find(("LK-09", "shipment", S1, 1)),
        Case("never made")
        .made(".A")
        .used(".R", item_code=".R")
        .bought(".R", "2026-01-11", item_code=".R")
        .shipped(".B", D13)
        .must_find(("ID-09", "lot", S1, 1), ("LK-10", "lot", S1, 1)),
        Case("nobody tells what is made")
        .item(item_type="finished")
        .shipped(".B", D13, site_code=".S"),
        Case("lost on the way")
        .bought(".A", **HERE)
        .moved("transfer_out", ".A", D13, **HERE)
        .moved("transfer_in", None, D14, site_code=".T")
        .must_find(("LK-17", "movement", S1, 1)),
        Case("came as another")
        .bought(".A", **HERE)
        .bought(".B", **HERE)
        .moved("transfer_out", ".A", D13, **HERE)
        .moved("transfer_in", ".B", D14, site_code=".T")
        .must_find(("LK-17", "movement", S1, 1)),
        Case("together")
        .add("mes_places", place_code=".P", place_type="hopper", **BARE)
        .bought(".A")
        .bought(".B")
        .moved("transfer", ".A", D13, to_location="together.P")
        .moved("transfer", ".B", D14, to_location="together.P")
        .must_find(("LK-21", "place", S1, 2)),
        Case("on one shelf")
        .bought(".A", qty="9")
        .bought(".B", qty="9")
        .moved("transfer", ".A", D13, qty="9", to_location="one shelf.P")
        .moved("transfer", ".B", D13, qty="9", to_location="one shelf.P")
        .moved("issue", ".A", D14, qty="1", from_location="one shelf.P", work_order_code=".W")
        .made(".F", D14, item_code=".F"),
    ]


def _return_cases() -> list[Case]:
    return [
        Case("sent back as another")
        .bought(".A")
        .bought(".B")
        .shipped(".A", D13)
        .moved("customer_return", ".B", D14, delivery_code=".D")
        .must_find(("LK-23", "customer_return", S1, 1)),
        Case("of nothing")
        .bought(".A")
        .used(".A", D13, consumption_id=".1")
        .used(".A", D13, reversal_of=".none")
        .made(".F", D13, item_code=".F")
        .must_find(("LK-24", "reversal", S1, 1)),
        Case("in two boxes")
        .bought(".A")
        .add("wms_handling_units", parent_code=".P", serial_code=".1", packed_at=D13)
        .add("wms_handling_units", parent_code=".Q", serial_code=".1", packed_at=D14)
        .must_find(("ID-10", "lot", S1, 1), ("LK-25", "handling_unit", S1, 1)),
        Case("not packed")
        .bought(".A")
        .moved("shipment", ".A", D13, delivery_code=".D", handling_unit_code=".H")
        .must_find(("LK-25", "handling_unit", S1, 1)),
        Case("out before in")
        .bought(".A")
        .add("wms_handling_units", parent_code=".P", lot_code=".A", packed_at=D15, unpacked_at=D13)
        .must_find(("LK-26", "handling_unit", S1, 1)),
    ]


LINK_CASES = [
    *_order_cases(),
    *_component_cases(),
    *_run_cases(),
    *_move_cases(),
    *_return_cases(),
]
"""One plant in the small each."""
