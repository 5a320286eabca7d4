"""The lists of a case on a tiny plant, with the answers beside the data."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.balance_plant import golden_toy
from tests.index_plant import Plant, jam_factory
from tests.services.cases.case_plant import ASKED_AT, CasePlant, column, scope_of
from traceability.domain.trace import Trace
from traceability.errors import DataMissingError, NotFoundError, UsageError
from traceability.services.cases.scope_balances import LEVELS
from traceability.services.trace_lot import trace_lot
from traceability.services.write_json import as_json
from traceability.settings import Settings
from traceability.store import snapshots

GAVE_BACK = (
    "It gave back something of 1 lot that no shipment to it is recorded for. "
    "No way to reach it is on record."
)


def jam_case() -> CasePlant:
    """The jam factory with a subcontractor, a kettle, a pick list, and bins and pallets of BOX.

    BOX: 2.500001 kg by no basis at S1, an unknown amount counted at S2; JAM: 9 kg by the book at
    S1, of which the stores put 4 into A-01 and 5 into A-02; 3 kg in transit; FRUIT1: 1 kg in the
    kettle and 2 kg at the subcontractor. Planned order WO9 has a pick list with FRUIT1.
    """
    plant = jam_factory()
    stock: dict[str, Any] = {"uom": "kg", "basis": "book", "evidence": "confirmed"}
    plant.add("trace_stock", lot_id="L-JAM", site_code="S1", qty=Decimal(9), **stock)
    plant.add("trace_stock", lot_id="L-JAM", location="in transit", qty=Decimal(3), **stock)
    for site, place, qty in (("S1", "KETTLE", 1), ("SUB", None, 2)):
        plant.add(
            "trace_stock",
            lot_id="L-FRUIT1",
            site_code=site,
            location=place,
            qty=Decimal(qty),
            **stock | {"basis": "counted"},
            stock_status="available",
        )
    case = CasePlant(plant).reference("FRUIT1", "JAM", "BOX")
    case.move("putaway", "JAM", to_location="A-01", qty=6)
    case.move("putaway", "JAM", to_location="A-02", qty=5)
    case.move("transfer", "JAM", from_location="A-01", to_location="A-03", qty=2)
    case.move("issue", "JAM", from_location="A-03", qty=2)
    case.add("identity.sites", site_code="SUB", site_type="subcontractor")
    case.add("staging.stg_mes__places", site_code="S1", place_code="KETTLE", place_type="hopper")
    for order, status in (("WO9", "planned"), ("WO8", "closed")):
        case.add(
            "identity.work_orders",
            work_order_code=order,
            item_code="JAM",
            site_code="S1",
            line_code="LINE1",
            order_status=status,
        )
        case.add(
            "staging.stg_erp__work_order_components",
            work_order_code=order,
            allocated_lot_ref="ref:FRUIT1",
        )
    return case


@pytest.fixture(scope="module")
def jam(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return jam_case().publish(tmp_path_factory.mktemp("jam"))


@pytest.fixture(scope="module")
def fruit(jam: Settings) -> dict[str, Any]:
    return scope_of(jam, "FRUIT1")


def test_every_place_of_every_lot_is_held_by_site_and_bin(fruit: dict[str, Any]) -> None:
    held = fruit["actions"]["hold"]

    assert column(held, "lot_code", "site_code", "location", "qty", "place_kind") == [
        ("JAM", "S1", "A-01", 4, "stock"),
        ("JAM", "S1", "A-02", 5, "stock"),
        ("FRUIT1", "S1", "KETTLE", 1, "work_in_process"),
        ("JAM", "S1", "order WO3", None, "work_in_process"),
        ("BOX", "S1", None, Decimal("2.500001"), "stock"),
        ("BOX", "S2", None, None, "stock"),
        ("FRUIT1", "SUB", None, 2, "subcontractor"),
        ("JAM", None, "in transit", 3, "in_transit"),
    ]
    assert held[2]["stock_status"] == "available"
    assert held[2]["why"] == "It was asked for. Counted."
    assert held[0]["line_id"] == "hold:L-JAM@S1/A-01/"


def test_bins_that_do_not_add_up_are_told_and_no_amount_is_invented(tmp_path: Path) -> None:
    case = jam_case().move("issue", "JAM", from_location="A-02", qty=1)

    held = scope_of(case.publish(tmp_path), "JAM")["actions"]["hold"]

    (row,) = [row for row in held if row["lot_code"] == "JAM" and row["place_kind"] == "stock"]
    assert (row["location"], row["qty"]) == (None, 9)
    assert row["why"].endswith("By the movements of the stores it may lie in A-01, A-02.")


def test_a_reversed_movement_puts_nothing_into_a_bin(tmp_path: Path) -> None:
    case = jam_case().move("putaway", "JAM", to_location="A-07", qty=50)
    case.move("putaway", "JAM", to_location="A-07", qty=-50, reversal_of="M4")

    held = scope_of(case.publish(tmp_path), "JAM")["actions"]["hold"]

    assert "A-07" not in as_json(held)


def test_pallets_part_a_row_as_far_as_their_amounts_are_known(tmp_path: Path) -> None:
    case = jam_case().pack("HU1", "JAM", 3).pack("HU2", "JAM", 1).pack("GONE", "JAM", 2)
    case.pack("OPENED", "JAM", 1, unpacked_at_until="2026-01-03 00:00:00")
    case.pack("CASE1", "JAM", 1)
    case.add(
        "staging.stg_wms__handling_units",
        parent_code="HU2",
        child_code="CASE1",
        source_system="wms",
    )
    case.move("transfer", "JAM", to_location="A-02", qty=0, handling_unit_code="HU1")
    case.move("shipment", "JAM", qty=2, handling_unit_code="GONE")

    held = scope_of(case.publish(tmp_path), "JAM")["actions"]["hold"]

    rows = [row for row in held if row["lot_code"] == "JAM" and row["place_kind"] == "stock"]
    assert column(rows, "location", "handling_unit_code", "qty") == [
        ("A-01", "HU2", 1),
        ("A-01", None, 3),
        ("A-02", "HU1", 3),
        ("A-02", None, 2),
    ]


def test_a_pallet_of_more_than_is_left_stays_with_the_whole_row(tmp_path: Path) -> None:
    case = jam_case().pack("HU1", "JAM", 30)

    held = scope_of(case.publish(tmp_path), "JAM")["actions"]["hold"]

    (row,) = [row for row in held if row["handling_unit_code"] == "HU1"]
    assert row["qty"] == 4
    assert "It was packed into HU1; how much of it is there now is not recorded." in row["why"]


def test_running_orders_and_planned_ones_with_a_pick_list_are_stopped(
    fruit: dict[str, Any],
) -> None:
    stopped = fruit["actions"]["stop_orders"]

    assert column(stopped, "work_order_code", "line_code", "order_status", "why") == [
        ("WO9", "LINE1", "planned", "It is to use FRUIT:FRUIT1 by its pick list."),
        ("WO3", None, "in_progress", "It used JAM:JAM; it made BOX:BOX."),
        ("WO1", "LINE1", None, "It used FRUIT:FRUIT1; it made JAM:JAM."),
    ]
    assert {row["evidence"] for row in stopped} == {"confirmed"}


def test_open_deliveries_are_stopped_and_shipped_ones_called(fruit: dict[str, Any]) -> None:
    actions = fruit["actions"]

    assert column(actions["stop_deliveries"], "line_id", "customer_code", "planned_qty") == [
        ("delivery:D4/1/L-BOX", "CUST3", 1)
    ]
    assert column(actions["call"], "customer_code", "phone", "deliveries", "why") == [
        (
            "CUST1",
            "+1",
            ["D1", "D2"],
            "1 lot of these left for it on 2 deliveries. Its contact was never verified.",
        ),
        (
            "CUST4",
            None,
            [],
            GAVE_BACK,
        ),
    ]
    assert actions["call"][0]["lots"] == [
        {"lot_id": "L-BOX", "item_code": "BOX", "lot_code": "BOX"}
    ]


def test_the_first_line_counts_what_to_do_now(fruit: dict[str, Any]) -> None:
    assert fruit["first_line"]["says"] == (
        "Hold 3 lots now. Stop 3 orders and 1 delivery now. Call 2 customers now."
    )
    assert fruit["first_line"]["says_zh"] == (
        "立即冻结3个批次。立即停止3个工单和1个交货单。立即致电2家客户。"
    )


def as_traced(trace: Trace, *names: str) -> dict[str, Any]:
    document = trace.as_document()
    return {name: document[name] for name in names}


def test_the_lists_are_those_of_the_traces(jam: Settings, fruit: dict[str, Any]) -> None:
    forward = ("lots", "work_orders", "shipments", "stock", "customers", "gaps", "snapshot")
    snapshot = fruit["snapshot"]["id"]
    there = trace_lot(jam, ["FRUIT1"], direction="forward", scope="possible", snapshot_id=snapshot)
    back = trace_lot(jam, ["FRUIT1"], direction="backward", scope="possible", snapshot_id=snapshot)

    assert as_traced(there, *forward) == {name: fruit[name] for name in forward}
    assert as_traced(back, "lots", "work_orders", "suppliers", "gaps") == fruit["origins"]


def test_the_same_question_gives_the_same_bytes(jam: Settings, fruit: dict[str, Any]) -> None:
    assert as_json(scope_of(jam, "FRUIT1")) == as_json(fruit)
    assert fruit["asked_at"] == f"{ASKED_AT:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize(
    ("asked", "lots"),
    [
        ("machine:KETTLE@2026-01-05T07:00..2026-01-05T09:00", ["JAM"]),
        ("machine:KETTLE", ["JAM"]),
        ("supplier-lot:S/FRUIT2", ["FRUIT2"]),
        ("item:FRUIT@2026-01-02..2026-01-02", ["FRUIT1"]),
        ("item:FRUIT@2026-01-01..2026-01-31", ["FRUIT1", "FRUIT2"]),
        ("receipt:RC1", ["FRUIT1", "FRUIT2"]),
    ],
)
def test_a_case_may_be_about_a_machine_a_supplier_lot_or_an_item(
    jam: Settings, asked: str, lots: list[str]
) -> None:
    found = scope_of(jam, asked)

    assert sorted(column(found["question"]["lots"], "lot_code")) == lots
    assert found["question"]["asked"] == [asked]
    assert set(column(found["actions"]["call"], "customer_code")) >= (
        {"CUST1"} if lots != ["FRUIT2"] else {"CUST2"}
    )


def test_several_lots_are_one_question(jam: Settings) -> None:
    found = scope_of(jam, "FRUIT1", "FRUIT2")

    assert column(found["actions"]["call"], "customer_code") == ["CUST1", "CUST2", "CUST4"]


def test_a_snapshot_without_balances_says_so(jam: Settings, fruit: dict[str, Any]) -> None:
    assert fruit["not_read"] == ["This snapshot was built without balances. Run `lotline build`."]
    assert fruit["balances"]["totals"] == []


def test_an_older_snapshot_still_answers_and_says_what_it_cannot_tell(tmp_path: Path) -> None:
    settings = Settings(home=jam_case().plant.publish(tmp_path))
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        golden_toy().build(connection)

    found = scope_of(settings, "FRUIT1")

    assert "bins, handling units, pick lists" in found["not_read"][0]
    assert column(found["actions"]["stop_orders"], "work_order_code") == ["WO3", "WO1"]
    assert found["first_line"]["hold_lots"] == 3
    assert found["cut_off"][0]["usual_deliveries"] is None
    assert set(column(found["balances"]["totals"], "level")) == set(LEVELS)


def test_a_machine_at_another_time_made_nothing(jam: Settings) -> None:
    with pytest.raises(NotFoundError, match="no lot of it is in that time"):
        scope_of(jam, "machine:KETTLE@2026-01-06..2026-01-07")


def test_a_snapshot_without_warehouse_is_refused_in_a_sentence(tmp_path: Path) -> None:
    settings = Settings(home=Plant().lots("A").publish(tmp_path))

    with pytest.raises(DataMissingError, match="There is no warehouse"):
        scope_of(settings, "A")


def test_a_moment_without_a_zone_is_refused(jam: Settings) -> None:
    with pytest.raises(UsageError, match="no time zone"):
        scope_of(jam, "FRUIT1", at=datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused


def test_a_lot_that_nothing_says_where_it_lies_is_held_all_the_same(tmp_path: Path) -> None:
    plant = Plant().lots("RAW", item_type="raw", origin="received", on_hand_qty=0)
    plant.lot("LOST", origin="unknown", site_code="S7").lot(
        "GONE", origin="produced", on_hand_qty=0
    )
    plant.order("WO1", "RAW", "LOST GONE", order_status="closed")

    (line,) = scope_of(CasePlant(plant).publish(tmp_path), "RAW")["actions"]["hold"]

    assert (line["lot_code"], line["site_code"], line["qty"]) == ("LOST", "S7", None)
    assert line["why"].endswith("whether any is left: look for it.")
