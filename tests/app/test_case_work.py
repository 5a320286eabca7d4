"""Work on a case after its first hour: files, checks, actions, class, replay."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from tests.app.case_page import Who, entered, fill, pick
from tests.app.conftest import Visit
from tests.app.page import Page
from tests.store.state.case_house import LATER, opened, publish, signed
from traceability.domain.cases import CaseKind
from traceability.services.cases import attach_file
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.show_case import case_document
from traceability.services.drills import replay_drill as replays
from traceability.services.drills.list_actions import list_actions
from traceability.services.reports import archive_reports
from traceability.settings import Settings

REPORT = b"%PDF of the laboratory"


def attach(page: Page, name: str = "lab.pdf", data: bytes = REPORT) -> Page:
    (field,) = page.test.file_uploader
    field.upload(name, data, "application/pdf")
    return fill(page, attach_note="Glass, 2 mm.").press("attach-go")


def test_a_file_is_attached_with_its_hash_and_taken_back(case: Page, settings: Settings) -> None:
    attach(case)

    (kept,) = case_document(settings, 1)["files"]
    assert (kept["name"], kept["note"]) == ("lab.pdf", "Glass, 2 mm.")
    assert kept["sha256"] == sha256(REPORT).hexdigest()
    (row,) = case.table("Attached files")
    assert (row["File"], row["SHA-256"], row["Bytes"]) == ("lab.pdf", kept["sha256"], len(REPORT))
    assert attach_file.attached_file(settings, 1, kept["sha256"]) == REPORT
    assert "file-take" in {button.key for button in case.test.download_button}
    assert case.test.file_uploader[0].value is None


def test_no_file_and_one_too_large_are_refused(
    case: Page, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.press("attach-go")
    assert "Nothing was done. No file was chosen." in case.text

    monkeypatch.setattr(attach_file, "MOST_BYTES", 3)
    attach(case)
    assert "The file lab.pdf has 22 bytes; at most 3 are kept with a case." in case.text
    assert case_document(settings, 1)["files"] == []


def test_checks_are_drawn_by_level_and_what_they_found_is_kept(
    case: Page, settings: Settings
) -> None:
    assert case.headings["checks"] == "no plan"
    pick(case, "checks-level", "A")
    fill(case, checks_seed="7").press("checks-go")
    assert "2 consignees drawn of 2. Nobody was checked yet." in case.text
    case.test.checkbox(key="check-notice").check()
    case.test.checkbox(key="check-acted").check()
    fill(case, check_note="Saw it myself.").press("check-go")

    found = case_document(settings, 1)["consignees"]["checks"]
    assert (found["level"], found["seed"], found["done"], found["effective"]) == ("A", "7", 1, 1)
    assert found["population_now"] == found["population"] == len(found["sample"]) == 2
    assert case.headings["checks"] == "1 of 2 done"
    assert [row["Found"] for row in case.table("Effectiveness checks")] == [
        {None: "to do", True: "✔ effective"}[one["is_effective"]] for one in found["sample"]
    ]
    assert "2 consignees drawn of 2. 1 of 1 check effective." in case.text


def test_more_consignees_than_were_drawn_from_are_told(
    case: Page, settings: Settings, who: Who
) -> None:
    pick(case, "checks-level", "A").press("checks-go")
    publish(settings, LATER, with_more=True)
    freeze_scope(settings, who["ann"], 1, why="Newer data.", is_newest=True)
    case.test.run()

    found = case_document(settings, 1)["consignees"]["checks"]
    assert (found["population"], found["population_now"]) == (2, 3)
    assert "3 consignees to call now, not 2: 3 checks asked for." in case.text


@pytest.mark.parametrize(
    ("level", "percent", "sentence"),
    [
        ("B", "", "Level B is a share above 10 and below 100 percent."),
        ("B", "a lot", "The share a lot is no amount."),
        ("C", "50", "Level C is 10 %."),
    ],
)
def test_a_share_that_a_level_does_not_have_is_refused(
    case: Page, settings: Settings, level: str, percent: str, sentence: str
) -> None:
    pick(case, "checks-level", level)
    fill(case, checks_percent=percent).press("checks-go")

    assert f"Nothing was done. {sentence}" in case.text
    assert case_document(settings, 1)["consignees"]["checks"]["level"] is None


def plan(page: Page, owner: str | None = "ann", due: Any = "2027-01-31") -> Page:
    pick(page, "plan-owner", owner)
    page.test.date_input(key="plan-due").set_value(due)
    return fill(page, plan_what="Check all numbers.").press("plan-go")


def test_an_action_is_planned_done_and_checked_by_another(case: Page, settings: Settings) -> None:
    plan(case)
    fill(case, done_note="All checked.").press("done-go")
    fill(case, helped_note="They are right.").press("helped-go")
    assert "Nothing was done. ann has action 1 or did it; somebody else checks it." in case.text

    case.press("sign-out")
    fill(entered(case, "bob"), helped_note="They are right.").press("helped-go")
    (row,) = list_actions(settings).actions
    assert (row["state"], row["owner"], row["checked_by"]) == ("effective", "ann", "bob")
    (shown,) = case.table("Corrective and preventive actions")
    assert (shown["Due"], shown["State"]) == ("2027-01-31", "✔ done, and it helped")
    assert case.press("all-cases").headings["overdue"] == "1"
    assert case.table("Corrective and preventive actions") == [shown]
    assert "does not tell product families" in case.text  # and the rest of the page stands


def test_what_did_not_help_is_open_again(case: Page, settings: Settings) -> None:
    fill(plan(case), done_note="All checked.").press("done-go")
    pick(entered(case.press("sign-out"), "bob"), "helped-is", False)
    fill(case, helped_note="Two are wrong.").press("helped-go")

    (row,) = list_actions(settings).actions
    assert (row["state"], row["is_effective"]) == ("open", False)
    assert case.table("Corrective and preventive actions")[0]["State"] == "to do"


@pytest.mark.parametrize(
    ("owner", "due", "sentence"),
    [(None, "2027-01-31", "Who has it must be said."), ("ann", None, "The due date must be said.")],
)
def test_an_action_without_owner_or_day_is_refused(
    case: Page, settings: Settings, owner: str | None, due: str | None, sentence: str
) -> None:
    plan(case, owner, due)

    assert f"Nothing was done. {sentence}" in case.text
    assert not list_actions(settings).actions


def test_a_recall_gets_its_class_by_scheme_and_value(case: Page, settings: Settings) -> None:
    pick(pick(case, "kind-new", CaseKind.RECALL), "kind-scheme", "fda")
    fill(case, kind_class="IV", kind_text="Glass.").press("kind-go")
    assert "Nothing was done." in case.text
    assert case_document(settings, 1)["case"]["kind"] == "investigation"

    pick(pick(case, "kind-new", CaseKind.RECALL), "kind-scheme", "fda")
    fill(case, kind_class="II").press("kind-go")
    head = case_document(settings, 1)["case"]
    assert (head["kind"], head["class_scheme"], head["class_value"]) == ("recall", "fda", "II")
    assert "C-1 · recall, class II (fda)" in case.text

    pick(case, "kind-new", CaseKind.RECALL)
    fill(case, kind_class="I", kind_text="Somebody was hurt.").press("kind-go")
    assert case_document(settings, 1)["case"]["class_value"] == "I"


def test_what_changed_between_scopes_is_told_line_by_line(
    case: Page, settings: Settings, who: Who
) -> None:
    assert "changes" not in case.headings
    publish(settings, LATER, with_more=True)
    freeze_scope(settings, who["ann"], 1, why="Newer data.", is_newest=True)
    case.test.run()

    change = case_document(settings, 1)["scope"]["versions"][1]["change"]
    rows = case.table("What changed between scopes")
    assert len(rows) == sum(len(one["added"]) + len(one["removed"]) for one in change.values()) > 0
    assert ("v2", "customers", "came") in {
        (row["Scope"], row["List"], row["Came or left"]) for row in rows
    }
    assert {"CUST9", "ITEM:BUN1 on delivery D-LATE"} <= {row["What"] for row in rows}


@pytest.mark.parametrize(
    ("name", "told"), [("stop_orders", "orders to stop"), ("stop_deliveries", "deliveries to stop")]
)
def test_orders_and_deliveries_to_stop_are_among_what_changed(
    settings: Settings, who: Who, name: str, told: str
) -> None:
    from app.components.case_scopes import changes

    document = case_document(settings, opened(settings, who["ann"]))
    change = {name: {"added": ["order:WO9"], "removed": []}}
    document["scope"]["versions"].append({"version": 2, "change": change})

    (row,) = changes(document)
    assert (row["list"], row["way"], row["what"]) == (told, "came", "order:WO9")


def test_an_ended_case_is_computed_anew_and_compared(
    visit: Visit, settings: Settings, who: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reports, "archive_reports", lambda *_, **__: False)
    signed(settings, who, opened(settings, who["ann"]))
    page = visit(settings, page="cases", case="1").press("replay-go")
    assert "The same bytes: all 3 documents." in page.text
    assert {row["Result"] for row in page.table("Replay")} == {"✔ the same bytes"}

    true = replays.scope_document

    def another(*words: Any, **options: Any) -> dict[str, Any]:
        return true(*words, **options) | {"gaps": []}

    monkeypatch.setattr(replays, "scope_document", another)
    page.press("replay-go")
    assert "3 documents of 3 came out otherwise." in page.text
    assert page.table("Where it differs")[0]["Place"].startswith("gaps[0]")

    monkeypatch.setattr(replays, "kept_document", _damaged)
    page.press("replay-go")
    assert "It is not what was kept." in page.text
    assert page.table("Replay") == []


def _damaged(*_: Any) -> None:
    from traceability.errors import IntegrityError

    raise IntegrityError("It is not what was kept.")


def test_a_running_case_offers_no_replay(case: Page) -> None:
    assert "replay" not in case.headings
