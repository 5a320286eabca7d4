"""Figures of builds are kept for ever: no pruning, no new build and no SQL rewrites a trend."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.metrics_plant import publish_toy
from traceability.domain.corrections import Action, Correction, Decision
from traceability.errors import DataMissingError, UsageError
from traceability.services.list_metrics import Figures, list_metrics
from traceability.services.list_open_gaps import list_open_gaps
from traceability.services.measure_corrections import measure_corrections
from traceability.services.record_metrics import record_metrics
from traceability.settings import Settings
from traceability.store.state import open_state


def coverage(found: Figures) -> list[tuple[str, Decimal, Decimal, int, int]]:
    return [
        (one.snapshot_id, one.numerator, one.denominator, one.assessable_count, one.subject_count)
        for one in found.figures
        if one.metric_id == "link_coverage"
    ]


def test_a_trend_keeps_builds_whose_snapshots_are_gone(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    first = publish_toy(tmp_path, 1, covered=1)
    assert record_metrics(settings)
    second = publish_toy(tmp_path, 2, covered=4)
    assert record_metrics(settings)
    shutil.rmtree(tmp_path / "snapshots" / first)
    trend = list_metrics(settings, trend=True)
    assert coverage(trend) == [(first, 1, 4, 4, 6), (second, 4, 4, 4, 6)]
    assert coverage(list_metrics(settings, snapshot_id=first)) == [(first, 1, 4, 4, 6)]
    assert list_metrics(settings).snapshot_ids == (second,)


def test_a_snapshot_is_measured_once(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    publish_toy(tmp_path, 1, covered=1)
    assert record_metrics(settings)
    shutil.rmtree(tmp_path / "snapshots")
    publish_toy(tmp_path, 1, covered=4)
    assert record_metrics(settings) is None
    assert coverage(list_metrics(settings))[0][1] == 1


def test_a_snapshot_nobody_recorded_is_measured_for_the_answer(tmp_path: Path) -> None:
    publish_toy(tmp_path, 1)
    found = list_metrics(Settings(home=tmp_path), by="family")
    assert not found.is_kept
    assert not (tmp_path / "state.db").exists()
    down = {
        one.dimension_value: one.numerator for one in found.figures if one.measure == "downward"
    }
    assert down == {"R": 5}


def test_what_cannot_be_told_is_refused_with_the_next_step(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with pytest.raises(DataMissingError):
        list_metrics(settings, trend=True)
    with pytest.raises(UsageError, match="weekday"):
        list_metrics(settings, by="weekday")


def test_the_trail_holds_the_hash_of_the_figures(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    publish_toy(tmp_path, 1)
    count = record_metrics(settings)
    with open_state(settings).engine.connect() as connection:
        query = "select new_value from audit_rows where subject = 'metric_values'"
        told = json.loads(connection.exec_driver_sql(query).scalar_one())
    assert told["row_count"] == count
    assert len(told["sha256"]) == 64


def test_open_gaps_are_counted_by_subject_and_have_the_severity_of_their_rule(
    tmp_path: Path,
) -> None:
    publish_toy(tmp_path, 1, gaps=2)
    found = list_open_gaps(Settings(home=tmp_path))
    assert found.subject_counts == (("order", 1),)
    assert {gap.severity for gap in found.gaps} == {"S1"}


def test_corrections_are_counted_by_what_became_of_them() -> None:
    at = datetime(2026, 1, 11, tzinfo=UTC)
    told = {
        one.measure: one
        for one in measure_corrections(
            [
                correction(1, Decision.APPROVED),
                correction(2, Decision.APPROVED, revert_of=1),
                correction(3, Decision.REJECTED),
                correction(4, None, proposed_at=at - timedelta(days=3)),
            ],
            [],
            at,
        )
        if one.dimension == "all"
    }
    shares = {name: (one.numerator, one.denominator) for name, one in told.items()}
    assert shares == {"decided": (3, 4), "rejected": (1, 3), "reopened": (1, 2)}
    assert told["decided"].most == 3


def correction(
    number: int,
    decision: Decision | None,
    revert_of: int | None = None,
    proposed_at: datetime = datetime(2026, 1, 1, tzinfo=UTC),
) -> Correction:
    return Correction(
        correction_no=number,
        action=Action.VOID_ROW,
        contract="mes_outputs",
        source_system="mes",
        row_key=str(number),
        column_name=None,
        old_value="hash",
        old_uid=None,
        new_value=None,
        new_uid=None,
        reason_code="never_happened",
        reason="It never happened.",
        proposed_by="ann",
        proposed_at=proposed_at,
        revert_of=revert_of,
        seen_load_id="1",
        snapshot_id="S",
        impact={},
        decision=decision,
    )
