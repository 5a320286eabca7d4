"""What a missing record does to a recall; the scope foretold is the scope once it is filled."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.index_plant import Plant
from traceability.cli.tabulate_gaps import gap_tables
from traceability.domain.backfill import StakeNames
from traceability.errors import NotFoundError, UsageError
from traceability.services.list_gaps import list_gaps
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

CANDIDATES = ("A", "B", "C")


def plant(filled_with: str = "") -> Plant:
    """A, B or C went into WO1; A also into WO2. WO1 makes P1, which WO3 turns into Q; WO2 makes P2.

    WO4 used something of another item that nobody but D can be. With `filled_with` the record of
    WO1 names that lot.
    """
    told = Plant().lots("A B C D", item_code="NUT").lots("P1 P2 Q", item_type="finished")
    for order, made in (("WO1", "P1"), ("WO2", "P2"), ("WO3", "Q"), ("WO4", "")):
        told.order(order, made=made)
    told.edge("L-A", "R-WO2", work_order_code="WO2").edge("L-P1", "R-WO3", work_order_code="WO3")
    told.ship("Q", "D1", "CUST1", qty=Decimal(4)).ship("P1", "D2", "CUST2", qty=Decimal(3))
    told.lot("lids", lot_code=None, item_code="LID", site_code="S2")
    told.pool("lids", item_code="LID").edge("S-lids", "L-lids", "possible", edge_kind="gap")
    told.edge("L-D", "S-lids", "possible", edge_kind="candidate")
    told.edge("L-lids", "R-WO4", "possible", work_order_code="WO4")
    if filled_with:
        return told.edge(f"L-{filled_with}", "R-WO1", work_order_code="WO1")
    told.lot("nuts", lot_code=None, item_code="NUT", site_code="S1").pool("nuts", item_code="NUT")
    told.edge("S-nuts", "L-nuts", "possible", edge_kind="gap", source_file="used.csv", source_row=7)
    told.edge("L-nuts", "R-WO1", work_order_code="WO1")
    told.add(
        "trace_gaps", node_id="L-nuts", rule_id="LK-01", message="WO1 used NUT.", item_code="NUT"
    )
    for rank, lot in enumerate(CANDIDATES, start=1):
        told.edge(f"L-{lot}", "S-nuts", "possible", edge_kind="candidate")
        told.add(
            "trace_candidates", pool_id="S-nuts", lot_id=f"L-{lot}", rank_no=rank, score=6 - rank,
            reason="in stock",
        )  # fmt: skip
    return told.edge("L-A", "L-nuts", "probable", edge_kind="candidate", rule_id="only_stock")


def published(home: Path, told: Plant) -> Settings:
    return Settings(home=told.publish(home))


def scope_of(settings: Settings) -> int:
    """Known lots in the possible scopes of all candidates, none counted in its own."""
    return sum(
        len([one for one in trace.lots if one.lot_code])
        for lot in CANDIDATES
        for trace in [trace_lot(settings, [lot], direction="forward", scope="possible")]
    )


def test_the_link_on_which_customers_hang_comes_first(tmp_path: Path) -> None:
    found = list_gaps(published(tmp_path, plant()))

    assert found.total == 2
    first, second = found.links
    assert (first.item_code, first.rule_id, first.message) == ("NUT", "LK-01", "WO1 used NUT.")
    assert (first.source_file, first.source_row) == ("used.csv", 7)
    stake = first.stake
    assert (stake.customer_count, stake.delivery_count, stake.product_lot_count) == (2, 2, 2)
    assert [one.qty for one in stake.shipped] == [Decimal(7)]
    assert (second.item_code, second.stake.customer_count) == ("LID", 0)


def test_what_hangs_on_a_link_is_named_and_not_only_counted(tmp_path: Path) -> None:
    found = list_gaps(published(tmp_path, plant()))
    first, second = found.links

    assert first.names.product_lots == ("ITEM:P1", "ITEM:Q")
    assert (first.names.delivery_codes, first.names.customer_codes) == (
        ("D1", "D2"),
        ("CUST1", "CUST2"),
    )
    assert second.names == StakeNames((), (), ())
    table = gap_tables(found, candidates=0, names=1)[1]
    assert table.columns == ("no", "shipped", "product lots", "customers", "deliveries")
    assert table.rows == (
        ("1", "7 kg of ITEM", "ITEM:P1 and 1 more", "CUST1 and 1 more", "D1 and 1 more"),
    )
    assert [one.title for one in gap_tables(found, candidates=0, names=0)] == ["Open links"]


def test_of_links_that_weigh_alike_the_one_of_the_greater_amount_comes_first(
    tmp_path: Path,
) -> None:
    told = Plant()
    for name, qty in (("little", 2), ("much", 30), ("unsaid", None)):
        told.lot(name, lot_code=None).pool(name, item_code="ITEM")
        amount = None if qty is None else Decimal(qty)
        told.edge(f"S-{name}", f"L-{name}", "possible", edge_kind="gap", qty=amount)

    assert [one.node_id for one in list_gaps(published(tmp_path, told)).links] == [
        "L-much",
        "L-little",
        "L-unsaid",
    ]


def test_candidates_come_with_rank_score_and_reason(tmp_path: Path) -> None:
    (first, _) = list_gaps(published(tmp_path, plant())).links

    told = [(one.rank_no, one.score, one.lot_code, one.reason) for one in first.fillings]
    assert told == [(1, 5, "A", "in stock"), (2, 4, "B", "in stock"), (3, 3, "C", "in stock")]


@pytest.mark.parametrize("lot", CANDIDATES)
def test_filling_the_first_gap_shrinks_the_possible_scope_as_foretold(
    tmp_path: Path, lot: str
) -> None:
    before = published(tmp_path / "before", plant())
    after = published(tmp_path / "after", plant(filled_with=lot))
    first = list_gaps(before).links[0]
    (told,) = [one for one in first.fillings if one.lot_code == lot]

    assert (first.scope_now, told.scope_if_filled) == (scope_of(before), scope_of(after))
    assert told.shrinks_by == scope_of(before) - scope_of(after) > 0
    assert first.scope_without < told.scope_if_filled


@pytest.mark.parametrize(
    ("asked", "items"),
    [
        ({"rule": "LK-01"}, ["NUT"]),
        ({"site": "S2"}, ["LID"]),
        ({"limit": 1}, ["NUT"]),
        ({"limit": None}, ["NUT", "LID"]),
    ],
)
def test_only_what_is_asked_is_listed(
    tmp_path: Path, asked: dict[str, object], items: list[str]
) -> None:
    found = list_gaps(published(tmp_path, plant()), **asked)  # type: ignore[arg-type]

    assert [one.item_code for one in found.links] == items


def test_a_negative_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="negative"):
        list_gaps(published(tmp_path, plant()), limit=-1)


@pytest.mark.parametrize(
    ("asked", "error"),
    [({"rule": "LK-99"}, UsageError), ({"site": "S9"}, NotFoundError)],
)
def test_a_rule_or_site_that_is_not_there_is_no_empty_list(
    tmp_path: Path, asked: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error, match=next(iter(asked.values()))):
        list_gaps(published(tmp_path, plant()), **asked)  # type: ignore[arg-type]


def test_a_plant_that_lacks_no_record_has_no_open_link(tmp_path: Path) -> None:
    found = list_gaps(published(tmp_path, Plant().lots("A")))

    assert (found.total, found.links) == (0, ())
