"""`lotline drill`, as a program runs it: from a blind draw to a replay."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_house_verbs import SENTENCE, run
from traceability.domain.actors import Program
from traceability.domain.roles import Role
from traceability.settings import Settings
from traceability.store.state import open_state
from traceability.store.state.accounts import insert_user
from traceability.store.state.passwords import hash_password


@pytest.fixture
def home(tryton: Settings, tmp_path: Path) -> Path:
    """The example food factory with a lead and an approver, who share a password."""
    home = tmp_path / "home"
    shutil.copytree(tryton.snapshots, home / "snapshots", copy_function=os.link)
    shutil.copy(tryton.pointer, home)
    secret = hash_password(SENTENCE)
    with open_state(Settings(home=home)).write(Program("test")) as write:
        insert_user(write, "ann", "Ann", Role.QUALITY, secret, is_own=True)
        insert_user(write, "bob", "Bob", Role.APPROVER, secret, is_own=True)
    return home


def told(home: Path, *words: str, code: int = 0, person: str = "") -> Any:
    signed = ("--as", person) if person else ()
    result = run(home, *words, *signed, "--json", password=SENTENCE)
    assert result.returncode == code, result.stderr or result.stdout
    return json.loads(result.stdout)


def test_a_blind_drill_is_drawn_run_scored_signed_listed_and_replayed(home: Path) -> None:
    words = ("drill", "draw", "--blind", "--seed", "5", "--direction", "backward")
    drawn = told(home, *words, person="bob")["draw"]
    assert (drawn["lot_code"], drawn["seed"], drawn["draw_no"]) == (None, None, 1)
    text = run(home, "drill", "list").stdout
    assert text.startswith("0 drills, 1 draws that wait.")
    assert "(hidden)" in text

    started = told(home, "drill", "run", "--draw", "1", "--unattended", person="ann")
    assert started["case"]["kind"] == "drill"
    assert started["drill"]["seed"] == "5"
    score = run(home, "drill", "score", "C-1").stdout
    assert score.startswith("C-1, drill backward of family")
    assert "[met] Time to scope:" in score
    refused = run(home, "drill", "replay", "C-1")
    assert (refused.returncode, "no document of it is final" in refused.stderr) == (5, True)

    close = ("case", "close", "C-1", "--outcome", "no_defect", "--reason", "A drill.")
    assert run(home, *close, "--as", "ann", password=SENTENCE).returncode == 0
    approve = run(home, "case", "sign", "C-1", "--as", "bob", password=SENTENCE)
    assert approve.returncode == 0, approve.stderr

    replayed = told(home, "drill", "replay", "C-1")
    assert replayed["is_same"] is True
    listed = told(home, "drill", "list")
    assert [one["case_no"] for one in listed["trend"]] == [1]
    assert (listed["drills"][0]["state"], listed["draws"]) == ("signed", [])
    coverage = told(home, "drill", "coverage")
    assert sum(row["drills"] for row in coverage["rows"]) == 1


def test_what_is_due_is_scheduled_drawn_and_acted_on(home: Path) -> None:
    plan = "begins: 2020-01-01\nfamilies: [{family: F-BOX, every_days: 365}]\n"
    (home / "drills.yml").write_text(plan, encoding="utf-8")

    found = told(home, "drill", "schedule", "--draw", person="ann")
    assert [(one["family"], one["is_overdue"]) for one in found["due"]] == [("F-BOX", True)] * 2
    assert [one["lot_code"] for one in found["drawn"]] == [None, None]
    assert "2 drills are planned, 2 of them are overdue." in run(home, "drill", "schedule").stdout

    case = told(home, "drill", "run", "--draw", "1", person="ann")["case"]["case_no"]
    words = ("drill", "capa", "plan", f"C-{case}", "--what", "Call them.", "--owner", "ann")
    late = run(home, *words, "--due", "2021-01-01", "--as", "bob", password=SENTENCE)
    assert (late.returncode, "2021-01-01 is over" in late.stderr) == (2, True)
    assert told(home, *words, "--due", "2999-01-01", person="bob")["action"]["action_no"] == 1
    told(home, "drill", "capa", "done", "1", "--note", "Called.", person="ann")
    listed = run(home, "drill", "capa", "list")
    assert listed.stdout.startswith("1 actions, 0 of them overdue.")
    check = ("drill", "capa", "check", "1", "--effective", "--note", "They answer.")
    assert run(home, *check, "--as", "ann", password=SENTENCE).returncode == 5
    assert told(home, *check, person="bob")["action"]["state"] == "effective"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("run", "--lot", "X", "--seed", "1"), 2, "three ways to find the lot"),
        (("run", "--lot", "X", "--blind"), 2, "A lot that is named is not blind"),
        (("run", "--draw", "9"), 3, "There is no draw 9"),
        (("run", "--lot", "NO-SUCH-LOT"), 3, "NO-SUCH-LOT"),
        (("run", "--direction", "up"), 2, "forward or backward, not up"),
        (("capa", "burn", "1"), 2, "listed, planned, done or checked"),
        (("capa", "check", "1"), 2, "A check says whether it helped"),
        (("capa", "done", "one"), 2, "one is no number of an action"),
    ],
)
def test_what_is_not_understood_is_refused_with_a_sentence(
    home: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = run(home, "drill", *words, "--as", "ann", password=SENTENCE)

    assert result.returncode == code
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
