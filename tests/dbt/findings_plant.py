"""Cases of one rule each, with the findings it must make: no more and no other."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from tests.dbt.early_uses_plant import (
    back_again,
    before_history,
    early_shipments,
    early_uses,
    passed_on,
)
from tests.dbt.finding_case import D12, D13, S1, S2, S3, Case
from tests.dbt.identity_cases import IDENTITY_CASES
from tests.dbt.landing_plant import Landing, Row
from tests.dbt.link_cases import LINK_CASES
from tests.dbt.quantity_cases import QUANTITY_CASES
from tests.dbt.systems_cases import SYSTEMS_CASES
from tests.dbt.time_cases import TIME_CASES

SCOPES = {"by_site": "item_site"}
HISTORIES = {"young": dt.date(2026, 1, 14)}


def load_findings(landing: Landing) -> None:
    """All cases, one load per contract and source; then the loads that replace rows."""
    for part in ("rows", "later"):
        loads: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for case in CASES:
            for contract, row in getattr(case, part):
                landed = {name: value for name, value in row.items() if name != "source"}
                loads[contract, row.get("source", contract.partition("_")[0])].append(landed)
        for (contract, source), rows in loads.items():
            landing.load(
                contract,
                rows,
                source=source,
                scope=SCOPES.get(source, "item"),
                history_from=HISTORIES.get(source),
            )


def _missing_lots() -> list[Case]:
    return [
        Case("film")
        .item(is_lot_managed=False)
        .used(None)
        .used(None)
        .must_find(("LK-01", "consumption", S2, 2)),
        Case("two orders")
        .used(None)
        .used(None, work_order_code=".V")
        .must_find(("LK-01", "consumption", S2, 1), ("LK-01", "consumption", S2, 1)),
        Case("managed")
        .item(is_lot_managed=True)
        .used(None)
        .must_find(("LK-01", "consumption", S1, 1)),
        Case("serial managed")
        .item(is_lot_managed=False, is_serial_managed=True)
        .used(None)
        .must_find(("LK-01", "consumption", S1, 1)),
        Case("counted once by lot")
        .item(is_lot_managed=False)
        .used(None)
        .add("wms_stock", counted_at=D12, site_code=".S", lot_code=".A")
        .must_find(("LK-01", "consumption", S1, 1)),
        Case("named once by lot")
        .used(".A", consumption_id=".1")
        .replace("mes_consumptions", consumption_id=".1", work_order_code=".W", started_at=D12)
        .must_find(("LK-01", "consumption", S1, 1)),
        Case("reversed whole").used(None, consumption_id=".1").used(None, reversal_of=".1"),
        Case("reversed in part")
        .used(None, consumption_id=".1", qty="3")
        .used(None, reversal_of=".1")
        .must_find(("LK-01", "consumption", S2, 1)),
        Case("planned")
        .shipped(None, None, delivery_status="open")
        .shipped(None, delivery_status="cancelled"),
        Case("shipped").shipped(None).shipped(None).must_find(("LK-08", "shipment", S2, 2)),
        Case("shipped and back")
        .shipped(None, qty="5")
        .shipped(None, qty="-2")
        .must_find(("LK-08", "shipment", S2, 1), ("ID-01", "customer_return", S2, 1)),
        Case("made").made(None).used(".A", item_code=".raw").must_find(("ID-01", "output", S2, 1)),
        Case("received").bought(None).must_find(("ID-01", "receipt", S2, 1)),
        Case("came back")
        .moved("customer_return", None, delivery_code=".D")
        .must_find(("ID-01", "customer_return", S2, 1)),
        Case("split of nothing")
        .moved("split", None, to_lot_code=".A")
        .must_find(("LK-15", "transformation", S1, 1)),
        Case("all named").used(".A").made(".B").shipped(".B").bought(".A"),
    ]


def _silent_orders() -> list[Case]:
    order = {"work_order_code": ".W", "order_status": "closed"}
    return [
        Case("no input").made(".A").made(".B").must_find(("LK-02", "work_order", S1, 2)),
        Case("input came back")
        .used(".A")
        .used(".A", consumption_kind="return")
        .made(".B", item_code=".bar")
        .must_find(("LK-02", "work_order", S1, 1)),
        Case("no output")
        .add("erp_work_orders", **order)
        .bought(".A")
        .used(".A")
        .must_find(("LK-03", "work_order", S1, 1)),
        Case("running")
        .add("erp_work_orders", **order | {"order_status": "in_progress"})
        .used(".A"),
        Case("for no order").used(".A", work_order_code=None).must_find(("LK-19", "run", S1, 1)),
    ]


def _codes_and_loops() -> list[Case]:
    return [
        Case("two items")
        .bought(".A")
        .bought(".A", item_code=".other")
        .must_find(("ID-02", "lot_code", S1, 2)),
        Case("two uids")
        .add("wms_lots", lot_uid="901", lot_code=".A")
        .add("wms_lots", lot_uid="902", lot_code=".A")
        .used(".A")
        .must_find(("ID-02", "lot_code", S1, 2)),
        Case("two spellings")
        .bought(".A")
        .bought(".a")
        .used(".A")
        .must_find(("ID-04", "lot", S2, 2)),
        Case("two sources").bought(".A").used(".A", item_code=".other"),
        Case("two sites")
        .add("wms_stock", source="by_site", counted_at=D12, site_code=".S1", lot_code=".A")
        .add("wms_stock", source="by_site", counted_at=D12, site_code=".S2", lot_code=".A"),
        Case("renamed")
        .bought(".A", receipt_code=".1", line_no="1")
        .bought(".A", item_code=".other")
        .replace("erp_receipts", receipt_code=".1", line_no="1", lot_code=".B", received_at=D12),
        Case("repacked")
        .bought(".A", D12)
        .used(".A", D13)
        .made(".A", D13)
        .must_find(("LK-14", "lot", S3, 2)),
        Case("repacked to a new number").bought(".A").used(".A", D13).made(".B", D13),
        Case("taken in and reversed")
        .bought(".B")
        .used(".A", D13, consumption_id=".1")
        .used(".A", D13, reversal_of=".1")
        .used(".B", D13)
        .made(".A", D13),
    ]


def _inferred_gaps() -> list[Case]:
    order = {"work_order_code": ".W", "order_status": "closed", "planned_qty": "10", "uom": "kg"}
    need = {"work_order_code": ".W", "line_no": "1", "required_qty": "10", "qty": None}
    return [
        Case("short")
        .add("erp_work_orders", **order | {"item_code": ".bar"})
        .add("erp_work_order_components", **need)
        .bought(".A", qty="100")
        .used(".A", D13, qty="4")
        .made(".B", D13, item_code=".bar", qty="10")
        .must_find(("LK-05", "component", S1, 2)),
        Case("enough")
        .add("erp_work_orders", **order | {"item_code": ".bar"})
        .add("erp_work_order_components", **need)
        .bought(".A", qty="100")
        .used(".A", D13, qty="5")
        .made(".B", D13, item_code=".bar", qty="5"),
        Case("backflushed")
        .bought(".A")
        .used(".A", D13, capture_method="backflush")
        .must_find(("QT-09", "consumption", S2, 1)),
        Case("nobody brought it").bought(".A").used(".B", D13).must_find(("ID-09", "lot", S1, 1)),
        Case("found missing")
        .bought(".A", qty="10")
        .moved("adjustment", ".A", D13, qty="-3")
        .must_find(("QT-12", "count", S2, 1)),
        Case("found").bought(".A", qty="10").moved("adjustment", ".A", D13, qty="3"),
    ]


CASES = [
    *_missing_lots(),
    *_inferred_gaps(),
    *_silent_orders(),
    *_codes_and_loops(),
    *early_uses(),
    *passed_on(),
    *early_shipments(),
    *back_again(),
    *before_history(),
    *LINK_CASES,
    *IDENTITY_CASES,
    *SYSTEMS_CASES,
    *QUANTITY_CASES,
    *TIME_CASES,
]
