"""Missing records in an answer: candidates, what each gap adds, and how it is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.index_plant import Plant
from traceability.cli.print_tables import plain_lines
from traceability.domain.trace import WIDE_SCOPE
from traceability.services.explain_path import explain_path, explanation_lines
from traceability.services.tabulate_trace import headline, tables
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings


def bakery() -> Plant:
    """FLOUR went into W0 -> BREAD. Orders W1 and W2 used flour without lot: unknown lots U1, U2.

    Their pool has FLOUR and OTHER as candidates; OTHER waits in a pool that hands it on. W1 made
    CAKE, TART and PIE, W2 made ROLL. BREAD was made of a silo as well: SUGAR -> fills -> W0.
    """
    plant = Plant().pool("flour", pool_kind="inputs", item_code="FLOUR", site_code="S1")
    plant.pool("open", pool_kind="inputs", item_code="FLOUR", site_code="S1")
    for state in ("fill1", "fill2"):
        plant.pool(state, pool_kind="tank", item_code="SUGAR", place_code="SILO")
    plant.lots("FLOUR OTHER", item_code="FLOUR", item_type="raw", site_code="S1")
    plant.lot("SUGAR", item_code="SUGAR", item_type="raw", site_code="S1")
    plant.lots("BREAD CAKE TART PIE ROLL", item_code="BAKED", item_type="finished", site_code="S1")
    plant.lots("U1 U2", item_code="FLOUR", lot_code=None)
    plant.order("W0", "FLOUR", "BREAD").order("W1", "U1", "CAKE TART PIE").order("W2", "U2", "ROLL")
    candidate = {"edge_kind": "candidate", "rule_id": "candidate_of_gap"}
    plant.edge("L-FLOUR", "S-flour", "possible", **candidate)
    plant.edge("L-OTHER", "S-open", "possible", **candidate)
    plant.edge("S-open", "S-flour", "possible", **candidate)
    for order, unknown in (("W1", "U1"), ("W2", "U2")):
        gap = {"edge_kind": "gap", "rule_id": "shortage", "work_order_code": order}
        plant.edge("S-flour", f"L-{unknown}", "possible", **gap, source_file=f"{order}.csv")
    plant.edge("L-SUGAR", "S-fill1", edge_kind="fill", place_code="SILO")
    plant.edge("S-fill1", "S-fill2", edge_kind="carry", place_code="SILO")
    plant.edge("S-fill2", "R-W0", edge_kind="draw", place_code="SILO", work_order_code="W0")
    for pool, lot, reason in (("flour", "FLOUR", "in stock"), ("open", "OTHER", "never emptied")):
        plant.add(
            "trace_candidates", pool_id=f"S-{pool}", lot_id=f"L-{lot}", rank_no=1, reason=reason
        )
    for name, value in (("tolerance_minutes", 10), ("hold_up", 3)):
        place = "SILO" if name == "hold_up" else None
        site = None if place else "S1"
        plant.add(
            "trace_bounds",
            site_code=site,
            place_code=place,
            bound_name=name,
            bound_value=Decimal(value),
        )
    return plant


@pytest.fixture(scope="module")
def baked(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=bakery().publish(tmp_path_factory.mktemp("bakery")))


def asked(home: Settings, direction: str, lot: str, **options: Any) -> dict[str, Any]:
    return trace_lot(home, [lot], direction=direction, **options).as_document()


def test_pools_stand_in_no_list_and_unknown_lots_do(baked: Settings) -> None:
    answer = asked(baked, "forward", "FLOUR", scope="possible")
    assert [(row["lot_id"], row["evidence"], row["hop_count"]) for row in answer["lots"]] == [
        ("L-U1", "possible", 0),
        ("L-U2", "possible", 0),
        ("L-BREAD", "confirmed", 1),
        ("L-CAKE", "possible", 1),
        ("L-PIE", "possible", 1),
        ("L-ROLL", "possible", 1),
        ("L-TART", "possible", 1),
    ]
    assert {row["work_order_code"] for row in answer["work_orders"]} == {"W0", "W1", "W2"}
    assert "S-" not in repr(answer["work_orders"]) + repr(answer["lots"])
    assert asked(baked, "forward", "FLOUR")["counts"]["lots"] == 1


def test_a_wide_answer_says_so_and_names_the_gaps_that_cause_it(baked: Settings) -> None:
    gaps = asked(baked, "forward", "FLOUR", scope="possible")["gaps"]
    told = [
        (gap["work_order_code"], gap["record_count"])
        for gap in gaps
        if gap["rule_id"] == WIDE_SCOPE
    ]
    assert told == [(None, 6), ("W1", 4), ("W2", 2)]
    assert gaps[0]["message"] == (
        "This scope is wide: 7 lots, 1 of them probable or better; 5 finished lots, 100 % of all "
        "at their sites. Notes of this kind name the missing records that add most."
    )
    assert gaps[1]["message"].startswith("It is not recorded which lot of FLOUR order W1 used: 4 ")
    assert WIDE_SCOPE not in {gap["rule_id"] for gap in asked(baked, "forward", "FLOUR")["gaps"]}


def test_an_answer_that_adds_little_is_not_called_wide(tmp_path: Path) -> None:
    plant = Plant().lots("A B C D", item_type="finished").lots("E F G H", item_type="finished")
    plant.edge("L-A", "L-B").edge("L-A", "L-C", "possible")
    home = Settings(home=plant.publish(tmp_path))
    assert asked(home, "forward", "A", scope="possible")["gaps"] == []


def test_candidates_are_listed_once_with_every_gap_they_may_fill(baked: Settings) -> None:
    groups = asked(baked, "forward", "FLOUR", with_parts=("candidates",))["candidates"]
    assert [[lot["lot_code"] for lot in group["candidates"]] for group in groups] == [
        ["FLOUR"],
        ["OTHER"],
    ]
    for group in groups:
        assert [(gap["work_order_code"], gap["lots_added"]) for gap in group["gaps"]] == [
            ("W1", 4),
            ("W2", 2),
        ]
    answer = trace_lot(baked, ["FLOUR"], direction="forward", with_parts=("candidates",))
    text = {table.title: "\n".join(plain_lines(table)) for table in tables(answer)}
    assert "order W1 used" in text["Gaps and what they add"]
    assert "never emptied" in text["Candidates"]


def test_backward_candidates_come_with_what_the_gap_adds(baked: Settings) -> None:
    groups = asked(baked, "backward", "CAKE", with_parts=("candidates",))["candidates"]
    assert {lot["lot_code"] for group in groups for lot in group["candidates"]} == {
        "FLOUR",
        "OTHER",
    }
    assert {gap["work_order_code"] for group in groups for gap in group["gaps"]} == {"W1"}
    assert {gap["lots_added"] for group in groups for gap in group["gaps"]} == {2}


def test_why_says_a_pool_and_a_tank_in_one_sentence_each(baked: Settings) -> None:
    found = explain_path(baked, "FLOUR", "CAKE")
    assert found.shortest.sentences[0] == (
        "FLOUR:FLOUR may be what order W1 used without a lot number: in stock at the time: "
        "possible (moves.csv row 10; W1.csv row 13)."
    )
    assert found.shortest.weakest == found.shortest.sentences[0]
    assert explanation_lines(found)[-1] == f"  The weakest link: {found.shortest.weakest}"
    assert found.shortest.hop_count == 1
    tank = explain_path(baked, "SUGAR", "BREAD").shortest
    assert tank.sentences[0].startswith(
        "SUGAR:SUGAR was filled into SILO, which held it when order W0 drew, 1 fill later: conf"
    )
    assert (len(tank.sentences), tank.weakest) == (2, None)


def test_a_handed_on_candidate_takes_one_sentence_too(baked: Settings) -> None:
    assert len(explain_path(baked, "OTHER", "ROLL").shortest.sentences) == 3


def test_bounds_of_a_place_are_listed_when_the_answer_goes_through_it(baked: Settings) -> None:
    bounds = {
        lot: [
            (row["site_code"], row["place_code"]) for row in asked(baked, "forward", lot)["bounds"]
        ]
        for lot in ("SUGAR", "FLOUR")
    }
    assert bounds == {"SUGAR": [("S1", None), (None, "SILO")], "FLOUR": [("S1", None)]}


def test_a_share_is_unknown_behind_a_link_without_amount(baked: Settings) -> None:
    answer = asked(baked, "forward", "SUGAR")
    assert [row["suspect_share"] for row in answer["lots"]] == [None]


def test_the_first_lines_say_how_sure_the_lots_are_and_that_the_scope_is_wide(
    baked: Settings,
) -> None:
    lines = headline(trace_lot(baked, ["FLOUR"], direction="forward", scope="possible"))
    assert lines[1].endswith("0 gaps.")
    assert lines[2] == (
        "Scope possible: +0 possible, 0 excluded by time. "
        "Lots: 1 confirmed, 0 probable, 6 possible."
    )
    assert lines[4].startswith("This scope is wide: 7 lots, 1 of them probable or better; ")
    sure = headline(trace_lot(baked, ["FLOUR"], direction="forward"))
    assert (sure[2], len(sure)) == ("Scope probable: +6 possible, 0 excluded by time.", 4)


def test_notes_stand_in_a_table_of_their_own(baked: Settings) -> None:
    told = tables(trace_lot(baked, ["FLOUR"], direction="forward", scope="possible"))
    rows = {table.title: table.rows for table in told}
    assert "Gaps" not in rows
    assert [row[0] for row in rows["Notes"]] == [WIDE_SCOPE] * 3


def test_many_lots_asked_for_are_counted_in_the_first_line_and_listed(tmp_path: Path) -> None:
    plant = Plant().lots(" ".join(f"J{number}" for number in range(12)), item_code="JAM")
    answer = trace_lot(Settings(home=plant.publish(tmp_path)), ["item:JAM"], direction="forward")
    assert headline(answer)[0] == "Where did it go? item:JAM (12 lots)"
    listed = {table.title: table.rows for table in tables(answer)}["Lots asked for"]
    assert {row[1] for row in listed} == {f"J{number}" for number in range(12)}


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("R-W", "L-B", "That order W made BUN:B (rule recorded) is only possible: 1 lot comes"),
        ("L-A", "L-B", "That DOUGH:A became BUN:B (rule recorded) is only possible: 1 lot comes"),
        ("L-A", "R-W", "That DOUGH:A went into order W (rule recorded) is only possible: 1 lot"),
    ],
)
def test_a_link_that_is_only_possible_is_told_by_what_it_joins(
    tmp_path: Path, start: str, end: str, told: str
) -> None:
    plant = Plant().lot("A", item_code="DOUGH").lot("B", item_code="BUN", item_type="finished")
    plant.run("W")
    for near, far in {("L-A", "R-W"), ("R-W", "L-B"), (start, end)}:
        evidence = "possible" if (near, far) == (start, end) else "confirmed"
        plant.edge(near, far, evidence, work_order_code="W")
    if start == "L-A" and end == "L-B":
        plant.rows["trace_edges"] = [
            row for row in plant.rows["trace_edges"] if row["evidence"] == "possible"
        ]
    home = Settings(home=plant.publish(tmp_path))
    notes = [gap["message"] for gap in asked(home, "forward", "A", scope="possible")["gaps"]]
    assert notes[1].startswith(told)


def test_what_a_place_held_of_two_lots_is_one_note(tmp_path: Path) -> None:
    plant = Plant().lots("A B C", item_code="DOUGH").lots("X Y", item_code="BUN").run("W")
    for state, lot in (("one", "A"), ("two", "B")):
        plant.pool(state, pool_kind="hold_up", item_code="DOUGH", place_code="HOPPER")
        held = {"edge_kind": "held", "place_code": "HOPPER", "work_order_code": "W"}
        plant.edge(f"L-{lot}", f"S-{state}", "possible", **held)
        plant.edge(f"S-{state}", "R-W", "possible", **held)
    plant.edge("L-C", "L-A").edge("L-C", "L-B").edge("R-W", "L-X").edge("R-W", "L-Y")
    home = Settings(home=plant.publish(tmp_path))
    answer = asked(home, "backward", "X", scope="possible")
    notes = [gap["message"] for gap in answer["gaps"] if gap["rule_id"] == WIDE_SCOPE]
    assert notes[1:] == [
        "What HOPPER still held may have gone into order W: 3 lots come by this gap first."
    ]
