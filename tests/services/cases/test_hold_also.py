"""What is held too though time excludes it brings its gaps, balances and questions along."""

from __future__ import annotations

from pathlib import Path

from tests.balance_plant import Balanced
from tests.services.cases.case_plant import column, scope_of
from tests.store.state.case_house import bakery
from traceability.services.cases.hold_also import hold_also


def test_a_lot_held_too_is_in_the_balances_the_gaps_and_the_calls(tmp_path: Path) -> None:
    made = bakery()
    plant = made.plant
    plant.add("trace_gaps", node_id="L-BUN4", rule_id="LK-08", message="No lot.", record_count=1)
    plant.add("trace_returns", lot_id="L-BUN4", customer_code="CUST-BUN1", item_code="BUN")
    plant.add("trace_returns", lot_id="L-BUN4", item_code="BUN", source_file="r.csv", source_row=2)
    plant.order("WO7", "BUN1 BUN4", order_status="in_progress")
    balanced = Balanced().item("BUN", "kg")
    for lot in ("BUN1", "BUN4"):
        balanced.lot(lot, "BUN").move("receipt", lot, "BUN", 10).move("shipment", lot, "BUN", -10)
    made.balanced = balanced
    home = made.publish(tmp_path)
    before = scope_of(home, "A")
    assert column(before["excluded_by_time"], "lot_code") == ["BUN4"]

    scope = hold_also(before, scope_of(home, "BUN4"))

    assert "No lot." in column(scope["gaps"], "message")
    told = dict(column(scope["balances"]["finished"], "lot_code", "evidence"))
    assert (told["BUN1"], told["BUN4"]) == ("confirmed", "possible")
    counts = ("subject_count", "only_possible_count", "in_qty")
    first, then = (
        next(one for one in document["balances"]["totals"] if one["level"] == "finished")
        for document in (before, scope)
    )
    assert [then[name] for name in counts] == [
        first["subject_count"] + 1,
        first["only_possible_count"] + 1,
        first["in_qty"],
    ]
    calls = {line["line_id"]: line for line in scope["actions"]["call"]}
    assert column(calls["call:CUST-BUN1/"]["lots"], "lot_code") == ["BUN1", "BUN4"]
    assert calls["call:/"]["nameless_returns"] == ["BUN:BUN4, no time recorded (r.csv row 2)"]
    assert scope["first_line"]["nameless_returns"] == 1
    (order,) = scope["actions"]["stop_orders"]
    assert order["why"] == (
        "It used BUN:BUN1. Of lots held too though time excludes them: It used BUN:BUN4."
    )
