"""The metrics over the index, held against the toy plant that was worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.random_graphs import Drawn, genealogies
from tests.metrics_plant import facts
from tests.services.test_golden_toy import ON_HAND, SHIPPED, toy
from traceability.domain.metrics import MetricValue
from traceability.domain.scope import Scope
from traceability.errors import IntegrityError
from traceability.index.exposure import proportional_exposure
from traceability.index.kernel import lots_reached
from traceability.index.reach_sets import sums_reached
from traceability.index.reader import GenealogyIndex
from traceability.services.measure_index import measure_index
from traceability.services.metric_ground import Ground
from traceability.services.share_suspect import amounts_of

ALL_OF_IT = ("all", "")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> GenealogyIndex:
    return toy().index(tmp_path_factory.mktemp("toy") / "index")


def measured(index: GenealogyIndex, **changes: dict[str, Any]) -> list[MetricValue]:
    return measure_index(index, Ground(index, *facts(**changes)))


def figure(
    values: list[MetricValue], name: str, uom: str = "", at: tuple[str, str] = ALL_OF_IT
) -> MetricValue:
    """The one figure of `metric.measure` in a unit ("" = counted)."""
    metric, measure = name.split(".")
    weight = "quantity" if uom else "count"
    (found,) = (one for one in values if one.key == (metric, measure, *at, weight, uom))
    return found


def test_dispersion_down_and_up_is_that_of_the_toy(index: GenealogyIndex) -> None:
    values = measured(index)
    down, up = figure(values, "dispersion.downward"), figure(values, "dispersion.upward")
    assert (down.numerator, down.denominator, down.most) == (5, 2, 3)
    assert (up.numerator, up.denominator, up.median, up.most) == (5, 3, 2, 2)


def test_exposure_and_inflation_are_those_of_the_toy(index: GenealogyIndex) -> None:
    values = measured(index)
    whole = figure(values, "exposure.whole_lot", "kg")
    share = figure(values, "exposure.proportional", "kg")
    assert (whole.numerator, whole.median, whole.most) == (198, 84, 114)
    assert share.median == pytest.approx(39.214286, abs=1e-6)
    assert share.most == pytest.approx(74.785714, abs=1e-6)
    inflation = figure(values, "scope_inflation.whole_lot", "kg")
    assert inflation.median == pytest.approx(114 / 74.785714, abs=1e-6)
    assert inflation.most == pytest.approx(84 / 39.214286, abs=1e-6)
    assert share.numerator == 114  # all that was shipped is of some raw lot, once


def test_a_recall_of_one_lot_calls_back_114_at_most_and_99_on_average(
    index: GenealogyIndex,
) -> None:
    size = figure(measured(index), "recall_size.quantity", "kg")
    assert (size.ratio, size.most) == (99, 114)


def test_all_ways_back_of_the_toy_end_at_a_supplier(index: GenealogyIndex) -> None:
    values = measured(index)
    assert figure(values, "backward_completeness.shipped_lots").ratio == 1
    assert figure(values, "breadth_depth.reaches_supplier").ratio == 1
    assert figure(values, "breadth_depth.reaches_customer").ratio == 1


def test_a_lot_without_supplier_or_a_run_with_a_gap_opens_every_way_through_it(
    index: GenealogyIndex,
) -> None:
    no_supplier = measured(index, R1={"has_supplier": False})
    assert figure(no_supplier, "backward_completeness.shipped_lots").numerator == 0
    gap = figure(
        measured(index, WO3={"is_covered": False}), "backward_completeness.shipped_lots", "kg"
    )
    assert (gap.numerator, gap.denominator) == (80, 114)


@pytest.mark.parametrize(
    "unclear",
    [{"WO2": {"is_assessable": False}}, {"WO2": {"is_assessable": False, "is_covered": False}}],
)
def test_what_goes_through_an_order_without_a_plan_is_not_assessable(
    index: GenealogyIndex, unclear: dict[str, dict[str, Any]]
) -> None:
    found = figure(measured(index, **unclear), "backward_completeness.shipped_lots")
    assert (found.numerator, found.assessable_count, found.subject_count) == (2, 2, 3)
    nothing = figure(
        measured(index, R1={"origin": "before_history"}), "backward_completeness.shipped_lots"
    )
    assert (nothing.ratio, nothing.assessable_share) == (None, 0)


def test_an_unknown_amount_shipped_makes_exposure_unknown_and_not_zero(
    index: GenealogyIndex,
) -> None:
    found = figure(measured(index, F2={"shipped_qty": None}), "exposure.whole_lot", "kg")
    assert (found.numerator, found.assessable_count, found.subject_count) == (84, 1, 2)


def test_figures_of_a_family_are_those_of_its_lots(index: GenealogyIndex) -> None:
    found = figure(
        measured(index, R1={"product_family": "MILK"}),
        "dispersion.downward",
        "",
        ("family", "MILK"),
    )
    assert (found.numerator, found.denominator) == (3, 1)


@given(genealogies(windows=False), st.integers(0, 2), st.booleans())
def test_sums_over_many_lots_are_those_of_a_walk_from_each(
    drawn: Drawn, rank: int, forward: bool
) -> None:
    graph = drawn.graph()
    seeds = np.array(sorted(set(range(graph.lot_count)) | set(drawn.seeds)), np.int64)
    weights = np.column_stack([np.ones(graph.lot_count), np.arange(graph.lot_count)]).astype(float)
    sums = sums_reached(graph, seeds, weights, forward=forward, rank=rank)
    for row, seed in zip(sums, seeds, strict=True):
        lots = lots_reached(graph, np.array([seed]), forward=forward, rank=rank, timed=False)
        assert row.tolist() == weights[lots].sum(axis=0).tolist()


def test_what_a_lot_became_is_in_what_was_shipped_lies_on_hand_and_was_scrapped(
    index: GenealogyIndex,
) -> None:
    left = np.zeros(index.graph.node_count)
    for name, sent in SHIPPED.items():
        lot = index.lot_of(f"L-{name}")
        assert lot is not None
        left[lot] = sum(qty for _, qty in sent) + ON_HAND.get(name, 0)
    for name, qty in (("SCRAP1", 4), ("SCRAP3", 1)):
        left[index.lot_of(f"L-{name}")] = qty
    worth = proportional_exposure(index.graph, amounts_of(index), left, Scope.PROBABLE.rank)
    assert worth[index.lot_of("L-R1")] == pytest.approx(90)
    assert worth[index.lot_of("L-R2")] == pytest.approx(45)


def test_a_warehouse_that_names_other_lots_than_its_index_is_said_to(
    index: GenealogyIndex,
) -> None:
    lots, runs = facts()
    lots["lot_id"][2] = "L-F9"
    with pytest.raises(IntegrityError, match="other ids in trace_lots"):
        Ground(index, lots, runs)
