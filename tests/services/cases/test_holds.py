"""Hold and stop requests: one file for each site, all of it or nothing, released by two."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.services.cases.hold_house import jam_factory, opened, published, read_requests
from tests.store.state import case_house
from tests.store.state.case_house import LATER, people
from traceability.contracts.request_file import REQUEST_COLUMNS
from traceability.domain.actors import Person
from traceability.domain.cases import CaseKind
from traceability.domain.holds import ReleaseGround
from traceability.errors import NotFoundError, RefusedError
from traceability.services.cases import keep_requests
from traceability.services.cases import request_holds as request_module
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.keep_requests import publish_requests, request_folder
from traceability.services.cases.leave_out import decide_exclusions, leave_out
from traceability.services.cases.release_holds import Chosen, decide_release, propose_release
from traceability.services.cases.request_holds import Requested, request_holds
from traceability.services.cases.show_case import case_bytes, case_document
from traceability.services.examine_state import examine_state
from traceability.settings import Settings

Who = dict[str, Person]
GROUND = ReleaseGround.NO_DEFECT


def asked(settings: Settings, who: Who, kind: CaseKind = CaseKind.INVESTIGATION) -> Requested:
    return request_holds(settings, who["ann"], opened(settings, who["ann"], kind))


def folder_of(settings: Settings, case_no: int = 1) -> Path:
    return request_folder(settings, case_no)


def test_every_line_is_asked_for_in_one_file_for_each_site(factory: Settings, who: Who) -> None:
    found = asked(factory, who)

    files = read_requests(found.folder)
    assert [*files] == [
        "C-1-001-hold-site-S1.csv",
        "C-1-002-hold-site-S2.csv",
        "C-1-003-stop-site-S1.csv",
        "C-1-004-stop-no-site.csv",
    ]
    document = case_document(factory, 1)
    wanted = {
        line["line_id"]
        for name in ("hold", "stop_orders", "stop_deliveries")
        for line in document["actions"][name]
    }
    assert {row["line_id"] for rows in files.values() for row in rows} == wanted
    assert (found.lot_count, found.order_count, found.delivery_count) == (2, 1, 1)
    assert found.known_count == 0


def test_a_file_has_the_columns_of_the_contract(factory: Settings, who: Who) -> None:
    folder = asked(factory, who).folder
    path = folder / "C-1-001-hold-site-S1.csv"

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = [one for one in read_requests(folder)[path.name] if one["location"] == "B-01"]
    assert [*row] == [name for name, _ in REQUEST_COLUMNS]
    told = {name: row[name] for name in ("request_id", "is_drill", "action", "lot_code", "qty")}
    assert told == {
        "request_id": "C-1/1",
        "is_drill": "false",
        "action": "hold_stock",
        "lot_code": "JAR1",
        "qty": "12.5",
    }
    assert (row["requested_by"], row["scope_version"], row["site_code"]) == ("ann", "1", "S1")


def test_names_and_hashes_of_the_files_stand_in_the_document(factory: Settings, who: Who) -> None:
    folder = asked(factory, who).folder
    document = case_document(factory, 1)

    for one in document["holds"]:
        data = (folder / one["file_name"]).read_bytes()
        assert one["sha256"] == sha256(data).hexdigest()
        assert one["lines"] == one["standing"] == data.count(b"\r\n") - 1
    assert all(line["hold"]["requested_by"] == "ann" for line in document["actions"]["hold"])
    (order,) = document["actions"]["stop_orders"]
    assert order["stop"]["file_name"] == "C-1-003-stop-site-S1.csv"
    assert "hold requests" in document["machine_seconds"]
    assert [fault for part in examine_state(factory) for fault in part.faults] == []


def test_a_drill_says_so_in_name_and_every_row(factory: Settings, who: Who) -> None:
    files = read_requests(asked(factory, who, CaseKind.DRILL).folder)

    assert all(name.startswith("DRILL-C-1-") for name in files)
    assert {row["is_drill"] for rows in files.values() for row in rows} == {"true"}


def test_what_was_asked_for_is_not_asked_for_again(held: Settings, who: Who) -> None:
    before = case_bytes(held, 1)
    again = request_holds(held, who["dan"], 1)

    assert (again.files, again.known_count) == ((), 6)
    assert case_bytes(held, 1) == before


def test_one_site_can_be_asked_first(factory: Settings, who: Who) -> None:
    number = opened(factory, who["ann"])
    assert [one.site_code for one in request_holds(factory, who["ann"], number, "S2").files] == [
        "S2"
    ]
    with pytest.raises(NotFoundError, match="No line of C-1 is at site S9") as told:
        request_holds(factory, who["ann"], number, "S9")
    assert told.value.hint == "Its sites are S1, S2."

    rest = request_holds(factory, who["ann"], number)
    assert [(str(one.kind), one.site_code) for one in rest.files] == [
        ("hold", "S1"),
        ("stop", "S1"),
        ("stop", None),
    ]


def test_a_new_version_asks_for_what_is_new_and_names_what_fell_out(
    held: Settings, who: Who
) -> None:
    published(held, jam_factory(jar_site="S3", with_more=True), LATER)
    freeze_scope(held, who["ann"], 1, why="Newer extracts", is_newest=True)
    found = request_holds(held, who["ann"], 1)

    new = {
        row["line_id"]
        for name, rows in read_requests(found.folder).items()
        if name in {one.file_name for one in found.files}
        for row in rows
    }
    assert new == {"hold:L-JAR1@S3/B-01/", "hold:L-JAR3@S1/B-03/"}
    assert found.fallen_out == ("hold:L-JAR1@S1/B-01/",)
    gone = [line for one in case_document(held, 1)["holds"] for line in one["fallen_out"]]
    assert gone == ["hold:L-JAR1@S1/B-01/"]

    chosen = Chosen(is_fallen_out=True)
    ground = ReleaseGround.OUT_OF_SCOPE
    propose_release(held, who["ann"], 1, chosen, ground=ground, reason="It lies at S3 now.")
    (file,) = decide_release(held, who["bob"], 1, 1, is_approved=True)
    (row,) = read_requests(found.folder)[file.file_name]
    assert (row["line_id"], row["request_kind"]) == ("hold:L-JAR1@S1/B-01/", "release")
    assert row["reason"] == "out of scope: It lies at S3 now."


def test_a_line_that_two_persons_left_out_is_not_asked_for(bakery: Settings) -> None:
    who = people(bakery)
    number = case_house.opened(bakery, who["ann"])
    leave_out(bakery, who["ann"], number, ["hold:L-BUN2@S1//"], "Made of B.")
    assert request_holds(bakery, who["ann"], number).lot_count == 2

    later = case_house.opened(bakery, who["ann"])
    leave_out(bakery, who["ann"], later, ["hold:L-BUN2@S1//"], "Made of B.")
    decide_exclusions(bakery, who["bob"], later, is_approved=True)
    (rows,) = read_requests(request_holds(bakery, who["ann"], later).folder).values()
    assert [row["lot_code"] for row in rows] == ["BUN1"]


def test_no_request_is_kept_when_a_file_cannot_be_written(
    factory: Settings, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = opened(factory, who["ann"])
    folder_of(factory).parent.mkdir(parents=True)
    folder_of(factory).write_text("in the way", "utf-8")
    with pytest.raises(RefusedError, match="cannot be written"):
        request_holds(factory, who["ann"], number)
    assert case_document(factory, number)["holds"] == []

    folder_of(factory).unlink()
    write = keep_requests.os.fsync

    def full_disk(handle: int) -> None:
        if len(list(folder_of(factory).iterdir())) > 2:
            raise OSError(28, "No space left on device")
        write(handle)

    monkeypatch.setattr(keep_requests.os, "fsync", full_disk)
    with pytest.raises(RefusedError, match="No space left"):
        request_holds(factory, who["ann"], number)

    assert list(folder_of(factory).iterdir()) == []
    assert case_document(factory, number)["holds"] == []


def test_no_file_is_left_when_the_database_refuses(
    factory: Settings, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = opened(factory, who["ann"])

    def fail(*_: Any) -> None:
        raise RefusedError("The database is gone.")

    monkeypatch.setattr("traceability.services.cases.request_holds._note", fail)
    with pytest.raises(RefusedError, match="gone"):
        request_holds(factory, who["ann"], number)

    assert not folder_of(factory).exists()
    assert case_document(factory, number)["holds"] == []


def test_files_that_a_killed_run_had_not_put_yet_are_put_by_the_next(
    factory: Settings, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = opened(factory, who["ann"])
    with monkeypatch.context() as dying:
        dying.setattr(request_module, "place_files", lambda *_: sys.exit(137))
        with pytest.raises(SystemExit):
            request_holds(factory, who["ann"], number)
    (folder_of(factory) / ".C-1-099-hold-site-S9.csv.draft").write_text("of no request", "utf-8")
    assert all(path.name.endswith(".draft") for path in folder_of(factory).iterdir())

    again = request_holds(factory, who["ann"], number)

    kept = {row["file_name"]: row["sha256"] for row in case_document(factory, number)["holds"]}
    files = {
        path.name: sha256(path.read_bytes()).hexdigest() for path in folder_of(factory).iterdir()
    }
    assert files == kept
    assert (again.files, sorted(again.settled)) == ((), sorted(kept))


def test_files_that_got_lost_are_written_again_with_the_same_bytes(
    factory: Settings, who: Who
) -> None:
    folder = asked(factory, who).folder
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "C-1-001-hold-site-S1.csv").unlink()
    (folder / "C-1-003-stop-site-S1.csv").write_text("changed", "utf-8")

    assert len(publish_requests(factory, 1)) == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert publish_requests(factory, 1) == []


def test_a_code_like_a_formula_does_no_harm_and_can_be_read_back(
    factory: Settings, who: Who
) -> None:
    made = jam_factory(jar_site="../../=S<b>")
    for row in made.plant.rows["trace_lots"]:
        if row["lot_id"] == "L-JAR1":
            row["lot_code"] = "=1+1"
    published(factory, made, LATER)
    folder = asked(factory, who).folder

    files = read_requests(folder)
    assert all(path.parent == folder for path in folder.rglob("*"))
    (name,) = [name for name in files if "b_" in name]
    assert name == "C-1-001-hold-site-_______S_b_.csv"
    assert [row["lot_code"] for row in files[name]] == ["'=1+1"]
    assert [row["site_code"] for row in files[name]] == ["../../=S<b>"]
    texts = [cell for rows in files.values() for row in rows for cell in row.values()]
    assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]
    assert json.loads(case_bytes(factory, 1))["holds"]


def test_the_page_names_the_columns_of_the_contract() -> None:
    page = Path(__file__).parents[3].joinpath("docs", "holds.md").read_text("utf-8")
    table = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in REQUEST_COLUMNS)

    assert f"| Column | Meaning |\n|---|---|\n{table}\n" in page
