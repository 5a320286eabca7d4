"""The Trace page shows the numbers of the service, whole, for both questions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.app.conftest import Publish, Visit
from tests.app.page import Page
from tests.index_plant import Plant
from tests.services.test_answers_in_time import board_line
from tests.services.test_answers_with_gaps import bakery
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

DIRECTIONS = {"went": "forward", "came": "backward"}
LOTS = ["R-HON:IVK-8316A", "L26022-BOX001", "R-LEC:ÖB-9403", "order:12", "R-OAT:ALE-4111"]
LISTS = {
    "stock": ("Stock on hand", {"Site": "site_code", "Lot": "lot_code", "Quantity": "qty"}),
    "open_deliveries": ("Open deliveries", {"Delivery": "delivery_code", "Quantity": "qty"}),
    "customers": ("Customers", {"Customer": "customer_code", "Name": "customer_name"}),
    "shipments": (
        "Shipments",
        {"Delivery": "delivery_code", "Line": "line_no", "Lot": "lot_code", "Quantity": "qty"},
    ),
    "suppliers": ("Suppliers", {"Supplier": "supplier_code", "Receipt": "receipt_code"}),
    "work_orders": ("All orders", {"Order": "work_order_code", "Used or made": "role"}),
    "gaps": ("Missing records", {"What is missing": "message", "Records": "record_count"}),
}
LOTS_TITLES = {"went": "Lots it reached", "came": "Lots that went into it"}


def document(settings: Settings, lot: str, ask: str, scope: str = "probable") -> dict[str, Any]:
    return trace_lot(settings, [lot], direction=DIRECTIONS[ask], scope=scope).as_document()


def shown_rows(page: Page, title: str, names: dict[str, str]) -> list[tuple[Any, ...]]:
    return [tuple(row.get(label) for label in names) for row in page.table(title)]


def told_rows(rows: list[dict[str, Any]], names: dict[str, str]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names.values()) for row in rows]


@pytest.mark.parametrize("ask", DIRECTIONS)
@pytest.mark.parametrize("lot", LOTS)
def test_every_list_has_the_rows_of_the_document(
    visit: Visit, tryton: Settings, lot: str, ask: str
) -> None:
    page, told = visit(tryton, lot=lot, ask=ask), document(tryton, lot, ask)

    for part, (title, names) in LISTS.items():
        assert shown_rows(page, title, names) == told_rows(told[part], names), part
    called = {row["lot_id"]: row for row in (*told["question"]["lots"], *told["lots"])}
    assert [row["Lot"] for row in page.table("Suppliers")] == [
        f"{called[row['lot_id']]['item_code']} : {called[row['lot_id']]['lot_code']}"
        for row in told["suppliers"]
    ]
    lots = {"Item": "item_code", "Lot id": "lot_id", "Steps": "hop_count", "Evidence": "evidence"}
    assert shown_rows(page, LOTS_TITLES[ask], lots) == told_rows(told["lots"], lots)


@pytest.mark.parametrize("lot", LOTS)
def test_the_tiles_of_where_did_it_go_are_counts_of_the_document(
    visit: Visit, tryton: Settings, lot: str
) -> None:
    page, told = visit(tryton, lot=lot, ask="went"), document(tryton, lot, "went")

    assert page.tiles == {
        "stock": len({row["lot_id"] for row in told["stock"] if row["qty"] != 0}),
        "open-deliveries": len({row["delivery_code"] for row in told["open_deliveries"]}),
        "running-orders": len(
            {
                row["work_order_code"]
                for row in told["work_orders"]
                if row["order_status"] not in {"closed", "cancelled"}
            }
        ),
        "customers": told["counts"]["customers"],
        "gaps": sum(
            row["record_count"] for row in told["gaps"] if row["rule_id"][:2] in {"LK", "ID", "QT"}
        ),
    }


@pytest.mark.parametrize("lot", LOTS)
def test_the_tiles_of_where_did_it_come_from_are_counts_of_the_document(
    visit: Visit, tryton: Settings, lot: str
) -> None:
    page, told = visit(tryton, lot=lot, ask="came"), document(tryton, lot, "came")

    made = {row["work_order_code"] for row in told["work_orders"] if row["role"] == "made"}
    assert page.tiles["suppliers"] == told["counts"]["suppliers"]
    assert page.tiles["lots"] == told["counts"]["lots"]
    assert page.tiles["orders"] == len(made)


def test_the_verdict_says_what_to_stop_to_hold_and_whom_to_call(
    visit: Visit, tryton: Settings
) -> None:
    page = visit(tryton, lot="R-HON:IVK-8316A")

    told = document(tryton, "R-HON:IVK-8316A", "went")
    in_stock = [row for row in told["stock"] if row["site_code"] == "WH" and row["uom"] == "kg"]
    kilograms = f"{sum(row['qty'] for row in in_stock):,.2f}".replace(",", " ")
    assert "Stop 18 lots in stock at WH" in page.text
    assert f"({kilograms} kg, " in page.text
    assert "Hold 1 open delivery . No order is running. Call 6 customers ." in page.text
    assert "1 record is missing: Lot S26028-BAR004 of item S-BAR lacked 178 u" in page.text


def test_missing_records_are_in_the_verdict_and_in_a_table(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton, lot="L26022-BOX001", ask="came")

    assert "4 records are missing: Work order 12 used item P-CTN" in page.text
    assert "2 more below." in page.text
    said = [row["What is missing"] for row in page.table("Missing records")]
    assert len(said) == 5
    assert "No time of site WH is captured when it happened" in said[-1]


def test_headings_say_how_many_things_and_how_many_rows(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton, lot="R-HON:IVK-8316A")

    told = document(tryton, "R-HON:IVK-8316A", "went")
    lines = len(told["shipments"])
    assert page.headings["shipments"] == f"{told['counts']['deliveries']} deliveries, {lines} lines"
    assert page.headings["lots"] == str(told["counts"]["lots"])
    assert page.headings["running-orders"] == "0"


def test_a_click_on_the_other_question_is_in_the_address_and_in_the_answer(
    visit: Visit, tryton: Settings
) -> None:
    page = visit(tryton, lot="L26022-BOX001").choose("ask", "came")

    assert page.address["ask"] == "came"
    assert page.tiles["suppliers"] == 6


def test_the_page_says_how_sure_each_number_is(visit: Visit, publish: Publish) -> None:
    plant = Plant().lots("A B C").run("WO1", order_status="closed")
    plant.edge("L-A", "R-WO1").edge("R-WO1", "L-B", "probable").edge("R-WO1", "L-C", "possible")
    for name in "ABC":
        plant.add("trace_stock", lot_id=f"L-{name}", site_code="S", qty=Decimal(1), uom="kg")
    home = publish(plant)

    page = visit(home, lot="A")
    assert page.tiles["stock"] == 2
    assert "1 confirmed, 1 probable" in page.text
    assert "Possible links would add 1 lot." in page.text

    page.choose("scope", "possible")
    assert page.address["scope"] == "possible"
    assert page.tiles["stock"] == 3
    assert "1 confirmed, 1 probable, 1 possible" in page.text

    page.choose("scope", "confirmed")
    assert page.tiles["stock"] == 1


def test_amounts_are_exact_to_the_last_place(visit: Visit, jam: Settings) -> None:
    page = visit(jam, lot="SUGAR")

    amounts = {row["Quantity"] for row in page.table("Stock on hand")}
    assert Decimal("2.500001") in amounts
    assert "at S1 (2.500001 kg) and at S2 (1 place of unknown amount)" in page.text
    assert "2.500001 kg, 1 place of unknown amount · confirmed" in page.text


def test_more_sites_than_the_verdict_names_are_counted(visit: Visit, publish: Publish) -> None:
    plant = Plant().lot("A")
    for site in "STUVWXY":
        plant.add("trace_stock", lot_id="L-A", site_code=site, qty=Decimal(1500), uom="kg")

    page = visit(publish(plant), lot="A")

    assert (
        "at S (1 500 kg), at T (1 500 kg), at U (1 500 kg), at V (1 500 kg) and 3 more sites"
        in (page.text)
    )
    assert "10 500 kg · confirmed" in page.text
    assert len(page.table("Stock on hand")) == 7


def test_columns_in_which_nothing_is_recorded_are_named(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton, lot="R-HON:IVK-8316A")

    assert "Phone" not in page.table("Customers")[0]
    assert "Not recorded in any of these rows: contact, phone," in page.text


def test_why_shows_the_path_record_by_record_with_file_and_row(
    visit: Visit, tryton: Settings
) -> None:
    page = visit(tryton, lot="R-HON:IVK-8316A").choose("why-picker", "customer:14")

    assert page.address["why"] == "customer:14"
    assert "R-HON:IVK-8316A went into order 3 (53.91 kg): confirmed" in page.text
    records = page.table("Records of the path")
    assert (records[0]["File"], records[0]["Row"]) == ("stock_move.csv", 35)


@pytest.mark.parametrize("target", ["order:3", "delivery:1", "F-BOX:L26022-BOX001"])
def test_why_answers_for_a_lot_a_delivery_and_an_order(
    visit: Visit, tryton: Settings, target: str
) -> None:
    page = visit(tryton, lot="R-HON:IVK-8316A", why=target)

    assert "Weakest link: confirmed." in page.text
    assert page.table("Records of the path")


def test_why_of_a_thing_that_is_not_linked_says_so(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton, lot="R-HON:IVK-8316A", why="customer:nobody")

    assert "Nothing was shipped to a customer nobody." in page.text


def test_several_lots_in_the_address_are_traced_together(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton)
    page.test.query_params["lot"] = ["R-HON:IVK-8316A", "R-OAT:ALE-4111"]
    page.test.run()

    both = trace_lot(tryton, ["R-HON:IVK-8316A", "R-OAT:ALE-4111"], direction="forward")
    assert len(page.table("Lots it reached")) == both.counts.lots
    assert "stands for 2 lots, traced together." in page.text


def test_a_bare_visit_explains_what_can_be_asked(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton)

    assert "Start with what is suspect" in page.text
    assert page.tiles == {}


def test_why_names_the_weakest_link_and_says_when_time_leaves_the_path_out(
    visit: Visit, publish: Publish
) -> None:
    plant = board_line().lot("C", item_code="REEL", site_code="S1")
    plant.edge("L-C", "L-X", "possible", edge_kind="relabel")
    home = publish(plant)

    late = visit(home, lot="B", why="L-X")
    assert "Time leaves this path out: only the scope untimed has it." in late.text
    sure = visit(home, lot="B", why="L-Y")
    assert "Time leaves this path out" not in sure.text
    assert "The weakest link" not in sure.text
    weak = visit(home, lot="C", why="L-X")
    assert "The weakest link: REEL:C became BOARD:X by relabel: possible" in weak.text


def test_why_of_several_lots_prefers_the_one_from_which_time_admits_a_path(
    visit: Visit, publish: Publish
) -> None:
    page = visit(publish(board_line()), lot="B")
    page.test.query_params["lot"] = ["B", "A"]
    page.test.query_params["why"] = "L-X"
    page.test.run()

    assert "A went to L-X" in page.text
    assert "Time leaves this path out" not in page.text


def test_a_wide_answer_says_so_in_the_verdict(visit: Visit, publish: Publish) -> None:
    page = visit(publish(bakery()), lot="FLOUR")
    assert "This scope is wide" not in page.text

    page.choose("scope", "possible")
    assert "This scope is wide: 7 lots, 1 of them probable or better" in page.text
    assert "every one that a missing record may hide, was followed" in page.text
