"""Publishing: what a snapshot holds, who may build, what is pruned, how damage is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from traceability.errors import DataMissingError, IntegrityError, NotFoundError, RefusedError
from traceability.services.examine_house import examine_house
from traceability.services.list_snapshots import list_snapshots, pin_snapshot, prune_snapshots
from traceability.services.publish_snapshot import Transformation, publish_snapshot
from traceability.services.report_status import report_status
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse


@pytest.fixture
def home(five_lots: Settings, tmp_path: Path) -> Settings:
    """A copy of the plant of five lots that a test may change."""
    shutil.copytree(five_lots.home, tmp_path / "home")
    return Settings(home=tmp_path / "home")


def rebuilt(home: Settings) -> snapshots.Snapshot:
    """Publish once more, with the tables of the snapshot in force."""
    ready = snapshots.current(home).warehouse

    def copy(warehouse: Path, _: Path) -> Transformation:
        shutil.copy(ready, warehouse)
        return Transformation("copied", {})

    return publish_snapshot(home, copy)


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
    assert manifest["checks"]["pass"] > 0
    assert set(manifest["files"]) == {"warehouse.duckdb", "index/arrays.bin", "index/layout.json"}


def test_nothing_landed_means_nothing_is_built(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="Nothing is landed"):
        publish_snapshot(Settings(home=tmp_path), lambda *_: Transformation("", {}))


def test_a_build_without_room_on_the_disk_says_how_much_it_needs(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(home.home)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=90 << 20))

    with pytest.raises(DataMissingError, match=r"needs 1\d\d MiB of free disk; 90 MiB are left"):
        rebuilt(home)


def test_a_load_that_lands_during_a_build_waits_for_the_next(home: Settings) -> None:
    ready = snapshots.current(home).warehouse
    loads = home.landing / "manifests"

    def land_and_copy(warehouse: Path, _: Path) -> Transformation:
        (loads / "00000003.json").write_text((max(loads.glob("*.json"))).read_text())
        shutil.copy(ready, warehouse)
        return Transformation("copied", {})

    published = publish_snapshot(home, land_and_copy)
    assert published.manifest["last_load"]["load_id"] == "00000002"


def test_a_second_build_at_the_same_time_is_refused(home: Settings) -> None:
    with FileLock(home.home / "build.lock"), pytest.raises(RefusedError, match="Another build"):
        rebuilt(home)


def test_a_failing_transformer_leaves_the_snapshot_in_force(home: Settings) -> None:
    before = snapshots.current(home).id

    def fail(*_: Path) -> Transformation:
        raise IntegrityError("models do not hold")

    with pytest.raises(IntegrityError):
        publish_snapshot(home, fail)
    assert snapshots.current(home).id == before
    assert [one.id for one in list_snapshots(home)] == [before]


def test_pruning_keeps_pinned_snapshots_and_the_one_in_force(home: Settings) -> None:
    pinned = snapshots.current(home).id
    pin_snapshot(home, pinned)
    older, last = rebuilt(home).id, rebuilt(home).id

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
