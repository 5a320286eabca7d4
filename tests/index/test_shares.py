"""Shares of suspect material: conserved, between 0 and 1, and settled on rework loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.naive_walk import Edge, Kinds
from tests.index.random_graphs import graph_of
from traceability.index.kernel import walk
from traceability.index.layout import NULL_NUMBER
from traceability.index.shares import Amounts, suspect_shares

Flow = tuple[int, int, int | None]
"""From, to, amount; lots come first, then runs."""


def shares(flows: list[Flow], lots: int, runs: int, seeds: list[int]) -> dict[int, float]:
    """Share of every reached node; edges keep the order of (source, target)."""
    flows = sorted(flows, key=lambda flow: flow[:2])
    edges = [Edge(start, end, 0) for start, end, _ in flows]
    graph = graph_of(edges, Kinds(lots, lots + runs), lots + runs)
    amounts = Amounts(
        common=None,
        recorded=np.array([NULL_NUMBER if qty is None else qty for *_, qty in flows], np.int64),
        unit=np.zeros(len(flows), np.int32),
        lot_total=np.full(lots, NULL_NUMBER),
        lot_unit=np.full(lots, -1, np.int32),
        edge_unit=np.array([-1], np.int32),
    )
    reach = walk(graph, np.array(seeds), forward=True, rank=0)
    found = suspect_shares(graph, amounts, reach, np.array(seeds), 0)
    return dict(zip(reach.nodes.tolist(), found.tolist(), strict=True))


def test_a_rework_loop_settles_on_the_balance_of_its_flows() -> None:
    # Lot 0 (suspect, 60) and lot 1 (20) -> run 4 -> lot 2 (90), of which 10 go back into run 4.
    flows: list[Flow] = [(0, 4, 60), (1, 4, 20), (2, 4, 10), (4, 2, 90)]
    assert shares(flows, 4, 1, [0])[2] == pytest.approx(0.75, abs=1e-9)


def test_an_order_that_repacks_a_lot_into_itself_changes_nothing() -> None:
    flows: list[Flow] = [(0, 3, 30), (1, 3, 70), (3, 2, 100), (2, 4, 99), (4, 2, 99)]
    assert shares(flows, 3, 2, [0])[2] == pytest.approx(0.3, abs=1e-7)


def test_a_share_is_unknown_where_suspect_material_has_no_amount_and_all_behind_it() -> None:
    flows: list[Flow] = [(0, 5, None), (1, 5, 5), (5, 2, 5), (2, 6, 5), (3, 6, 5), (6, 4, 10)]
    found = shares(flows, 5, 2, [0])
    assert np.isnan([found[node] for node in (5, 2, 6, 4)]).all()
    assert found[0] == 1


def test_a_link_without_amount_is_whole_where_nothing_else_goes_in() -> None:
    flows: list[Flow] = [(0, 3, 30), (1, 3, 70), (3, 2, None)]
    assert shares(flows, 3, 1, [0])[2] == pytest.approx(0.3)


def test_an_unsuspected_input_without_amount_does_not_hide_the_share() -> None:
    flows: list[Flow] = [(0, 4, 30), (1, 4, 70), (2, 4, None), (4, 3, 100)]
    assert shares(flows, 4, 1, [0])[3] == pytest.approx(0.3)


def test_more_output_than_input_dilutes_what_went_in() -> None:
    flows: list[Flow] = [(0, 3, 60), (1, 3, 20), (3, 2, 100)]
    assert shares(flows, 3, 1, [0])[2] == pytest.approx(0.6)


@st.composite
def levels(draw: st.DrawFn) -> tuple[list[Flow], int, int, list[int]]:
    """Orders in a row that use lots of earlier levels and lose nothing; lots: raw, then made."""
    raw, orders = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    lots = raw + 2 * orders
    left = {lot: draw(st.integers(100, 200)) for lot in range(raw)}
    flows: list[Flow] = []
    for order in range(orders):
        run = lots + order
        used = draw(st.lists(st.sampled_from(sorted(left)), min_size=1, max_size=4, unique=True))
        total = 0
        for lot in used:
            qty = draw(st.integers(0, left[lot]))
            left[lot] -= qty
            total += qty
            flows.append((lot, run, qty))
        part = draw(st.integers(0, total))
        for lot, qty in ((raw + 2 * order, part), (raw + 2 * order + 1, total - part)):
            flows.append((run, lot, qty))
            left[lot] = qty
    return flows, lots, orders, [draw(st.integers(0, raw - 1))]


@settings(max_examples=150, deadline=None)
@given(levels())
def test_shares_conserve_what_was_used(plant: tuple[list[Flow], int, int, list[int]]) -> None:
    flows, lots, orders, seeds = plant
    found = shares(flows, lots, orders, seeds)
    used = sum(qty or 0 for start, _, qty in flows if start in seeds)
    kept = 0.0
    for lot in set(found) - set(seeds):
        if lot >= lots:
            continue
        made = sum(qty or 0 for _, end, qty in flows if end == lot)
        gone = sum(qty or 0 for start, _, qty in flows if start == lot)
        assert np.isnan(found[lot]) <= (made == 0)
        assert np.isnan(found[lot]) or 0 <= found[lot] <= 1
        kept += np.nan_to_num(found[lot]) * (made - gone)
    assert kept == pytest.approx(used, abs=1e-6)
