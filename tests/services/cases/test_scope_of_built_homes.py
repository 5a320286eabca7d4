"""Scopes of plants that were ingested and built: nothing of a trace is lost on the lists."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.services.cases.case_plant import column
from traceability.services.cases.scope_document import scope_document
from traceability.services.trace_lot import trace_lot
from traceability.services.write_json import as_json
from traceability.settings import Settings

AT = datetime(2026, 3, 6, 8, tzinfo=UTC)
ENDED = {"closed", "cancelled"}


def total(rows: list[dict[str, Any]]) -> dict[str, Decimal]:
    """What lies in stock, by lot."""
    found: dict[str, Decimal] = {}
    for row in rows:
        found[row["lot_id"]] = found.get(row["lot_id"], Decimal(0)) + (row["qty"] or 0)
    return found


def test_the_plant_of_five_lots_is_held_stopped_and_called_as_its_answer_says(
    five_lots: Settings, five_lots_answer: dict[str, Any]
) -> None:
    found = scope_document(five_lots, ["RAW-2"], at=AT)
    answer, actions = five_lots_answer["forward RAW-2"], found["actions"]

    assert sorted(column(found["lots"], "lot_code")) == answer["lots"]
    assert sorted(set(column(actions["call"], "customer_name"))) == answer["customers"]
    assert column(actions["stop_deliveries"], "delivery_code") == answer["open_deliveries"]
    held = {row["lot_code"]: row["qty"] for row in actions["hold"]}
    stocked = {lot for lot, qty in answer["on_hand"].items() if qty}
    assert stocked <= held.keys()
    assert all(held[lot] == answer["on_hand"][lot] for lot in stocked)
    assert found["not_read"] == []


@pytest.mark.parametrize("lot", ["IVK-8316A", "item:R-OAT", "L26026-BOX003"])
def test_the_lists_of_the_example_lack_nothing_of_the_trace(tryton: Settings, lot: str) -> None:
    trace = trace_lot(tryton, [lot], direction="forward", scope="possible").as_document()
    found = scope_document(tryton, [lot], at=AT)
    actions = found["actions"]

    stocked = [row for row in actions["hold"] if not (row["location"] or "").startswith("order ")]
    assert total(stocked) == total(trace["stock"])
    running = {
        row["work_order_code"] for row in trace["work_orders"] if row["order_status"] not in ENDED
    }
    assert running <= set(column(actions["stop_orders"], "work_order_code"))
    opened = column(trace["open_deliveries"], "delivery_code", "line_no", "lot_id")
    assert sorted(column(actions["stop_deliveries"], "delivery_code", "line_no", "lot_id")) == (
        sorted(opened)
    )
    assert column(actions["call"], "customer_code", "ship_to_code") == column(
        trace["customers"], "customer_code", "ship_to_code"
    )


def test_an_order_with_a_pick_list_is_stopped_before_it_begins(tryton: Settings) -> None:
    found = scope_document(tryton, ["item:R-OAT"], at=AT)

    stopped = {row["work_order_code"]: row for row in found["actions"]["stop_orders"]}

    assert "by its pick list" in stopped["62"]["why"]


def test_every_line_has_an_id_of_its_own_and_the_same_bytes_come_again(strangers: Settings) -> None:
    asked = ["item:FD05-STA"]
    found = scope_document(strangers, asked, at=AT)

    assert as_json(scope_document(strangers, asked, at=AT)) == as_json(found)
    for lines in found["actions"].values():
        ids = column(lines, "line_id")
        assert len(ids) == len(set(ids))
        for line in lines:
            assert (line["evidence"] == "possible") == bool(line["missing_records"])
            assert (line["missing_record"] is None) == (not line["missing_records"])


@pytest.mark.parametrize(
    ("item", "kind"), [("F03N1-SPR", "subcontractor"), ("FD23-SPI", "in_transit")]
)
def test_stock_at_a_subcontractor_or_under_way_is_named_as_such(
    strangers: Settings, item: str, kind: str
) -> None:
    held = scope_document(strangers, [f"item:{item}"], at=AT)["actions"]["hold"]

    assert kind in set(column(held, "place_kind"))
