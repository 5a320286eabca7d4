"""Publishing: what a snapshot holds, who may build, what is pruned, how damage is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.rebuild import copy_tables, rebuild
from traceability.contracts.check_results import CheckResult
from traceability.errors import DataMissingError, IntegrityError, NotFoundError, RefusedError
from traceability.services.begin_draft import begin_draft, resume_draft
from traceability.services.examine_house import examine_house
from traceability.services.list_snapshots import list_snapshots, pin_snapshot, prune_snapshots
from traceability.services.publish_snapshot import publish_draft, write_draft_index
from traceability.services.record_checks import accept_expectations, record_models
from traceability.services.report_status import report_status
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse


@pytest.fixture
def home(five_lots: Settings, tmp_path: Path) -> Settings:
    """A copy of the plant of five lots that a test may change."""
    shutil.copytree(five_lots.home, tmp_path / "home")
    return Settings(home=tmp_path / "home")


@pytest.fixture
def tidy(home: Settings) -> Settings:
    """The same, as if no record of the plant lacked anything."""
    with open_warehouse(snapshots.current(home).warehouse, home, read_only=False) as connection:
        connection.execute("delete from marts.trace_gaps")
        connection.execute("delete from marts.findings")
    return home


def result(check_id: str, severity: Any, status: Any, count: int | None) -> CheckResult:
    told = ("X", "lot") if severity.startswith("S") else (None, None)
    facts = ("suite", "marts.x", "A statement.", *told, severity, status, count, 9, "2026")
    return CheckResult(check_id, *facts)


def faults(home: Settings) -> list[str]:
    return [fault for part in examine_house(home) for fault in part.faults]


def test_a_snapshot_stands_alone_and_points_at_no_landed_file(five_lots: Settings) -> None:
    with open_warehouse(snapshots.current(five_lots).warehouse, five_lots) as connection:
        schemas = connection.execute("select distinct table_schema from information_schema.tables")
        assert "landing" not in {schema for (schema,) in schemas.fetchall()}


def test_a_manifest_names_cut_off_code_models_packages_and_checks(five_lots: Settings) -> None:
    manifest = snapshots.current(five_lots).manifest

    assert manifest["data_as_of"].startswith("2026-03-05T06:00")
    assert {source["source_system"] for source in manifest["sources"]} == {"erp", "mes"}
    assert len(manifest["models_hash"]) == len(manifest["packages_hash"]) == 64
    assert manifest["correction_no"] == 0
    assert manifest["checks"]["models"]["pass"] > 0
    assert manifest["checks"]["expectations"]["passed"] > 0
    assert set(manifest["findings"]) == {"S1", "S2", "S3"}
    index = {"index/arrays.bin", "index/layout.json"}
    assert set(manifest["files"]) == {"warehouse.duckdb", "checks.html", *index}


def test_nothing_landed_means_nothing_is_built(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="Nothing is landed"):
        begin_draft(Settings(home=tmp_path), "nobody")


def test_a_build_without_room_on_the_disk_says_how_much_it_needs(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(home.home)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=90 << 20))

    with pytest.raises(DataMissingError, match=r"needs 1\d\d MiB of free disk; 90 MiB are left"):
        rebuild(home)


def test_a_load_that_lands_during_a_build_waits_for_the_next(home: Settings) -> None:
    loads = home.landing / "manifests"

    def land(step: str) -> None:
        if step == "models":
            (loads / "00000003.json").write_text((max(loads.glob("*.json"))).read_text())

    assert rebuild(home, land).manifest["last_load"]["load_id"] == "00000002"


def test_a_second_build_at_the_same_time_is_refused(home: Settings) -> None:
    with FileLock(home.home / "build.lock"), pytest.raises(RefusedError, match="Another build"):
        rebuild(home)


def test_a_step_that_fails_leaves_the_snapshot_in_force(home: Settings) -> None:
    before = snapshots.current(home).id

    def fail(step: str) -> None:
        if step == "index":
            raise IntegrityError("models do not hold")

    with pytest.raises(IntegrityError):
        rebuild(home, fail)
    assert snapshots.current(home).id == before
    assert [one.id for one in list_snapshots(home)] == [before]
    rebuild(home)  # the lock was given back


def test_a_draft_is_gone_on_with_only_by_the_run_that_began_it(home: Settings) -> None:
    begin_draft(home, "one run")

    with pytest.raises(RefusedError, match="no draft of this run"):
        resume_draft(home, "another run", "models")
    assert resume_draft(home, "one run", "models").last_load == "00000002"


def test_a_step_is_refused_while_an_earlier_one_is_not_done(home: Settings) -> None:
    begin_draft(home, "one run")

    with pytest.raises(RefusedError, match="lacks the step models, which comes before index"):
        resume_draft(home, "one run", "index")


def test_a_publishing_that_ended_between_its_two_acts_is_gone_on_with(home: Settings) -> None:
    def end(step: str) -> None:
        if step == "point":
            raise KeyboardInterrupt

    before = snapshots.current(home).id
    with pytest.raises(KeyboardInterrupt):
        rebuild(home, end)
    assert snapshots.current(home).id == before

    draft = resume_draft(home, "rebuild", "snapshot")
    assert publish_draft(home, draft).id == snapshots.current(home).id == draft.id


def test_a_broken_contract_stops_a_draft_and_names_its_counts(home: Settings) -> None:
    draft = record_models(home, begin_draft(home, "one run"), "copied", {})
    failed = result("links.every_link", "blocking", "failed", 3)
    unable = result("marts.all", "blocking", "error", None)

    with pytest.raises(IntegrityError) as caught:
        accept_expectations(home, draft, [failed, unable, result("x.y", "blocking", "passed", 0)])
    assert caught.value.message.startswith("2 of the contracts between layers do not hold")
    assert "links.every_link (marts.x): 3 rows." in caught.value.message
    assert "marts.all (marts.x): did not run." in caught.value.message
    with pytest.raises(RefusedError, match="lacks the step expectations"):
        resume_draft(home, "one run", "index")


@pytest.mark.parametrize(
    ("severity", "status", "verdict"),
    [("S2", "passed", "complete"), ("S2", "failed", "incomplete"), ("S3", "error", "incomplete")],
)
def test_a_finding_marks_a_snapshot_and_never_stops_it(
    tidy: Settings, severity: str, status: str, verdict: str
) -> None:
    draft = record_models(tidy, begin_draft(tidy, "one run"), "copied", {"pass": 1})
    copy_tables(tidy, draft, snapshots.current(tidy))
    draft = accept_expectations(tidy, draft, [result("findings.X", severity, status, 1)])
    assert publish_draft(tidy, write_draft_index(tidy, draft)).manifest["verdict"] == verdict


def test_a_warning_of_the_models_marks_a_snapshot(tidy: Settings) -> None:
    assert rebuild(tidy, statuses={"warn": 1}).manifest["verdict"] == "incomplete"
    assert rebuild(tidy, statuses={"pass": 9}).manifest["verdict"] == "complete"


def test_a_finding_of_the_worst_kind_marks_a_snapshot(tidy: Settings) -> None:
    with open_warehouse(snapshots.current(tidy).warehouse, tidy, read_only=False) as connection:
        connection.execute("insert into marts.findings (finding_id, severity) values ('F', 'S1')")
    assert rebuild(tidy).manifest["verdict"] == "incomplete"


def test_pruning_keeps_pinned_snapshots_and_the_one_in_force(home: Settings) -> None:
    pinned = snapshots.current(home).id
    pin_snapshot(home, pinned)
    older, last = rebuild(home).id, rebuild(home).id

    assert prune_snapshots(home, keep=0) == [older]
    assert {one.id for one in list_snapshots(home)} == {pinned, last}
    assert [one.id for one in list_snapshots(home) if one.is_current] == [last]


def test_an_unknown_snapshot_cannot_be_pinned(home: Settings) -> None:
    with pytest.raises(NotFoundError, match="There is no snapshot nope"):
        pin_snapshot(home, "nope")


def test_doctor_finds_nothing_in_a_sound_house(five_lots: Settings) -> None:
    assert faults(five_lots) == []


def test_doctor_names_a_changed_landed_table(home: Settings) -> None:
    table = next((home.landing / "mes_outputs").rglob("*.parquet"))
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    assert [fault for fault in faults(home) if "was changed after it landed" in fault]


def test_doctor_names_a_changed_manifest_of_an_earlier_load(home: Settings) -> None:
    first = min((home.landing / "manifests").glob("*.json"))
    first.write_text(first.read_text().replace('"delta"', '"full"'))
    assert [fault for fault in faults(home) if "does not continue" in fault]


def test_doctor_names_a_missing_kept_file(home: Settings) -> None:
    next((home.landing / "files").glob("*")).unlink()
    assert [fault for fault in faults(home) if "are missing" in fault]


def test_doctor_names_a_row_count_that_does_not_balance(home: Settings) -> None:
    last = max((home.landing / "manifests").glob("*.json"))
    last.write_text(last.read_text().replace('"used": 5', '"used": 4', 1))
    assert [fault for fault in faults(home) if "but used 4" in fault]


def test_doctor_names_a_changed_snapshot_file(home: Settings) -> None:
    index = snapshots.current(home).index / "arrays.bin"
    index.write_bytes(index.read_bytes() + b"x")
    assert [fault for fault in faults(home) if "index/arrays.bin was changed" in fault]


def test_status_tells_the_age_of_each_source_and_loads_not_yet_built(home: Settings) -> None:
    status = report_status(home)
    assert [source.source_system for source in status.sources] == ["erp", "mes"]
    assert all((source.age_days or 0) > 0 for source in status.sources)
    assert status.unbuilt_loads == ()


def test_status_of_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError) as caught:
        report_status(Settings(home=tmp_path))
    assert "lotline demo" in caught.value.hint
