"""Loads with every way in which sources name a lot; test_identity.py has the answers."""

from __future__ import annotations

from tests.dbt.landing_plant import Landing

MONDAY = "2026-01-12"


def load_identity(landing: Landing) -> None:
    """Nine sources; each names lots in its own way."""
    _three_systems(landing)
    _scopes(landing)
    _spellings(landing)
    landing.load(
        "mes_outputs",
        [{"output_id": "u1", "item_code": "PHONE", "lot_code": "P-1", "serial_code": "SN1"}],
        source="mes",
    )
    landing.load(
        "mes_consumptions",
        [{"consumption_id": "c9", "item_code": "OIL", "lot_code": "TYPED-WRONG"}],
        source="terminal",
    )
    landing.load(
        "mes_consumptions",
        [{"consumption_id": "c9", "item_code": "OIL", "lot_code": "RIGHT"}],
        source="terminal",
    )


def _three_systems(landing: Landing) -> None:
    receipts = [
        {"receipt_code": "R1", "line_no": "1", "item_code": "OAT", "lot_code": code}
        for code in ("A-100", "B-1", "C-3")
    ]
    landing.load("erp_receipts", receipts, source="erp")
    kept = {"40": "a‐100", "41": "B-1", "42": "B-1"}  # noqa: RUF001 - another dash on purpose
    lots = [{"item_code": "OAT", "lot_uid": uid, "lot_code": code} for uid, code in kept.items()]
    landing.load("wms_lots", lots, source="wms")
    issue = {"movement_id": "m1", "movement_type": "issue", "item_code": "OAT", "lot_code": "A-100"}
    landing.load("wms_movements", [issue], source="wms")
    used = {"consumption_id": "c1", "item_code": "OAT", "lot_code": "X9", "started_at": MONDAY}
    landing.load("mes_consumptions", [used], source="mes")
    walk = {"kind": "lot", "item_code": "OAT", "system_a": "erp", "code_a": "C-3"}
    walk |= {"system_b": "mes", "code_b": "X9", "approved_by": "eve"}
    landing.load("crosswalks", [walk], source="erp")


def _spellings(landing: Landing) -> None:
    """The MES writes items and orders its own way and scans the label of the supplier."""
    receipt = {"receipt_code": "R9", "line_no": "1", "item_code": "SUG-1", "lot_code": "S-9"}
    milled = receipt | {"line_no": "2", "lot_code": "S-10", "supplier_lot_code": "MILL-7"}
    landing.load("erp_receipts", [receipt, milled], source="erp")
    landing.load("erp_work_orders", [{"work_order_code": "WO-07"}], source="erp")
    used = {"work_order_code": "wo-07", "started_at": MONDAY}
    rows = [
        used | {"consumption_id": "c20", "item_code": "sug-1", "lot_code": "S-9"},
        used | {"consumption_id": "c21", "item_code": "sug-1", "lot_code": "mill-7"},
        used | {"consumption_id": "c22", "item_code": "E440", "lot_code": "P-9"},
    ]
    landing.load("mes_consumptions", rows, source="mes")
    pectin = receipt | {"line_no": "3", "item_code": "PECTIN", "lot_code": "P-9"}
    landing.load("erp_receipts", [pectin], source="erp")
    walk = {"kind": "item", "system_a": "erp", "code_a": "PECTIN", "system_b": "mes"}
    landing.load("crosswalks", [walk | {"code_b": "E440", "approved_by": "eve"}], source="erp")
    landing.load("erp_work_orders", [{"work_order_code": "WO-08"}], source="erp")
    used |= {"item_code": "FLOUR", "lot_code": "F-1"}
    uses = [
        used | {"consumption_id": f"c{number}", "work_order_code": code}
        for number, code in enumerate(("WO-08", "WO-08/2", "WO-08/3"), start=30)
    ]
    landing.load("mes_consumptions", uses, source="mes")
    walk = {"kind": "order", "system_a": "erp", "code_a": "WO-08", "system_b": "mes"}
    walks = [walk | {"code_b": "WO-08/2", "approved_by": "eve"}, walk | {"code_b": "WO-08/3"}]
    landing.load("crosswalks", walks, source="erp")


def _scopes(landing: Landing) -> None:
    sites = [{"site_code": "S1", "org_code": "O1"}, {"site_code": "S2", "org_code": "O1"}]
    landing.load("erp_sites", sites, source="erp")
    for scope in ("item_site", "item_org"):
        counts = [
            {"counted_at": MONDAY, "site_code": site, "item_code": "NUT", "lot_code": "1"}
            for site in ("S1", "S2")
        ]
        landing.load("wms_stock", counts, source=scope, scope=scope)
    for scope in ("item_supplier", "item_year"):
        _bought_and_used(landing, scope)
    moves = [
        {"movement_id": item, "movement_type": "scrap", "item_code": item, "lot_code": "E-5"}
        for item in ("RAW", "MIX")
    ]
    landing.load("wms_movements", moves, source="everywhere", scope="everywhere")


def _bought_and_used(landing: Landing, scope: str) -> None:
    receipt = {"receipt_code": "R7", "item_code": f"FIG {scope}", "lot_code": "7"}
    bought = [
        receipt | {"line_no": "1", "supplier_code": "V1", "received_at": "2025-12-30"},
        receipt | {"line_no": "2", "supplier_code": "V2", "received_at": "2026-01-02"},
        receipt | {"line_no": "3", "supplier_code": "V1", "lot_code": "8", "received_at": MONDAY},
    ]
    landing.load("erp_receipts", bought, source=scope, scope=scope)
    used = {"item_code": f"FIG {scope}", "started_at": "2027-02-01"}
    codes = [{"consumption_id": code, "lot_code": code} for code in ("7", "8")]
    rows = [used | code for code in codes]
    landing.load("mes_consumptions", rows, source=scope, scope=scope)


def load_news(landing: Landing) -> None:
    """News about lots that `load_identity` gave ids."""
    oil = [
        {"item_code": "OIL", "lot_uid": "9", "lot_code": "RIGHT"},
        {"item_code": "OAT", "lot_uid": "5", "lot_code": "A-100"},
    ]
    landing.load("wms_lots", oil, source="aaa")
    walk = {"kind": "lot", "item_code": "OAT", "system_a": "erp", "code_a": "B-1"}
    walk |= {"system_b": "erp", "code_b": "C-3", "approved_by": "eve"}
    landing.load("crosswalks", [walk], source="erp")
    landing.load("erp_receipts", [], source="erp", mode="full")
