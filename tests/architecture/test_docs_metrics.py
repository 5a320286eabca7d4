"""The page of metrics says what the metrics say."""

from __future__ import annotations

from tests.architecture.tree import ROOT
from traceability.contracts.metrics import METRICS

PAGE = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")


def test_the_page_lists_every_measure_of_every_metric_in_order() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and "`" in line]
    told = [line for line in rows if line.count("|") == 5]
    assert told == [
        f"| {metric.title if number == 0 else ''} | {metric.title_zh if number == 0 else ''} "
        f"| `{measure}` | {says} |"
        for metric in METRICS
        for number, (measure, says) in enumerate(metric.measures)
    ]


def test_the_metrics_are_the_fifteen_that_need_no_drill() -> None:
    assert len({metric.metric_id for metric in METRICS}) == len(METRICS) == 15
