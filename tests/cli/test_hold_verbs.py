"""`lotline case hold|holds|release|customers|notify|answer|check|remind|telephone`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Told as Run
from tests.services.cases.hold_house import opened, published
from tests.store.state.case_house import people
from traceability.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir()
    published(settings)
    opened(settings, people(settings)["ann"])
    return settings


@pytest.fixture
def lotline(in_process: Run) -> Run:
    return in_process


def test_holds_from_the_request_to_the_release(lotline: Run, home: Settings) -> None:
    code, out, err = lotline("case", "holds", "1")
    assert (code, err) == (0, "")
    assert out.startswith("Nothing was asked for C-1 yet: lotline case hold C-1 --as USER")

    code, out, err = lotline("case", "hold", "C-1", by="ann")
    assert (code, err) == (0, "")
    first, *files = out.splitlines()
    assert first.startswith("C-1: asked to hold 2 lots and to stop 1 order and 1 delivery, in 4")
    assert len(files) == 4
    assert all(Path(line.rpartition(": ")[0]).exists() for line in files)
    _, out, _ = lotline("case", "hold", "1", "--json", by="ann")
    assert json.loads(out)["requested"]["known_lines"] == 6

    code, _, err = lotline("case", "release", "1", "--all", "--reason", "Fine.", by="ann")
    assert code == 2
    assert "--ground: no_defect" in err
    words = ("--all", "--ground", "no_defect", "--reason", "Sieved.")
    code, out, _ = lotline("case", "release", "1", *words, by="ann")
    assert (code, out.splitlines()[1]) == (0, "lotline case release C-1 --approve 1 --as APPROVER")
    _, out, _ = lotline("case", "holds", "1")
    assert "Release 1 (no defect, 6 lines, proposed by ann) waits for an approver." in out
    code, _, err = lotline("case", "release", "1", "--approve", "1", by="ann")
    assert code == 5
    code, out, _ = lotline("case", "release", "1", "--approve", "1", by="bob")
    assert (code, len(out.splitlines())) == (0, 4)
    _, out, _ = lotline("case", "holds", "1", "--json")
    assert sum(one["standing"] for one in json.loads(out)["holds"]) == 0

    for path in (home.home / "out" / "holds" / "C-1").glob("*.csv"):
        path.unlink()
    code, out, _ = lotline("case", "holds", "1", "--write")
    assert (code, out.count("Wrote ")) == (0, 7)


def test_consignees_from_the_notice_to_the_check(lotline: Run) -> None:
    code, out, err = lotline("case", "notify", "1", "CUST1", "--how", "phone", by="ann")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("C-1: 2 of 4 consignees notified, 0 answered")
    words = ("--lot", "JAR1", "--on-hand", "90", "--returned", "20.5")
    code, out, _ = lotline("case", "answer", "1", "CUST1", *words, by="ann")
    accounted = "CUST1 (SHOP1), JAR:JAR1: 110.5 of 100 kg accounted for (110.5 %)."
    assert (code, out) == (0, f"{accounted} That is more than was shipped.\n")
    code, _, err = lotline("case", "answer", "1", "CUST1", "--on-hand", "2 kg", by="ann")
    assert (code, err.splitlines()[0]) == (2, "--on-hand 2 kg is no amount.")

    code, out, _ = lotline("case", "remind", "1", by="ann")
    assert (code, out.count("reminder-")) == (0, 1)
    code, out, _ = lotline("case", "check", "1", "--level", "A", "--seed", "x", by="ann")
    assert "Checks of level A (100 %, seed x): 0 of 4 done, 0 effective." in out
    code, out, _ = lotline("case", "check", "1", "CUST2", "--how", "visit", "--acted-not", by="ann")
    assert "1 of 4 done, 0 effective." in out
    code, _, err = lotline("case", "check", "1", by="ann")
    assert code == 2

    code, out, _ = lotline(
        "case", "customers", "1", "--ledger", "--complete-by", "2026-12-31", by="ann"
    )
    assert code == 0
    assert "It is thought to be done by 2026-12-31." in out
    assert "Ledger" in out
    _, out, _ = lotline("case", "customers", "1", "--json")
    document = json.loads(out)["consignees"]
    assert document["status"]["responded_count"] == 1


def test_what_was_said_by_telephone_is_kept(lotline: Run) -> None:
    words = ("--asked", "S2", "--question", "Did D9 leave?", "--answer", "No, it stands here.")
    code, out, _ = lotline("case", "telephone", "1", *words, "--spoke-with", "Mr Wu", by="ann")
    assert (code, out) == (0, "Answer 1 is kept with C-1; the scope is as it was.\n")

    _, out, _ = lotline("case", "show", "1", "--json")
    (answer,) = json.loads(out)["telephone_answers"]
    told = (answer["asked"], answer["spoke_with"], answer["answer"], answer["entered_by"])
    assert told == ("S2", "Mr Wu", "No, it stands here.", "ann")
