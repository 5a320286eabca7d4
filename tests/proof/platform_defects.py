"""Defects of Lotline's own work, which no plant can have: each caught, and nothing said without."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import duckdb

from expectations import judge
from expectations.suites import CHECKS
from simulator.defects.judge import Shown
from traceability.services.compare_builds import compare_builds
from traceability.services.judge_age import stale_sources
from traceability.settings import Settings

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
MANIFEST = {
    "last_load": {"load_id": "00000001", "sha256": "a"},
    "code_version": "1",
    "models_hash": "m",
    "packages_hash": "p",
    "settings_hash": "s",
    "correction_no": 0,
}


def _guess_as_record(_: Settings, __: Path) -> Shown:
    """A candidate of a gap stands in the genealogy as confirmed."""
    (check,) = [one for one in CHECKS if one.check_id == "genealogy.no_guess_is_called_confirmed"]

    def failing(evidence: str) -> int:
        with duckdb.connect() as connection:
            connection.execute("create schema genealogy")
            connection.execute(
                "create table genealogy.edges as "
                f"select 'candidate_of_gap' as rule_id, '{evidence}' as evidence"
            )
            return len(connection.execute(check.rows_query).fetchall())

    return Shown("GV-05", failing("confirmed") == 1, failing("possible") == 0)


def _source_out_of_date(settings: Settings, _: Path) -> Shown:
    """A source was loaded last three days ago, and two are allowed."""
    strict = replace(settings, stale_after_hours=48)

    def stale(days: int) -> list[str]:
        landed = (NOW - timedelta(days=days)).isoformat()
        return stale_sources([{"source_system": "mes", "landed_at": landed}], strict, NOW)

    return Shown("GV-06", stale(3) == ["mes"], stale(1) == [])


def _check_skipped(settings: Settings, folder: Path) -> Shown:
    """The judge came back without one of its checks."""
    warehouse = folder / "warehouse.duckdb"
    duckdb.connect(str(warehouse)).close()
    passed = {check.check_id: 0 for check in CHECKS}

    def failed(results: dict[str, int]) -> set[str]:
        with mock.patch.object(judge, "_run_suites", return_value=results):
            told = judge.judge_warehouse(warehouse, settings).results
        return {one.check_id for one in told if one.is_failed}

    skipped = CHECKS[0].check_id
    kept = {name: count for name, count in passed.items() if name != skipped}
    return Shown("GV-07", failed(kept) == {skipped}, not failed(passed))


def _same_input_other_graph(settings: Settings, folder: Path) -> Shown:
    """Two builds of one input have indexes that differ."""

    def faults(name: str, *hashes: str) -> int:
        home = folder / name
        for number, sha256 in enumerate(hashes, start=1):
            snapshot = home / "snapshots" / str(number)
            snapshot.mkdir(parents=True)
            files = {"index/edges": {"sha256": sha256}}
            document = json.dumps(MANIFEST | {"files": files})
            (snapshot / "manifest.json").write_text(document, encoding="utf-8")
        return len(compare_builds(replace(settings, home=home)).faults)

    return Shown("GV-08", faults("other", "e", "x") == 1, faults("same", "e", "e") == 0)


TRIED: tuple[Callable[[Settings, Path], Shown], ...] = (
    _guess_as_record,
    _source_out_of_date,
    _check_skipped,
    _same_input_other_graph,
)
"""Each tries one check, given settings and a folder of its own."""
