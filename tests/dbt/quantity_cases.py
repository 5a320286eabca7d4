"""Cases of the rules over quantities and master data, with the findings they must make."""

from __future__ import annotations

from tests.dbt.finding_case import D12, D13, D14, D15, S1, S2, Case

HERE = {"site_code": ".S"}
CLOSED = {"work_order_code": ".W", "order_status": "closed", "uom": "kg", "planned_qty": "10"}


def _planned(name: str, used: str) -> Case:
    """Order .W made ten of .F, which need ten of the item, and used so much of it."""
    return (
        Case(name)
        .add("erp_work_orders", **CLOSED, item_code=".F")
        .add(
            "erp_work_order_components",
            work_order_code=".W",
            line_no="1",
            required_qty="10",
            qty=None,
        )
        .bought(".A", D12, qty="10000000")
        .used(".A", D13, qty=used)
        .made(".F1", D14, item_code=".F", qty="10")
    )


def _lot_cases() -> list[Case]:
    return [
        Case("more gone than came")
        .bought(".A", D12, qty="10")
        .used(".A", D13, qty="15")
        .must_find(("QT-01", "lot", S1, 1)),
        Case("as much as came").bought(".A", D12, qty="10").used(".A", D13, qty="10"),
        Case("amount that came unknown")
        .bought(".A", D12, qty=None)
        .used(".A", D13, qty="15")
        .must_find(("QT-08", "fact", S2, 1)),
        Case("more shipped than came")
        .bought(".A", D12, qty="10")
        .shipped(".A", D13, qty="15")
        .must_find(("QT-02", "lot", S1, 1)),
        Case("used up too early")
        .bought(".A", D12, qty="5", **HERE)
        .bought(".A", D15, qty="5", **HERE)
        .used(".A", D13, qty="8", **HERE)
        .must_find(("QT-03", "lot", S2, 1)),
        Case("used up in time")
        .bought(".A", D12, qty="5", **HERE)
        .bought(".A", D13, qty="5", **HERE)
        .used(".A", D13, qty="8", **HERE),
        Case("counted too low")
        .bought(".A", D12, qty="100", **HERE)
        .add("wms_stock", counted_at=D14, **HERE, lot_code=".A", qty="40")
        .must_find(("QT-04", "lot", S2, 2), ("QT-12", "count", S2, 1)),
    ]


def _order_cases() -> list[Case]:
    order = {"work_order_code": ".W", "order_status": "closed", "item_code": ".F"}
    return [
        Case("yield low")
        .add("erp_work_orders", **order, **HERE)
        .bought(".A", D12, qty="100")
        .used(".A", D13, qty="100")
        .made(".F1", D14, item_code=".F", qty="10")
        .must_find(("QT-05", "work_order", S2, 2)),
        _planned("typed in grams", "9000").must_find(
            ("LK-05", "component", S1, 2),
            ("QT-05", "work_order", S2, 2),
            ("QT-06", "component", S1, 1),
        ),
        _planned("half as much again", "15"),
        _planned("nearly twice", "18").must_find(("QT-10", "component", S2, 1)),
        Case("no conversion")
        .item(item_type="raw")
        .bought(".A", D12, uom="drum")
        .must_find(("QT-07", "unit", S2, 1)),
        Case("two factors")
        .add("erp_uom_conversions", from_uom="bag", to_uom="kg", factor="25", qty=None, uom=None)
        .replace(
            "erp_uom_conversions", from_uom="bag", to_uom="kg", factor="20", qty=None, uom=None
        )
        .must_find(("QT-07", "conversion", S1, 2)),
        Case("amount of zero").bought(".A", D12, qty="0").must_find(("QT-08", "fact", S2, 1)),
        _drift(),
        _silent_line(),
    ]


def _drift() -> Case:
    case = Case("rounded off").bought(".A", "2026-01-11", qty="2000", **HERE)
    for number in range(10):
        order = f".W{number}"
        case.used(".A", D12, qty="100", work_order_code=order, **HERE)
        case.moved("issue", ".A", D12, qty="100.4", work_order_code=order, **HERE)
    return case.must_find(*[("XS-02", "consumption", S1, 2)] * 10, ("QT-11", "item", S2, 20))


def _silent_line() -> Case:
    case = Case("line without scrap")
    for number, (line, day) in enumerate(
        [(".L1", "2025-11-01"), (".L1", D12), (".L2", "2025-11-01"), (".L2", D12)]
    ):
        order = {"work_order_code": f".W{number}", "item_code": f".F{line}"}
        case.add("erp_work_orders", **order, **HERE, line_code=line, order_status="closed",
                 closed_at=day)  # fmt: skip
        case.bought(f".A{number}", day, qty="2", **HERE)
        case.used(f".A{number}", day, qty="2", work_order_code=f".W{number}", **HERE)
        case.made(f".F{number}", day, **order, **HERE)
        if line == ".L1":
            case.made(f".X{number}", day, **order, **HERE, output_kind="scrap")
    return case.must_find(("QT-13", "line", S2, 2))


def _master_cases() -> list[Case]:
    offered = {"line_no": "1", "required_qty": "1", "alternate_group": "G", "qty": None}
    return [
        _three_orders(),
        Case("substitute of its own")
        .add("erp_work_order_components", work_order_code=".W", **offered)
        .used(".A", D13, consumption_kind="substitute")
        .bought(".A", D12)
        .must_find(("MD-02", "component", S2, 1)),
        Case("substitute on offer")
        .add("erp_work_order_components", work_order_code=".W", **offered)
        .add("erp_work_order_components", work_order_code=".W", item_code=".O", **offered)
        .used(".A", D13, consumption_kind="substitute")
        .bought(".A", D12),
        _served("no way to reach", email=None).must_find(("MD-03", "partner", S1, 1)),
        _served("nowhere to go", address=None).must_find(("MD-04", "partner", S2, 1)),
        _served("site without street", street=None).must_find(("MD-04", "site", S2, 1)),
    ]


def _three_orders() -> Case:
    case = Case("no bill")
    for number in range(3):
        order = {"work_order_code": f".W{number}"}
        case.add("erp_work_orders", **order, **HERE, item_code=".F", order_status="closed")
        case.bought(f".A{number}", D12, **HERE)
        case.used(f".A{number}", D13, **order, **HERE)
        case.made(f".F{number}", D14, item_code=".F", **order, **HERE)
        if number:
            case.add("erp_work_order_components", **order, line_no="1", required_qty="1", qty=None)
    return case.must_find(("MD-01", "work_order", S1, 1))


def _served(
    name: str, email: str | None = "a@b", address: str | None = "Street 1", street: str | None = "x"
) -> Case:
    """Site .S ships to customers .C1, of which all is on file, and .C2."""
    case = Case(name)
    case.add("erp_sites", **HERE, item_code=None, qty=None, uom=None, address=street)
    for code, mail, place in ((".C1", "a@b", "Street 2"), (".C2", email, address)):
        case.add("erp_partners", partner_code=code, item_code=None, qty=None, uom=None, email=mail,
                 address=place, is_customer=True, is_ship_to=True)  # fmt: skip
        case.shipped(f".A{code}", D13, customer_code=code, ship_to_code=code, **HERE,
                     delivery_code=f".D{code}")  # fmt: skip
        case.bought(f".A{code}", D12, **HERE)
    return case


QUANTITY_CASES: list[Case] = [*_lot_cases(), *_order_cases(), *_master_cases()]
