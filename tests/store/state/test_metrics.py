"""Kept figures grow and never change, on both engines."""

from __future__ import annotations

from decimal import Decimal

from tests.store.state.attacks import count_rows, unrefused
from traceability.domain.actors import Program
from traceability.domain.metrics import MetricValue
from traceability.store.state import StateDatabase
from traceability.store.state.metrics import add_build, read_metric_builds, read_values

VALUE = MetricValue(
    *("link_coverage", "components", "all", "", "quantity", "kg"),
    *(Decimal("0.1"), Decimal("123456789012345.123456"), 2, 3),
    median=0.5,
)


def test_kept_figures_cannot_be_rewritten(both_states: StateDatabase) -> None:
    values = [VALUE, VALUE._replace(dimension="site", dimension_value="A")]
    with both_states.write(Program("build")) as write:
        add_build(write, "S1", "2026-01-01", values)
    assert (
        unrefused(
            both_states,
            [
                "update metric_values set numerator = '9'",
                "delete from metric_values",
                "update metric_builds set value_count = 9",
                "delete from metric_builds",
                ["delete from metric_values", "delete from metric_builds"],
            ],
        )
        == []
    )
    with both_states.read() as read:
        assert [one for _, one in read_values(read, dimension="all")] == [VALUE]
        assert [one.value_count for one in read_metric_builds(read)] == [2]
    assert count_rows(both_states, "metric_values") == 2
