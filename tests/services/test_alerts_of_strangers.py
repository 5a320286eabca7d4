"""The alerts that a real build left: a row for each rejected lot, with what a trace says of it."""

from __future__ import annotations

import numpy as np

from traceability.domain.alerts import Alert, AlertKind
from traceability.domain.scope import Scope
from traceability.services.list_alerts import list_alerts
from traceability.services.open_snapshot import open_snapshot
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings
from traceability.store.lot_alarms import BARRED


def barred(settings: Settings) -> dict[str | None, Alert]:
    found = list_alerts(settings).alerts
    return {one.subject["lot_id"]: one for one in found if one.kind is AlertKind.LOT_BARRED}


def test_a_build_raises_an_alert_for_every_barred_lot_and_no_other(strangers: Settings) -> None:
    lots = open_snapshot(strangers).index.table("trace_lots")
    told = list(lots.records(("lot_id", "lot_status"), np.arange(len(lots))))
    rejected = {lot_id for lot_id, status in told if status == "rejected"}

    assert len(rejected) > 10
    assert barred(strangers).keys() == {lot_id for lot_id, status in told if status in BARRED}


def test_an_alert_touches_what_a_trace_in_the_widest_scope_does(strangers: Settings) -> None:
    alerts = barred(strangers)
    for lot_id in sorted(alerts, key=lambda one: -len(alerts[one].affected.get("lots", {})))[:5]:
        assert lot_id is not None
        trace = trace_lot(strangers, [lot_id], direction="forward", scope=Scope.POSSIBLE)
        affected = alerts[lot_id].affected

        orders = {row.work_order_code for row in trace.work_orders}
        assert orders == affected.get("orders", {}).keys()
        shipped = {row.delivery_code for row in trace.shipments}
        assert shipped == affected.get("deliveries", {}).keys()
        customers = {row.customer_code for row in trace.customers}
        assert customers == affected.get("customers", {}).keys()


def test_an_alert_on_a_finding_says_which_goods_were_shipped(strangers: Settings) -> None:
    found = [one for one in list_alerts(strangers).alerts if one.kind is AlertKind.SHIPPED_FINDING]

    assert found
    assert all(one.affected["deliveries"] and one.affected["findings"] for one in found)
