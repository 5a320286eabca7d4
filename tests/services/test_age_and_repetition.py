"""Sources out of date, and builds of one input that differ."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.index_plant import Plant
from traceability.cli.tabulate_systems import age_lines, join_lines
from traceability.services.compare_builds import compare_builds
from traceability.services.fingerprint_settings import settings_hash
from traceability.services.judge_age import stale_sources
from traceability.services.report_join_rates import JoinRate
from traceability.services.report_status import SourceAge
from traceability.services.tabulate_trace import headline
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SOURCES = [
    {"source_system": "erp", "landed_at": "2026-03-09T12:00:00Z"},
    {"source_system": "mes", "landed_at": "2026-03-08T11:59:59"},
    {"source_system": "wms", "landed_at": None},
]


def test_a_source_is_stale_once_its_last_load_is_older_than_allowed(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, stale_after_hours=48)

    assert stale_sources(SOURCES, settings, NOW) == ["mes", "wms"]
    assert stale_sources(SOURCES[:2], replace(settings, stale_after_hours=72), NOW) == []


STALE = "Older than the 168 hours allowed: erp, last landed 2026-01-01T00:00:00Z. What happened "


def test_an_answer_says_that_a_source_is_out_of_date(tmp_path: Path) -> None:
    old = Plant().lot("A").publish(tmp_path / "old", landed_at="2026-01-01T00:00:00Z")
    new = Plant().lot("A").publish(tmp_path / "new")

    told, silent = (trace_lot(Settings(home=home), ["A"], direction="both") for home in (old, new))

    (note,) = told.as_document()["gaps"]
    assert (note["rule_id"], note["message"].startswith(STALE)) == ("GV-06", True)
    assert note["message"] in headline(told)
    assert silent.gaps == ()


def test_a_snapshot_asked_for_by_name_is_old_on_purpose(tmp_path: Path) -> None:
    home = Plant().lot("A").publish(tmp_path, "20260101T000000-aaaaaa", landed_at=None)

    trace = trace_lot(
        Settings(home=home), ["A"], direction="both", snapshot_id="20260101T000000-aaaaaa"
    )

    assert trace.gaps == ()


def test_status_names_stale_sources_and_no_others() -> None:
    old = SourceAge("mes", None, "2026-03-01T00:00:00Z", None, is_stale=True)
    new = SourceAge("erp", None, "2026-03-09T00:00:00Z", None)

    (line,) = age_lines((old, new))

    assert line.startswith("GV-06: the last load of mes is of 2026-03-01T00:00:00Z")


def test_a_join_rate_is_rounded_down_so_that_only_all_are_100_percent() -> None:
    rates = (
        JoinRate("lot", "erp", "mes", 10_000, 9_999, Decimal("0.999900")),
        JoinRate("order", "erp", "mes", 3, 3, Decimal(1)),
        JoinRate("lot", "erp", "wms", 3, 0, Decimal(0)),
    )

    assert list(join_lines(rates)) == [
        "Codes of erp that mes knows: lot 99.9 % (9999 of 10000), order 100.0 % (3 of 3).",
        "wms knows no code of erp.",
    ]


def _publish(home: Path, name: str, **changes: Any) -> None:
    folder = home / "snapshots" / name
    folder.mkdir(parents=True)
    manifest = {
        "last_load": {"load_id": "00000001", "sha256": "a"},
        "code_version": "1",
        "models_hash": "m",
        "packages_hash": "p",
        "settings_hash": "s",
        "correction_no": 0,
        "files": {"index/edges": {"sha256": "e"}, "warehouse.duckdb": {"sha256": name}},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest | changes), encoding="utf-8")


def test_two_builds_of_one_input_with_other_indexes_are_a_fault(tmp_path: Path) -> None:
    _publish(tmp_path, "1")
    _publish(tmp_path, "2")
    _publish(tmp_path, "3", settings_hash="other", files={"index/edges": {"sha256": "x"}})
    assert compare_builds(Settings(home=tmp_path)).faults == ()

    _publish(tmp_path, "4", files={"index/edges": {"sha256": "x"}})
    (fault,) = compare_builds(Settings(home=tmp_path)).faults

    assert fault.startswith("GV-08: snapshots 1 and 4 were built of the same input")
    assert "index/edges" in fault


def test_builds_with_other_corrections_under_one_highest_number_are_not_compared(
    tmp_path: Path,
) -> None:
    """Number 3 may be approved after number 5 and a build with 5 alone."""
    _publish(tmp_path, "1", correction_no=5, corrections={"count": 1, "sha256": "five"})
    other = {"correction_no": 5, "files": {"index/edges": {"sha256": "x"}}}
    _publish(tmp_path, "2", **other, corrections={"count": 2, "sha256": "five and three"})
    assert compare_builds(Settings(home=tmp_path)).faults == ()

    _publish(tmp_path, "3", **other, corrections={"count": 1, "sha256": "five"})
    (fault,) = compare_builds(Settings(home=tmp_path)).faults

    assert fault.startswith("GV-08: snapshots 1 and 3 ")


def test_snapshots_that_do_not_name_their_settings_are_not_compared(tmp_path: Path) -> None:
    _publish(tmp_path, "1", settings_hash=None)
    _publish(tmp_path, "2", settings_hash=None, files={"index/edges": {"sha256": "x"}})

    assert compare_builds(Settings(home=tmp_path)).examined_count == 0


def test_the_hash_of_the_settings_tells_what_a_build_depends_on(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    before = settings_hash(settings)

    assert settings_hash(replace(settings, threads=7, stale_after_hours=1)) == before
    assert settings_hash(replace(settings, tolerance_minutes=11)) != before
    settings.bounds_file.write_text("sites: {}\n", encoding="utf-8")
    assert settings_hash(settings) != before
