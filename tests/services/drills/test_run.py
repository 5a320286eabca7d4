"""A drill from the draw to the signed report, and its replay after later builds and decisions."""

from __future__ import annotations

import json
import shutil
from collections import deque
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from simulator.write_truth import TRUTH, with_truth
from tests.proof.small_proof import REQUEST
from tests.services.drills.conftest import House, copy_house
from traceability.domain.drills import Draw
from traceability.errors import NotFoundError
from traceability.services.cases.show_case import case_document, kept_document
from traceability.services.cases.sign_case import sign_lists
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.keep_actions import plan_action
from traceability.services.drills.list_drills import list_drills
from traceability.services.drills.plan_drills import plan_drills
from traceability.services.drills.replay_drill import replay_drill
from traceability.services.drills.start_drill import run_unattended, start_drill
from traceability.services.reports.render_reports import ReportOptions, report_files
from traceability.settings import Settings

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
def test_a_drill_on_the_example_comes_out_again_after_builds_settings_and_actions(
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
    assert [one.what for one in replayed.documents] == ["scope v1", f"document of C-{case_no}"]

    digest, data = kept_document(house.settings, case_no)
    house.build_again()
    house.write_plan("contacts_verified_percent: 100\nretest_days: 1\n")
    told = {"what": "Call them.", "owner": "bob", "due_on": "2999-01-31"}
    plan_action(house.settings, house.lead, case_no, **told)
    changed = replace(house.settings, mark_finished_low_percent=Decimal(1), timezone="Asia/Tokyo")
    later = replay_drill(changed, case_no)
    assert later.is_same, [one.differences[:3] for one in later.documents]
    assert later.documents[-1].archived_sha256 == digest
    assert kept_document(changed, case_no) == (digest, data)


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
    simulated: House, plant: str, tmp_path: Path
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

    truth = simulated.settings.home / TRUTH
    truth.rename(tmp_path / TRUTH)
    replayed = replay_drill(simulated.settings, case_no)
    (tmp_path / TRUTH).rename(truth)
    assert replayed.is_same, "a replay reads what was compared, and needs no truth"
