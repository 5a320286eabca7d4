"""A wrong lot: side by side, three statements, a review, a second person, and what repeats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.store.state.alarm_plant import bakery, publish
from tests.store.state.attacks import unrefused
from tests.store.state.conftest import add_person
from traceability.cli.tabulate_wrong_lots import comparison_lines, comparison_table, file_lines
from traceability.domain.actors import Person
from traceability.domain.alerts import AlertKind
from traceability.domain.roles import Role
from traceability.domain.wrong_lots import (
    Department,
    Disposition,
    WrongLotCause,
    WrongLotFile,
    WrongLotState,
)
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.list_cases import list_cases
from traceability.services.cases.show_case import case_document
from traceability.services.compare_order_lots import compare_order_lots
from traceability.services.handle_wrong_lot import (
    decide_wrong_lot,
    list_wrong_lots,
    open_wrong_lot,
    review_wrong_lot,
    state_on_wrong_lot,
)
from traceability.services.keep_paper import Concession
from traceability.services.list_alerts import list_alerts
from traceability.services.record_alerts import record_alerts
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.state import open_state

ROWS = """
create schema staging; create schema identity;
create table identity.lot_references as select * from (values
    ('e-FLOUR', 'L-FLOUR'), ('w-flour', 'L-FLOUR'), ('m-SALT', 'L-SALT')) as t(lot_ref, lot_id);
create table staging.stg_erp__work_orders as select 'WO1' as work_order_code, 'S1' as site_code,
    'LINE1' as line_code;
create table staging.stg_erp__work_order_components as select 'WO1' as work_order_code,
    'FL' as item_code, 'e-FLOUR' as allocated_lot_ref, 'FLOUR' as allocated_lot_code,
    null as allocated_lot_uid, 10.0 as required_qty, 'kg' as uom, 'bom.csv' as source_file,
    2 as source_row;
create table staging.stg_wms__movements as select 'WO1' as work_order_code, movement_id,
    movement_type, 'FL' as item_code, 'w-flour' as lot_ref, 'flour' as lot_code, qty, 'kg' as uom,
    'T2' as occurred_at_text, reversal_of, 'wms' as source_system, 'wms.csv' as source_file,
    2 as source_row
    from (values ('1', 'issue', 12.0, null), ('2', 'return_from_order', 2.0, null),
        ('3', 'issue', 99.0, null), ('4', 'issue', 99.0, '3'))
    as t(movement_id, movement_type, qty, reversal_of);
create table staging.stg_mes__consumptions as select 'WO1' as work_order_code, '1' as
    consumption_id, 'FL' as item_code, 'm-SALT' as lot_ref, 'SALT' as lot_code, 10.0 as qty,
    'kg' as uom, 'T1' as started_at_text, 'NIGHT' as shift_code, 'standard' as consumption_kind,
    null as reversal_of, 'mes' as source_system, 'mes.csv' as source_file, 7 as source_row;
"""


@pytest.fixture
def plant(settings: Settings) -> Settings:
    return filled(settings)


def filled(settings: Settings) -> Settings:
    publish(settings, 1, bakery())
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        connection.execute(ROWS)
    return settings


def people(settings: Settings) -> dict[str, Person]:
    state = open_state(settings)
    roles = {"pam": Role.VIEWER, "sam": Role.VIEWER, "quinn": Role.QUALITY}
    roles |= {"boss": Role.APPROVER, "chief": Role.APPROVER, "root": Role.ADMIN}
    return {name: add_person(state, name, role) for name, role in roles.items()}


def opened(settings: Settings, who: dict[str, Person]) -> WrongLotFile:
    return open_wrong_lot(
        settings, who["pam"], order="WO1", lot="SALT", instead_of="FLOUR", what="Salt was tipped."
    )


def spoken(settings: Settings, who: dict[str, Person], number: int = 1) -> None:
    for name, department in zip(("pam", "sam", "quinn"), Department, strict=True):
        state_on_wrong_lot(settings, who[name], number, department, f"{name} saw it.")


def review(settings: Settings, actor: Person, number: int = 1, **values: Any) -> WrongLotFile:
    told = {"effect": "Too salty.", "disposition": Disposition.SCRAP}
    told |= {"cause": WrongLotCause.LOOK_ALIKE}
    return review_wrong_lot(settings, actor, number, **told | values)


def test_the_systems_stand_side_by_side_with_their_amounts(plant: Settings) -> None:
    found = compare_order_lots(plant, "WO1")

    assert comparison_table(found).rows == (
        ("FL", "FLOUR", "10 kg", "", "10 kg", "", "bom.csv:2"),
        ("FL", "SALT", "", "", "", "10 kg", "mes.csv:7"),
    )
    assert comparison_lines(found)[2:] == [
        "No row of the order says what was picked.",
        "Item FL: not the same lots were allocated, taken off the books, scanned.",
    ]
    with pytest.raises(NotFoundError):
        compare_order_lots(plant, "WO9")


def test_the_path_from_the_line_to_the_supervisor(both_settings: Settings) -> None:
    filled(both_settings)
    who = people(both_settings)
    file = opened(both_settings, who)
    one = file.wrong_lot
    assert (one.item_code, one.lot_code, one.intended_lot_code) == ("SA", "SALT", "FLOUR")
    assert (one.line_code, one.shift_code, one.shipped) == ("LINE1", "NIGHT", ["D1"])
    assert file.state is WrongLotState.STATEMENTS
    with pytest.raises(RefusedError, match="waits for statements of production, stores, quality"):
        review(both_settings, who["quinn"])

    spoken(both_settings, who)
    assert review(both_settings, who["quinn"]).state is WrongLotState.APPROVAL
    again = decide_wrong_lot(
        both_settings, who["boss"], 1, is_approved=False, reason="Weigh it first."
    )
    assert again.state is WrongLotState.REVIEW
    review(both_settings, who["boss"], disposition=Disposition.RE_TEST)
    with pytest.raises(RefusedError, match="must be two persons"):
        decide_wrong_lot(both_settings, who["boss"], 1, is_approved=True, reason="")
    done = decide_wrong_lot(both_settings, who["chief"], 1, is_approved=True, reason="")

    assert done.state is WrongLotState.CLOSED
    assert file_lines(done)[2:] == [
        "Shipped by then: D1. Its alert names whom to call.",
        "production (pam): pam saw it.",
        "stores (sam): sam saw it.",
        "quality (quinn): quinn saw it.",
        "Review of quinn: scrap, cause look alike. Too salty.",
        "refused by boss. Weigh it first.",
        "Review of boss: re test, cause look alike. Too salty.",
        "approved by chief.",
        "Its products had been shipped: C-1 was opened.",
        "It waits for nothing, closed.",
    ]


def test_each_department_speaks_once_by_a_user_of_its_own(plant: Settings) -> None:
    who = people(plant)
    opened(plant, who)
    state_on_wrong_lot(plant, who["pam"], 1, Department.PRODUCTION, "I saw it.")

    for name, department in (("pam", Department.STORES), ("sam", Department.PRODUCTION)):
        with pytest.raises(RefusedError, match="pam made the statement of production before"):
            state_on_wrong_lot(plant, who[name], 1, department, "Me too.")
    with pytest.raises(RefusedError, match="may not make a statement"):
        state_on_wrong_lot(plant, who["root"], 1, Department.STORES, "I too.")
    with pytest.raises(NotFoundError, match="There is no wrong lot 2"):
        state_on_wrong_lot(plant, who["sam"], 2, Department.STORES, "Where?")
    with pytest.raises(NotFoundError, match="There is no wrong lot"):
        state_on_wrong_lot(plant, who["sam"], 10**30, Department.STORES, "Where?")
    with pytest.raises(UsageError, match="is the lot that was meant"):
        open_wrong_lot(plant, who["pam"], order="WO1", lot="SALT", instead_of="salt", what="x")


def test_a_concession_keeps_the_customers_paper(plant: Settings, tmp_path: Path) -> None:
    who = people(plant)
    opened(plant, who)
    spoken(plant, who)
    paper = tmp_path / "yes.pdf"
    paper.write_bytes(b"Take it as it is.")
    with pytest.raises(UsageError, match="comes with the customer"):
        review(plant, who["quinn"], disposition=Disposition.CONCESSION)
    told = Concession("SHOP1", "CN-7", paper)
    for unfit, disposition in (
        (told, Disposition.SCRAP),
        (Concession("SHOP1", " ", paper), Disposition.CONCESSION),
        (Concession("SHOP1", "CN-7", None), Disposition.CONCESSION),
    ):
        with pytest.raises(UsageError, match="comes with the customer"):
            review(plant, who["quinn"], disposition=disposition, concession=unfit)
    file = review(plant, who["quinn"], disposition=Disposition.CONCESSION, concession=told)

    kept = file.reviews[0].concession_file
    assert kept is not None
    assert (plant.home / kept).read_bytes() == paper.read_bytes()
    assert file.reviews[0].concession_reference == "CN-7"


def test_the_database_refuses_what_the_path_does_not_allow(both_settings: Settings) -> None:
    filled(both_settings)
    who = people(both_settings)
    opened(both_settings, who)
    review_row = (
        "insert into wrong_lot_reviews (review_no, wrong_lot_no, effect, disposition, cause, "
        "reviewed_by, reviewed_at, signature_no) values (9, 1, 'x', '{}', 'label', '{}', 'now', 1)"
    )
    state = open_state(both_settings)
    statement = "insert into wrong_lot_statements values (1, 'stores', 'x', '{}', 'now', {})"
    assert unrefused(state, [review_row.format("scrap", "quinn")]) == []
    unsaid = [statement.format(name, 1) for name in ("sam", "root", "nobody")]
    assert unrefused(state, unsaid) == []
    spoken(both_settings, who)
    review(both_settings, who["boss"])
    decision = "insert into wrong_lot_decisions values (1, true, '{}', 'now', 'x', {})"

    assert (
        unrefused(
            state,
            [
                review_row.format("scrap", "pam"),
                review_row.format("concession", "quinn"),
                decision.format("boss", 4),
                decision.format("quinn", 4),
                decision.format("chief", 4),
                review_row.format("scrap", "quinn"),
                "update wrong_lots set what = 'nothing'",
                "delete from wrong_lot_statements",
                "update wrong_lot_reviews set effect = 'none'",
            ],
        )
        == []
    )


def test_products_that_left_raise_an_alert_until_it_is_closed(plant: Settings) -> None:
    who = people(plant)
    opened(plant, who)
    record_alerts(plant)
    (alert,) = list_alerts(plant).alerts
    assert alert.kind is AlertKind.WRONG_LOT_SHIPPED
    assert alert.title.startswith("Wrong lot 1: SA:SALT was used in order WO1")
    assert [*alert.affected["customers"]] == ["SHOP1"]

    spoken(plant, who)
    review(plant, who["quinn"])
    decide_wrong_lot(plant, who["boss"], 1, is_approved=True, reason="")
    record_alerts(plant)
    assert list_alerts(plant).alerts == ()


def test_approving_what_was_shipped_opens_its_case_named_on_both_sides(plant: Settings) -> None:
    who = people(plant)
    opened(plant, who)
    spoken(plant, who)
    review(plant, who["boss"])
    with pytest.raises(RefusedError, match="must be two persons"):
        decide_wrong_lot(plant, who["boss"], 1, is_approved=True, reason="")
    assert list_cases(plant) == []

    done = decide_wrong_lot(plant, who["chief"], 1, is_approved=True, reason="")

    assert done.case_no == 1
    case = case_document(plant, 1)
    assert (case["case"]["kind"], case["case"]["opened_by"]) == ("investigation", "chief")
    assert case["case"]["title"] == "Wrong lot 1: SA:SALT in order WO1"
    assert case["question"]["asked"] == ["order:WO1"]
    assert [line["customer_code"] for line in case["actions"]["call"]] == ["SHOP1"]


def test_approving_what_was_not_shipped_opens_no_case(settings: Settings) -> None:
    made = bakery()
    made.rows["trace_shipments"] = []
    publish(settings, 1, made)
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        connection.execute(ROWS)
    who = people(settings)
    opened(settings, who)
    spoken(settings, who)
    review(settings, who["quinn"])

    assert decide_wrong_lot(settings, who["boss"], 1, is_approved=True, reason="").case_no is None
    assert list_cases(settings) == []


def test_what_repeats_is_counted_by_line_shift_and_item(plant: Settings) -> None:
    who = people(plant)
    for number in (1, 2, 3):
        opened(plant, who)
        spoken(plant, who, number)
        cause = WrongLotCause.LABEL if number == 3 else WrongLotCause.TOP_UP
        review(plant, who["quinn"], number, cause=cause)
        decide_wrong_lot(plant, who["boss"], number, is_approved=True, reason="")

    told = [
        (one.dimension, one.code, one.cause, one.numbers) for one in list_wrong_lots(plant).repeats
    ]
    assert told == [
        ("item", "SA", "top_up", (1, 2)),
        ("line", "LINE1", "top_up", (1, 2)),
        ("shift", "NIGHT", "top_up", (1, 2)),
    ]
