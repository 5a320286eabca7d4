"""`lotline case`: a case on the command line, from the lot to both signatures."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Told as Run
from tests.store.state.case_house import publish
from traceability.domain.actors import Program
from traceability.domain.roles import Role
from traceability.services.cases.show_case import case_bytes
from traceability.settings import Settings
from traceability.store.state import open_state
from traceability.store.state.accounts import insert_user

ROLES = {
    "ann": Role.QUALITY,
    "dan": Role.DATA,
    "bob": Role.APPROVER,
    "cleo": Role.APPROVER,
    "root": Role.ADMIN,
}


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "home")
    publish(settings)
    with open_state(settings).write(Program("test")) as write:
        for name, role in ROLES.items():
            insert_user(write, name, name.title(), role, "no password", is_own=True)
    return settings


@pytest.fixture
def lotline(in_process: Run) -> Run:
    return in_process


def test_a_drill_on_the_command_line(home: Settings, lotline: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("No stone.", "utf-8")
    code, out, err = lotline(
        "case", "open", "A", "--kind", "drill", "--reason", "Yearly drill", by="ann"
    )
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "C-1, drill: A (open)."
    assert lines[1].startswith("Hold 1 lot now. Call 1 customer now. 1 missing record decides on")
    assert lines[-2] == "1 lot excluded by time alone: hold them too, or two decide."
    assert lines[-1] == (
        "Next: read the lists (lotline case show C-1), then lotline case clock C-1 T1 --as USER"
    )

    for words, person in (
        (["clock", "C-1", "T1", "--note", "All there."], "ann"),
        (["note", "1", "--what", "We call by telephone.", "--basis", "It is quicker."], "ann"),
        (["pause", "1", "--reason", "Fire alarm"], "ann"),
        (["resume", "1"], "dan"),
        (["leave-out", "1", "BUN2", "--reason", "Made of B alone."], "ann"),
        (["approve", "1"], "bob"),
        (["hold-too", "1", "--by-time"], "dan"),
        (["attach", "1", str(paper), "--note", "Laboratory"], "dan"),
        (["sign", "1", "--what", "lists"], "ann"),
        (["close", "1", "--outcome", "no_defect", "--reason", "Only a drill."], "ann"),
        (["sign", "1"], "bob"),
    ):
        code, out, err = lotline("case", *words, by=person)
        assert (code, err) == (0, ""), words

    code, out, _ = lotline("case", "show", "1", "--json")
    assert out.encode() == case_bytes(home, 1) + b"\n"
    told = json.loads(out)
    assert told["case"]["state"] == "signed"
    assert [one["event"] for one in told["clock"]] == ["T0", "T1", "T5"]
    target = tmp_path / "again.txt"
    digest = sha256(paper.read_bytes()).hexdigest()
    lotline("case", "show", "1", "--file", digest, "-o", str(target))
    assert target.read_bytes() == paper.read_bytes()


def test_what_a_person_reads_of_a_case(lotline: Run) -> None:
    lotline("case", "open", "A", "--reason", "Stones", by="ann")
    lotline("case", "leave-out", "1", "hold:L-BUN2@S1//", "--reason", "Made of B.", by="ann")
    _, out, _ = lotline("case", "show", "C-1")
    _, listed, _ = lotline("case", "list")

    assert "1 proposal to leave lines out: a second person decides.\n" in out
    for title in (
        "Stock to hold (2)",
        "Customers to call (2)",
        "Left out or proposed for it (1)",
        "Excluded by time (1)",
        "Versions of the scope (1)",
        "Decision log (3)",
    ):
        assert f"\n{title}\n" in out
    assert listed.splitlines()[0] == "1 case, 1 of them open."
    assert "C-1   investigation" in listed


def test_every_act_is_followed_by_the_next_step(lotline: Run) -> None:
    def step(*words: str, by: str = "ann") -> str:
        code, out, err = lotline("case", *words, by=by)
        assert (code, err) == (0, ""), words
        (last,) = [line for line in out.splitlines() if line.startswith("Next: ")]
        return last.removeprefix("Next: ")

    def note() -> str:
        return step("note", "1", "--what", "We look again.")

    assert step("open", "A", "--reason", "Stones").startswith("read the lists (lotline case show")
    _, listed, _ = lotline("case", "list")
    assert "running" in listed
    lotline("case", "clock", "1", "T1", by="ann")
    assert note().startswith("ask for 2 lines to hold or stop: lotline case hold C-1 --as")
    lotline("case", "hold", "1", by="ann")
    assert note().startswith("hold what time excludes (lotline case hold-too C-1 --by-time)")
    lotline("case", "leave-out", "1", "--by-time", "--reason", "Too late.", by="ann")
    assert note() == "a second person decides: lotline case approve C-1 --as APPROVER"
    lotline("case", "approve", "1", by="cleo")
    _, shown, _ = lotline("case", "show", "1")
    assert "excluded by time alone" not in shown  # two persons left it out
    assert note().endswith("lotline case clock C-1 T2 --as USER")
    for event in ("T2", "T3", "T4"):
        assert note().endswith(f"lotline case clock C-1 {event} --as USER")
        lotline("case", "clock", "1", event, by="ann")
    assert note().startswith("the lead closes it: lotline case close C-1 --outcome")
    told = step("close", "1", "--outcome", "disposed", "--reason", "Done.", by="bob")
    assert told == "an approver who never closed it signs: lotline case sign C-1 --as APPROVER"
    assert note().startswith("the lead closes it")  # something was done since
    step("close", "1", "--outcome", "disposed", "--reason", "Done.")
    code, _, err = lotline("case", "sign", "1", by="bob")
    assert (code, err.splitlines()) == (
        5,
        [
            "bob signed C-1 as its lead: a second person approves its closing.",
            "Another approver signs: lotline case sign C-1 --as APPROVER",
        ],
    )
    assert (
        step("sign", "1", by="cleo") == "print what was signed: lotline report case C-1 -o FOLDER"
    )


def test_refusals_say_what_can_be_done_instead(lotline: Run) -> None:
    lotline("case", "open", "A", "--kind", "drill", "--reason", "Yearly", by="ann")
    lotline("case", "open", "A", "--reason", "Stones", by="ann")
    lotline("case", "hold-too", "1", "--by-time", by="ann")
    words = ("case", "kind", "2", "recall", "--reason", "Stones", "--scheme")
    assert lotline(*words, "fda", "--class", "I", by="ann")[0] == 0

    for refused, told in (
        (
            ("close", "1", "--outcome", "recalled", "--reason", "Played."),
            "C-1 is a drill: nothing was recalled by it.\nClose it with --outcome no_defect",
        ),
        (
            ("hold-too", "1", "--by-time"),
            "Time alone leaves no lot out of C-1 that waits for a word.\n",
        ),
        (
            ("leave-out", "1", "--by-time", "--reason", "Late."),
            "Time alone leaves no lot out of C-1 that waits for a word.\n",
        ),
        (
            ("kind", "2", "recall", "--reason", "x", "--scheme", "fda", "--class", "I"),
            "C-2 is of kind recall of class I (fda) already.\n",
        ),
        (
            ("kind", "2", "recall", "--reason", "x", "--scheme", "FDA", "--class", "1"),
            "The scheme FDA is written fda.\nSay --scheme fda.\n",
        ),
    ):
        code, _, err = lotline("case", *refused, by="ann")
        assert code in {2, 5}
        assert err.startswith(told), refused


def test_a_deputy_signs_on_the_command_line(lotline: Run) -> None:
    lotline("case", "open", "A", "--kind", "drill", "--reason", "Yearly", by="ann")
    lotline("case", "hold-too", "1", "--by-time", by="ann")
    lotline("case", "close", "1", "--outcome", "no_defect", "--reason", "Done.", by="ann")
    code, out, err = lotline(
        "user", "deputy", "dan", "--for", "bob", "--until", "2099-12-31", by="root"
    )
    assert (code, err) == (0, "")
    assert out.startswith("dan may approve for bob until 2099-12-31 23:59 UTC.")
    assert lotline("case", "sign", "1", by="dan")[0] == 5
    assert lotline("case", "sign", "1", "--for", "bob", by="dan")[0] == 0

    _, shown, _ = lotline("case", "show", "1")
    _, deputies, _ = lotline("user", "deputies", "--json")
    assert "I reviewed this case and approve its closing, for bob." in shown
    assert json.loads(deputies)["deputies"][0]["deputy_name"] == "dan"

    ended = lotline("user", "deputy", "dan", "--for", "bob", "--until", "2026-01-01", by="root")
    assert ended == (0, "dan no longer approves for bob.\n", "")


def test_a_recall_is_declared_with_its_class_and_frozen_again(lotline: Run) -> None:
    lotline("case", "open", "A", "--reason", "Stones", by="ann")
    words = ("recall", "--reason", "Sharp stones", "--scheme", "fda", "--class", "I")
    code, out, _ = lotline("case", "kind", "1", *words, by="ann")
    assert (code, out.splitlines()[0]) == (0, "C-1, recall, class I (fda): A (open).")
    code, out, _ = lotline("case", "scope", "1", "--lot", "B", "--why", "Same silo", by="ann")
    assert code == 0
    assert out.startswith("C-1, scope v2: ")


def test_every_refusal_is_a_sentence_with_its_exit_code(lotline: Run) -> None:
    lotline("case", "open", "A", "--reason", "Stones", by="ann")

    for text, by, code, sentence in (
        ("case show 7", "", 3, "There is no case C-7."),
        ("case show seven", "", 2, "seven is no number of a case."),
        ("case abort 1 --reason x", "ann", 5, "only a drill is aborted"),
        ("case clock 1 T5", "ann", 2, "T5 (sign-off) is not set by hand."),
        ("case attach 1 nowhere.pdf", "ann", 2, "cannot be read"),
        ("user deputy dan --for bob --until soon", "root", 2, "soon is no day."),
        ("case sign 1", "", 2, "This needs a person."),
    ):
        found, out, err = lotline(*text.split(), by=by)
        assert (found, out) == (code, ""), text
        assert sentence in err
