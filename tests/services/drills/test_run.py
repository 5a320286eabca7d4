"""A drill from the draw to the signed report, and its replay after later builds and decisions."""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from simulator.write_truth import TRUTH, with_truth
from tests.proof.small_proof import REQUEST
from tests.services.drills.conftest import House, copy_house
from tests.store.state.attacks import without_guards
from traceability.cli.tabulate_drills import replay_lines
from traceability.domain.actors import Program
from traceability.domain.drills import Draw
from traceability.errors import IntegrityError, NotFoundError, RefusedError
from traceability.services.cases.show_case import case_document, kept_document
from traceability.services.cases.sign_case import sign_lists
from traceability.services.drills import replay_drill as replays
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.keep_actions import plan_action
from traceability.services.drills.list_drills import list_drills
from traceability.services.drills.plan_drills import plan_drills
from traceability.services.drills.replay_drill import differences, replay_drill
from traceability.services.drills.start_drill import run_unattended, start_drill
from traceability.services.fingerprint_code import code_version
from traceability.services.reports import archive_reports
from traceability.services.reports.render_reports import ReportOptions, report_files
from traceability.settings import Settings
from traceability.store.state import case_documents, case_reports, open_state

FAULTY = {"F15N1": "F15N1-KET", "P04N1": "P04N1-PAC", "E14N1": "E14N1-DEV"}
"""A faulty plant of each industry, and what it sells."""


def run_drill(house: House, draw: Draw, retest_of: int | None = None) -> int:
    """The whole path without anybody at a screen."""
    case_no = start_drill(house.settings, house.lead, draw, retest_of=retest_of)
    run_unattended(house.settings, house.lead, case_no)
    sign_lists(house.settings, house.lead, case_no)
    house.end(case_no)
    return case_no


@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_a_drill_on_the_example_runs_to_its_end_and_comes_out_again(
    house: House, direction: str
) -> None:
    draw = draw_lot(house.settings, house.lead, seed="3", direction=direction)
    case_no = run_drill(house, draw)
    document = case_document(house.settings, case_no)
    drill, score = document["drill"], document["drill"]["score"]

    assert document["case"]["state"] == "signed"
    assert [one["event"] for one in document["clock"]] == ["T0", "T1", "T2", "T3", "T4", "T5"]
    assert (drill["direction"], drill["seed"], drill["drawn_by"]) == (direction, "3", "ann")
    assert drill["drawn_from"] == draw.says
    assert score["is_passed"] is all(one["is_met"] for one in score["marks"])
    assert score["seconds_to_scope"] == Decimal(str(document["clock"][1]["seconds_since_start"]))
    assert score["machine_seconds_to_scope"] > 0
    answer = document if direction == "forward" else document["origins"]
    assert score["confirmed"]["of"] == len(answer["lots"])
    assert drill["difficulty"]["depth"] == max(one["hop_count"] for one in answer["lots"])
    assert (drill["truth"], document["case"]["is_simulated"]) == (None, False)
    asked = [one for one in document["actions"]["hold"] if one["hold"]]
    assert len(asked) == len(document["actions"]["hold"]) > 0
    report = dict(report_files(document, ReportOptions(parts=("report",))))["report.pdf"]
    assert draw.lot_code in "".join(
        page.extract_text() for page in PdfReader(BytesIO(report)).pages
    )

    replayed = replay_drill(house.settings, case_no)
    assert replayed.is_same
    assert [one.what for one in replayed.documents][:2] == ["scope v1", f"document of C-{case_no}"]


def test_a_replay_gives_the_same_bytes_after_builds_settings_and_actions(house: House) -> None:
    case_no = run_drill(house, draw_lot(house.settings, house.lead, seed="3"))
    digest, data = kept_document(house.settings, case_no)

    house.build_again()
    house.write_plan("contacts_verified_percent: 100\nretest_days: 1\n")
    plan_action(
        house.settings, house.lead, case_no, what="Call them.", owner="bob", due_on="2999-01-31"
    )
    changed = replace(house.settings, mark_finished_low_percent=Decimal(1), timezone="Asia/Tokyo")

    replayed = replay_drill(changed, case_no)
    assert replayed.is_same, [one.differences[:3] for one in replayed.documents]
    assert replayed.documents[1].archived_sha256 == digest
    assert kept_document(changed, case_no) == (digest, data)


def test_other_code_is_told_by_path(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    case_no = run_drill(house, draw_lot(house.settings, house.lead, seed="3"))
    true = replays.scope_document

    def another(*words: object, **options: object) -> dict[str, object]:
        told = true(*words, **options)  # type: ignore[arg-type]
        told["lots"][0]["hop_count"] += 1
        told["gaps"] = told["gaps"][:-1]
        return told

    monkeypatch.setattr(replays, "scope_document", another)
    replayed = replay_drill(house.settings, case_no)

    scope = replayed.documents[0]
    assert not replayed.is_same
    first, *_ = scope.differences
    assert first.path == "lots[0].hop_count"
    assert int(first.recomputed) == int(first.archived) + 1
    assert scope.differences[-1].path.startswith("gaps[")
    assert scope.differences[-1].recomputed == "(not there)"
    assert any("same code" in one and "must not happen" in one for one in replay_lines(replayed))

    again = replace(replayed, code_version="0.1.0+0123456789ab.00000000")
    whys = [one for one in replay_lines(again) if "Made by Lotline" in one]
    assert len(whys) == sum(not one.is_same for one in again.documents) > 0
    assert all(one.endswith("the code and the packages below it changed since.") for one in whys)
    told = again.as_document()["documents"][0]
    assert (told["made_by"], len(told["code_changes"])) == ([code_version()], 1)


def test_two_documents_differ_where_they_do() -> None:
    before = {"a": {"b": [1, 2]}, "c": None, "d": "x"}
    now = {"a": {"b": [1, 3, 4]}, "d": "x", "e": True}

    found = [(one.path, one.archived, one.recomputed) for one in differences(before, now)]

    assert found == [
        ("a.b[1]", "2", "3"),
        ("a.b[2]", "(not there)", "4"),
        ("c", "null", "(not there)"),
        ("e", "(not there)", "true"),
    ]


@pytest.mark.usefixtures("archived")
def test_archived_reports_are_made_anew_and_compared(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = draw_lot(house.settings, house.lead, seed="3", direction="backward")
    case_no = run_drill(house, draw)
    replayed = replay_drill(house.settings, case_no)
    reports = {one.what for one in replayed.documents if one.what.startswith("report ")}
    assert replayed.is_same
    assert {"report case.json", "report report.pdf", "report lists.xlsx"} <= reports

    true = archive_reports.archived_files

    def another(document: dict[str, object]) -> Iterator[tuple[str, bytes]]:
        return ((name, data + b" " * (name == "lists.xlsx")) for name, data in true(document))

    monkeypatch.setattr(archive_reports, "archived_files", another)
    others = [one for one in replay_drill(house.settings, case_no).documents if not one.is_same]
    assert [one.what for one in others] == ["report lists.xlsx"]
    assert [one.path for one in others[0].differences] == ["bytes"]


def test_what_is_kept_of_a_report_is_read_even_where_no_typesetter_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_no = run_drill(house, draw_lot(house.settings, house.lead, seed="3"))
    state = open_state(house.settings)
    with state.write(Program("reports")) as write:
        case_reports.keep_report(write, case_no, "report.pdf", "application/pdf", b"%PDF", "1")
    monkeypatch.setattr(archive_reports, "can_typeset", lambda: False)

    replayed = replay_drill(house.settings, case_no)
    assert replayed.is_same
    assert [one.what for one in replayed.documents if one.is_kept_only] == ["report report.pdf"]

    forge = "update case_documents set content = x'00' where media_type = 'application/pdf'"
    without_guards(state, case_documents.GUARDS, forge)
    with pytest.raises(IntegrityError, match="is not what was kept"):
        replay_drill(house.settings, case_no)


def test_a_drill_that_runs_cannot_be_replayed(house: House) -> None:
    case_no = start_drill(house.settings, house.lead, draw_lot(house.settings, house.lead))

    with pytest.raises(RefusedError, match="no document of it is final"):
        replay_drill(house.settings, case_no)


def test_a_failed_drill_plans_its_retest_and_the_retest_names_it(house: House) -> None:
    house.write_plan("contacts_verified_percent: 100\nretest_days: 14\n")
    draw = draw_lot(house.settings, house.lead, seed="3")
    failed = run_drill(house, draw)
    score = case_document(house.settings, failed)["drill"]["score"]
    (mark,) = [one for one in score["marks"] if one["name"] == "contacts_verified_percent"]
    assert (score["is_passed"], mark["is_met"], mark["is_example"]) == (False, False, False)
    (due,) = plan_drills(house.settings).due
    signed = list_drills(house.settings).trend[0]["signed_at"][:10]
    assert (due.retest_of, due.family, due.last_case_no) == (failed, draw.family, failed)
    assert due.due_on > signed

    house.write_plan("retest_days: 14\n")
    again = draw_lot(house.settings, house.lead, family=draw.family)
    with pytest.raises(NotFoundError, match="waits for no retest"):
        start_drill(house.settings, house.lead, again, retest_of=99)
    retest = run_drill(house, again)
    document = case_document(house.settings, retest)
    assert document["drill"]["retest_of"] == failed
    assert document["case"]["title"].endswith(f"retest of C-{failed}")
    assert document["drill"]["score"]["is_passed"] is True
    assert plan_drills(house.settings).due == ()
    rows = list_drills(house.settings).drills
    assert [(row["case_no"], row["is_passed"], row["retest_of"]) for row in rows] == [
        (failed, False, None),
        (retest, True, failed),
    ]


@pytest.fixture(scope="module")
def simulated(strangers: Settings, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The simulated plants, their truth beside them."""
    house = copy_house(strangers, tmp_path_factory.mktemp("simulated") / "home")
    shutil.copy(strangers.bounds_file, house.settings.home)
    orders = [one for group in REQUEST.groups() for one in group if one.code in FAULTY]
    plants = (order.run() for order in orders)
    deque(with_truth(plants, house.settings.home / TRUTH), maxlen=0)
    return house


@pytest.mark.parametrize("plant", FAULTY)
def test_a_blind_drill_on_each_industry_states_its_score_against_the_truth(
    simulated: House, plant: str
) -> None:
    draw = draw_lot(
        simulated.settings, simulated.approver, seed="5", family=FAULTY[plant], is_blind=True
    )
    case_no = run_drill(simulated, draw)
    document = json.loads(kept_document(simulated.settings, case_no)[1])
    drill = document["drill"]

    assert document["case"]["is_simulated"] is True
    assert (drill["is_blind"], drill["drawn_by"]) == (True, "bob")
    possible, probable = (drill["truth"]["scopes"][name] for name in ("possible", "probable"))
    assert (possible["sensitivity"], possible["lost"]) == (100, [])
    assert possible["true"] > 0
    assert probable["sensitivity"] <= 100 >= possible["precision"] > 0
    assert "possible_sensitivity" in {one["name"] for one in drill["score"]["marks"]}
    assert replay_drill(simulated.settings, case_no).is_same


def test_a_replay_needs_no_truth(simulated: House, tmp_path: Path) -> None:
    draw = draw_lot(simulated.settings, simulated.lead, seed="6", family="F15N1-KET")
    case_no = run_drill(simulated, draw)
    truth = simulated.settings.home / TRUTH
    truth.rename(tmp_path / TRUTH)

    replayed = replay_drill(simulated.settings, case_no)
    (tmp_path / TRUTH).rename(truth)

    assert replayed.is_same
