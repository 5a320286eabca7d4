"""When a delivery of the drop folder is complete, what belongs to it, and what was taken."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from orchestration.deliveries import Delivery, look_into_drop_folder, note_delivery
from traceability.settings import Settings

LATER = 61.0
"""Seconds after which a file that was just written counts as settled."""


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    (tmp_path / "drop").mkdir()
    return Settings(home=tmp_path)


def drop(home: Settings, name: str, text: str = "x\n1\n") -> Path:
    path = home.drop_folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def complete(home: Settings, after: float = LATER) -> list[Delivery]:
    return list(look_into_drop_folder(home, time.time() + after).complete)


def names(home: Settings, after: float = LATER) -> list[tuple[str, str, list[str]]]:
    """Profile, folder and files of each complete delivery."""
    return [(one.profile, one.folder, sorted(one.stamps)) for one in complete(home, after)]


def test_a_delivery_is_complete_when_no_file_changed_for_the_settle_time(home: Settings) -> None:
    drop(home, "erp_items.csv")

    assert names(home, after=50) == []
    assert names(home) == [("contracts", "", ["erp_items.csv"])]


def test_a_copy_with_the_time_of_its_source_is_no_sooner_complete(home: Settings) -> None:
    path = drop(home, "erp_items.csv")
    os.utime(path, (1_000_000_000, 1_000_000_000))

    assert names(home, after=0) == []
    assert len(complete(home)) == 1


def test_a_clock_that_runs_ahead_holds_nothing_up(home: Settings) -> None:
    path = drop(home, "erp_items.csv")
    os.utime(path, (time.time() + 9_999, time.time() + 9_999))

    assert len(complete(home)) == 1


@pytest.mark.parametrize(
    "name", ["b.csv.part", "b.tmp", "b.csv.crdownload", "~$b.xlsx", ".b.csv.swp"]
)
def test_a_file_with_a_temporary_name_is_waited_for(home: Settings, name: str) -> None:
    drop(home, "erp_items.csv")
    unfinished = drop(home, name)

    found = look_into_drop_folder(home, time.time() + 99_999)
    assert found.complete == ()
    assert found.waiting == (f"Waiting for {name}.",)
    unfinished.unlink()
    assert len(complete(home)) == 1


def test_what_a_file_manager_leaves_is_no_delivery_and_stops_none(home: Settings) -> None:
    drop(home, ".DS_Store")
    assert complete(home) == []
    drop(home, "erp_items.csv")
    assert names(home) == [("contracts", "", ["erp_items.csv"])]


def test_a_loose_file_that_no_reader_knows_is_left_out_and_named(home: Settings) -> None:
    drop(home, "erp_items.csv")
    drop(home, "notes.docx")

    found = look_into_drop_folder(home, time.time() + LATER)
    assert [sorted(one.stamps) for one in found.complete] == [["erp_items.csv"]]
    assert found.waiting == ("No reader for ./notes.docx; it is left out.",)


def test_folders_are_profiles_and_folders_below_are_deliveries_of_their_own(
    home: Settings,
) -> None:
    drop(home, "erp_items.csv")
    drop(home, "tryton/party_party.csv")
    drop(home, "tryton/stock_lot.csv")
    drop(home, "tryton/monday/party_party.csv")
    drop(home, "tryton/tuesday/deep/party_party.csv")

    assert names(home) == [
        ("contracts", "", ["erp_items.csv"]),
        ("tryton", "tryton", ["party_party.csv", "stock_lot.csv"]),
        ("tryton", "tryton/monday", ["party_party.csv"]),
        ("tryton", "tryton/tuesday", ["deep/party_party.csv"]),
    ]


def test_one_unfinished_delivery_holds_up_no_other(home: Settings) -> None:
    drop(home, "tryton/monday/party_party.csv.part")
    drop(home, "tryton/monday/stock_lot.csv")
    drop(home, "tryton/tuesday/party_party.csv")

    assert [one[1] for one in names(home)] == ["tryton/tuesday"]


@pytest.mark.parametrize("name", ["erp_items.csv", "tryton/monday/party_party.csv"])
def test_a_delivery_that_was_taken_is_taken_again_only_when_it_changed(
    home: Settings, name: str
) -> None:
    path = drop(home, name)
    (first,) = complete(home)
    assert complete(home)[0].fingerprint == first.fingerprint
    note_delivery(home, first)
    assert complete(home) == []

    path.write_text("x\n1\n2\n")
    (second,) = complete(home)
    assert second.fingerprint != first.fingerprint


def test_a_new_loose_file_does_not_bring_those_taken_before(home: Settings) -> None:
    drop(home, "erp_items.csv")
    note_delivery(home, complete(home)[0])
    drop(home, "erp_sites.csv")

    assert names(home) == [("contracts", "", ["erp_sites.csv"])]


def test_a_mended_file_brings_all_that_were_refused_with_it(home: Settings) -> None:
    drop(home, "erp_items.csv")
    bad = drop(home, "erp_sites.csv")
    note_delivery(home, complete(home)[0])
    drop(home, "erp_partners.csv")
    note_delivery(home, complete(home)[0])

    bad.write_text("mended\n")
    assert names(home) == [("contracts", "", ["erp_items.csv", "erp_sites.csv"])]


def test_a_drop_folder_elsewhere_is_looked_into(tmp_path: Path) -> None:
    home = Settings(home=tmp_path / "home", drop=tmp_path / "shared")
    drop(home, "erp_items.csv")
    assert names(home) == [("contracts", "", ["erp_items.csv"])]


def test_without_a_drop_folder_there_is_nothing(tmp_path: Path) -> None:
    assert complete(Settings(home=tmp_path)) == []
