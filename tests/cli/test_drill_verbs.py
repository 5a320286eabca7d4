"""`lotline drill`, from a blind draw to a replay; the drill itself is run as a program."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_house_verbs import SENTENCE, run
from traceability.cli import run_verbs
from traceability.domain.actors import Program
from traceability.domain.roles import Role
from traceability.settings import Settings
from traceability.store.state import open_state
from traceability.store.state.accounts import insert_user
from traceability.store.state.passwords import hash_password

Lotline = Callable[..., "Answer"]


@dataclass(frozen=True)
class Answer:
    """What a command line said and ended with."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def house(tryton: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example food factory with a lead and an approver, who share a password."""
    home = tmp_path_factory.mktemp("house") / "home"
    shutil.copytree(tryton.snapshots, home / "snapshots", copy_function=os.link)
    shutil.copy(tryton.pointer, home)
    secret = hash_password(SENTENCE)
    with open_state(Settings(home=home)).write(Program("test")) as write:
        insert_user(write, "ann", "Ann", Role.QUALITY, secret, is_own=True)
        insert_user(write, "bob", "Bob", Role.APPROVER, secret, is_own=True)
    return home


@pytest.fixture
def home(house: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    shutil.copytree(house, tmp_path / "home", copy_function=os.link)
    for name in ("state.db", "current.json"):
        (tmp_path / "home" / name).unlink()
        shutil.copy(house / name, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def lotline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Lotline:
    """The command line within this process: a program takes a second to start."""
    secret = tmp_path / "password.txt"
    secret.write_text(f"{SENTENCE}\n", encoding="utf-8")
    monkeypatch.setenv("LOTLINE_PASSWORD_FILE", str(secret))

    def ask(home: Path, *words: str) -> Answer:
        monkeypatch.setenv("LOTLINE_HOME", str(home))
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run_verbs._run([*words])
        return Answer(code, out.getvalue(), err.getvalue())

    return ask


@pytest.fixture
def told(lotline: Lotline) -> Callable[..., Any]:
    """The document that a verb prints."""

    def ask(home: Path, *words: str, person: str = "") -> Any:
        answer = lotline(home, *words, *(("--as", person) if person else ()), "--json")
        assert answer.returncode == 0, answer.stderr or answer.stdout
        return json.loads(answer.stdout)

    return ask


def test_a_blind_drill_is_drawn_run_scored_signed_listed_and_replayed(
    home: Path, lotline: Lotline, told: Callable[..., Any]
) -> None:
    words = ("drill", "draw", "--blind", "--seed", "5", "--direction", "backward")
    drawn = told(home, *words, person="bob")["draw"]
    assert (drawn["lot_code"], drawn["seed"], drawn["draw_no"]) == (None, None, 1)
    text = lotline(home, "drill", "list").stdout
    assert text.startswith("0 drills, 1 draw to be started.")
    assert "(hidden)" in text

    words = ("drill", "run", "--draw", "1", "--unattended", "--as", "ann", "--json")
    drilled = run(home, *words, password=SENTENCE)
    assert drilled.returncode == 0, drilled.stderr
    started = json.loads(drilled.stdout)
    assert started["case"]["kind"] == "drill"
    assert started["drill"]["seed"] == "5"
    score = lotline(home, "drill", "score", "C-1").stdout
    assert score.startswith("C-1, drill backward of family")
    assert "[met] Time to scope:" in score
    refused = lotline(home, "drill", "replay", "C-1")
    assert (refused.returncode, "no document of it is final" in refused.stderr) == (5, True)

    close = ("case", "close", "C-1", "--outcome", "no_defect", "--reason", "A drill.")
    assert lotline(home, *close, "--as", "ann").returncode == 0
    approve = lotline(home, "case", "sign", "C-1", "--as", "bob")
    assert approve.returncode == 0, approve.stderr

    replayed = told(home, "drill", "replay", "C-1")
    assert replayed["is_same"] is True
    listed = told(home, "drill", "list")
    assert [one["case_no"] for one in listed["trend"]] == [1]
    assert (listed["drills"][0]["state"], listed["draws"]) == ("signed", [])
    coverage = told(home, "drill", "coverage")
    assert sum(row["drills"] for row in coverage["rows"]) == 1


def test_what_is_due_is_scheduled_drawn_and_acted_on(
    home: Path, lotline: Lotline, told: Callable[..., Any]
) -> None:
    plan = "begins: 2020-01-01\nfamilies: [{family: F-BOX, every_days: 365}]\n"
    (home / "drills.yml").write_text(plan, encoding="utf-8")

    found = told(home, "drill", "schedule", "--draw", person="ann")
    assert [(one["family"], one["is_overdue"]) for one in found["due"]] == [("F-BOX", True)] * 2
    assert [one["lot_code"] for one in found["drawn"]] == [None, None]
    assert "2 drills planned, 2 of them overdue." in lotline(home, "drill", "schedule").stdout

    case = told(home, "drill", "run", "--draw", "1", person="ann")["case"]["case_no"]
    words = ("drill", "capa", "plan", f"C-{case}", "--what", "Call them.", "--owner", "ann")
    late = lotline(home, *words, "--due", "2021-01-01", "--as", "bob")
    assert (late.returncode, "2021-01-01 is over" in late.stderr) == (2, True)
    assert told(home, *words, "--due", "2999-01-01", person="bob")["action"]["action_no"] == 1
    told(home, "drill", "capa", "done", "1", "--note", "Called.", person="ann")
    listed = lotline(home, "drill", "capa", "list")
    assert listed.stdout.startswith("1 action, 0 of them overdue.")
    check = ("drill", "capa", "check", "1", "--effective", "--note", "They answer.")
    assert lotline(home, *check, "--as", "ann").returncode == 5
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
    house: Path, lotline: Lotline, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = lotline(house, "drill", *words, "--as", "ann")

    assert result.returncode == code
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
