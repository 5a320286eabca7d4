"""Answers of the jam factory, lot by lot; the plant is drawn in tests/index_plant.py."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index_plant import Plant, jam_factory
from tests.services.answer_keys import KEYS, TOP
from traceability.errors import UsageError
from traceability.services.trace_lot import trace_lot
from traceability.services.write_json import as_json
from traceability.settings import Settings

ALL_PARTS = ("operations", "parameters", "inspections", "events", "links")


def asked(home: Settings, direction: str, *lots: str, **options: Any) -> dict[str, Any]:
    return trace_lot(home, lots, direction=direction, **options).as_document()


def column(answer: dict[str, Any], part: str, name: str) -> list[Any]:
    return [row[name] for row in answer[part]]


def roles(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(row["work_order_code"], row["role"]) for row in answer["work_orders"]}


def rows_at(answer: dict[str, Any], path: str) -> list[dict[str, Any]]:
    rows: list[Any] = [answer]
    for step in path.split("."):
        rows = [row[step] for row in rows]
        rows = [one for row in rows for one in (row if isinstance(row, list) else [row])]
    return rows


def test_the_answer_has_every_key_of_version_1_and_no_other(jam: Settings) -> None:
    answer = asked(jam, "both", "SUGAR")

    assert set(answer) == TOP
    assert answer["schema_version"] == 1
    assert answer["truncated"] is False
    for path, keys in KEYS.items():
        found = rows_at(answer, path)
        assert found, path
        assert all(set(row) == keys for row in found), path
    assert set(answer["open_deliveries"][0]) == KEYS["shipments"]


def test_details_are_added_only_when_asked_for(jam: Settings) -> None:
    answer = asked(jam, "both", "BOX", with_parts=ALL_PARTS)
    assert set(answer) == TOP | set(ALL_PARTS)
    assert answer["operations"][0]["equipment_code"] == "KETTLE"
    assert answer["operations"][0]["parameters"][0]["upper_limit"] == Decimal("105.5")
    assert answer["parameters"] == answer["operations"][0]["parameters"]
    assert column(answer, "inspections", "verdict") == ["pass"]
    assert column(answer, "events", "occurred_at") == ["2026-01-09"]
    ends = {(link["from_id"], link["to_id"]) for link in answer["links"]}
    assert ("L-SUGAR", "R-WO1") in ends
    assert ("R-WO3", "L-BOX") in ends
    assert all(link["source_file"] == "moves.csv" for link in answer["links"])


def test_forward_reaches_product_customers_and_open_orders(jam: Settings) -> None:
    answer = asked(jam, "forward", "FRUIT1")

    assert column(answer, "lots", "lot_id") == ["L-JAM", "L-BOX"]
    assert column(answer, "lots", "hop_count") == [1, 2]
    assert roles(answer) == {(order, role) for order in ("WO1", "WO3") for role in ("used", "made")}
    assert column(answer, "customers", "customer_code") == ["CUST1", "CUST4"]
    assert column(answer, "open_deliveries", "delivery_code") == ["D4"]
    assert column(answer, "suppliers", "supplier_lot_code") == ["S/FRUIT1"]


def test_backward_names_the_unknown_lot_and_its_suppliers(jam: Settings) -> None:
    answer = asked(jam, "backward", "BOX")

    assert set(column(answer, "lots", "lot_id")) == {"L-JAM", "L-lids", "L-FRUIT1", "L-SUGAR"}
    assert [row["lot_code"] for row in answer["lots"] if row["lot_id"] == "L-lids"] == [None]
    assert column(answer, "suppliers", "lot_id") == ["L-FRUIT1", "L-SUGAR"]
    assert column(answer, "shipments", "lot_id") == ["L-BOX", "L-BOX"]
    assert answer["counts"]["deliveries"] == 2


def test_shipments_of_ancestors_are_no_part_of_a_backward_answer(tmp_path: Path) -> None:
    plant = jam_factory().ship("JAM", "D9", "CUST9")
    home = Settings(home=plant.publish(tmp_path))
    assert "CUST9" not in column(asked(home, "backward", "BOX"), "customers", "customer_code")
    assert "CUST9" in column(asked(home, "forward", "SUGAR"), "customers", "customer_code")


def test_an_order_that_repacks_a_lot_under_its_own_number_makes_it_no_ancestor_of_itself(
    jam: Settings,
) -> None:
    forward, backward = asked(jam, "forward", "JAM2"), asked(jam, "backward", "JAM2")

    assert forward["lots"] == []
    assert roles(forward) == {("WO2", "made"), ("WO4", "made"), ("WO4", "used")}
    assert set(column(backward, "lots", "lot_id")) == {"L-FRUIT2", "L-SUGAR"}
    assert roles(backward) == {
        (order, role) for order in ("WO2", "WO4") for role in ("made", "used")
    }


def test_a_customer_who_sent_everything_back_is_still_called(jam: Settings) -> None:
    answer = asked(jam, "forward", "BOX")
    returned = [row for row in answer["customers"] if row["customer_code"] == "CUST4"]
    assert [row["quantities"] for row in returned] == [[]]


def test_customers_get_exact_sums_and_an_unknown_amount_makes_the_sum_unknown(
    jam: Settings,
) -> None:
    amounts = {
        row["customer_code"]: [one["qty"] for one in row["quantities"]]
        for row in asked(jam, "forward", "SUGAR")["customers"]
    }
    assert amounts == {"CUST1": [Decimal("9.25")], "CUST2": [None], "CUST4": []}
    shop = asked(jam, "forward", "JAM2")["customers"][0]
    assert (shop["ship_to_code"], shop["ship_to_name"]) == ("SHOP", "The Shop")


def test_several_lots_are_asked_at_once(jam: Settings) -> None:
    answer = asked(jam, "forward", "FRUIT1", "FRUIT2")
    assert set(column(answer, "lots", "lot_id")) == {"L-JAM", "L-JAM2", "L-BOX"}
    assert [lot["lot_id"] for lot in answer["question"]["lots"]] == ["L-FRUIT1", "L-FRUIT2"]
    assert answer["question"]["asked"] == ["FRUIT1", "FRUIT2"]


def test_both_is_the_union_of_both_ways(jam: Settings) -> None:
    parts = {way: asked(jam, way, "JAM") for way in ("forward", "backward", "both")}
    for part, key in (("lots", "lot_id"), ("shipments", "delivery_code"), ("suppliers", "lot_id")):
        united = set(column(parts["forward"], part, key)) | set(
            column(parts["backward"], part, key)
        )
        assert set(column(parts["both"], part, key)) == united
    assert roles(parts["both"]) == roles(parts["forward"]) | roles(parts["backward"])


def test_a_run_without_order_code_is_walked_through_but_is_no_work_order(tmp_path: Path) -> None:
    plant = Plant().lots("A B").run("x", work_order_code=None)
    plant.edge("L-A", "R-x").edge("R-x", "L-B")
    answer = asked(Settings(home=plant.publish(tmp_path)), "forward", "A")
    assert column(answer, "lots", "lot_id") == ["L-B"]
    assert answer["work_orders"] == []


def test_two_groups_of_one_order_are_one_work_order(tmp_path: Path) -> None:
    plant = Plant().lots("A B C").run("W")
    for group in ("1", "2"):
        plant.run(f"W/{group}", work_order_code="W", output_group=group)
        plant.edge("R-W", f"R-W/{group}", edge_kind="group")
    plant.edge("L-A", "R-W").edge("R-W/1", "L-B").edge("R-W/2", "L-C")

    answer = asked(Settings(home=plant.publish(tmp_path)), "forward", "A")

    assert column(answer, "lots", "lot_id") == ["L-B", "L-C"]
    assert column(answer, "lots", "hop_count") == [1, 1]
    assert roles(answer) == {("W", "used"), ("W", "made")}
    assert len(answer["work_orders"]) == 2


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        ("confirmed", {"B": "confirmed"}),
        ("probable", {"B": "confirmed", "C": "probable"}),
        ("possible", {"B": "confirmed", "C": "probable", "D": "possible", "E": "possible"}),
        ("untimed", {"B": "confirmed", "C": "probable", "D": "possible", "E": "possible"}),
    ],
)
def test_each_scope_contains_the_one_before(
    tmp_path: Path, scope: str, reached: dict[str, str]
) -> None:
    plant = Plant().lots("A B C D E")
    plant.edge("L-A", "L-B").edge("L-A", "L-C", "probable").edge("L-A", "L-D", "possible")
    plant.edge("L-A", "L-C", "possible").edge("L-D", "L-E")
    home = Settings(home=plant.publish(tmp_path))

    answer = trace_lot(home, ["A"], direction="forward", scope=scope)

    assert {lot.lot_code: lot.evidence for lot in answer.lots} == reached
    assert answer.possible_beyond == 4 - len(reached)
    by_evidence = answer.as_document()["counts"]["by_evidence"]
    assert by_evidence == {
        word: list(reached.values()).count(word) for word in ("confirmed", "probable", "possible")
    }


def test_a_shipment_is_as_sure_as_the_weaker_of_its_record_and_its_lot(tmp_path: Path) -> None:
    plant = Plant().lots("A B").edge("L-A", "L-B", "probable")
    plant.ship("B", "D1", "C1").ship("B", "D2", "C2", evidence="possible")
    answer = asked(Settings(home=plant.publish(tmp_path)), "forward", "A")
    assert column(answer, "shipments", "evidence") == ["probable", "possible"]
    assert column(answer, "customers", "evidence") == ["probable", "possible"]


def test_gaps_name_missing_records_rejected_rows_and_rows_that_mention_the_lot(
    jam: Settings,
) -> None:
    gaps = asked(jam, "forward", "JAM")["gaps"]
    assert [(gap["rule_id"], gap["lot_code"], gap["record_count"]) for gap in gaps] == [
        ("FI-17", None, 2),
        ("LK-01", None, 1),
        ("TY-08", "BOX", 1),
    ]
    assert "deliveries.csv row 9" in gaps[2]["message"]
    elsewhere = asked(jam, "forward", "JAM2")["gaps"]
    assert [gap["rule_id"] for gap in elsewhere] == ["FI-17"]


@pytest.mark.parametrize(
    ("mention", "system", "is_told"),
    [
        ("lot a", "erp", True),
        ("wo-1", "erp", True),
        ("77", "erp", True),
        ("77", "wms", False),
        ("7", "erp", False),
    ],
)
def test_a_rejected_row_counts_when_it_names_code_order_or_the_sources_own_id(
    tmp_path: Path, mention: str, system: str, is_told: bool
) -> None:
    plant = Plant().lot("A", lot_code="Lot A", lot_uid="77").lot("B")
    plant.order("WO-1", "A", "B").add(
        "trace_quarantine",
        contract="stock_move",
        source_system=system,
        source_file="m.csv",
        source_row=3,
        rule_id="TY-01",
        reason="broken",
        mentions=f"\x1fx\x1f{mention}\x1f",
    )
    gaps = asked(Settings(home=plant.publish(tmp_path)), "forward", "Lot A")["gaps"]
    assert ("TY-01" in {gap["rule_id"] for gap in gaps}) == is_told


def test_a_site_filter_says_how_much_it_keeps_out(jam: Settings) -> None:
    answer = asked(jam, "forward", "SUGAR", site="S1")
    assert column(answer, "lots", "lot_id") == ["L-JAM", "L-BOX"]
    assert column(answer, "stock", "site_code") == ["S1"]
    assert "D3" not in column(answer, "shipments", "delivery_code")
    assert answer["gaps"][-1]["rule_id"] == "site-filter"
    assert answer["gaps"][-1]["record_count"] == 1


def test_an_unknown_detail_scope_or_direction_is_a_usage_error(jam: Settings) -> None:
    for options in ({"with_parts": ("colour",)}, {"scope": "certain"}, {"direction": "up"}):
        with pytest.raises(UsageError):
            trace_lot(jam, ["JAM"], **({"direction": "forward"} | options))  # type: ignore[arg-type]


lot_names = st.lists(st.sampled_from("ABCDEF"), min_size=0, max_size=4)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(lot_names, lot_names), max_size=6), st.sampled_from(["forward", "backward"])
)
def test_every_list_has_one_order_whatever_the_order_of_the_records(
    tmp_path_factory: pytest.TempPathFactory,
    orders: list[tuple[list[str], list[str]]],
    direction: str,
) -> None:
    answers = []
    for turned in (1, -1):
        plant = Plant().lots(" ".join("ABCDEF"[::turned]), item_code=None)
        for place, (used, made) in list(enumerate(orders))[::turned]:
            plant.order(f"W{place}", " ".join(used), " ".join(made))
        for name in "ABCDEF"[::turned]:
            plant.ship(name, "D", "C", line_no=None).ship(name, "D", "C", uom=None, line_no=None)
        for place, row in enumerate(
            sorted(plant.rows.get("trace_edges", []), key=lambda row: repr(sorted(row.items())))
        ):
            row["source_row"] = place
        home = Settings(home=plant.publish(tmp_path_factory.mktemp("order")))
        answer = asked(home, direction, "A", with_parts=("links",))
        answer["elapsed_ms"] = 0
        answer["links"] = [{**link, "source_row": None} for link in answer["links"]]
        answers.append(as_json(answer))
    assert answers[0] == answers[1]
    assert json.loads(answers[0])["schema_version"] == 1
