"""Acts on the page of a case: each by a person who proves who they are, signatures by two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.components import case_holds
from app.components.case_acts import name_candidates
from tests.app.case_page import SENTENCE, Who, answered, counts, entered, fill, password_of, sign
from tests.app.conftest import Visit
from tests.app.page import Page
from tests.store.state.case_house import opened
from traceability.domain.actors import PROOF_LASTS
from traceability.domain.cases import Signing
from traceability.services.cases.keep_requests import request_folder
from traceability.services.cases.show_case import case_document
from traceability.services.reports.archive_reports import kept_reports
from traceability.settings import Settings

STRANGE = "<b>=1+1</b>"


def test_a_password_is_wiped_and_the_proof_ends_by_itself(case: Page, settings: Settings) -> None:
    kept = case.test.session_state
    assert SENTENCE not in repr(kept)
    assert "Signed in: Ann (quality)" in case.text

    kept["case-proof"] = replace(
        kept["case-proof"], proven_at=datetime.now(UTC) - PROOF_LASTS - timedelta(seconds=1)
    )
    case.test.run()

    assert "Sign in to act." in case.text
    assert case.test.button(key="clock-T1").disabled
    assert not case_document(settings, 1)["clock"][1:]


def test_a_wrong_password_does_nothing_and_is_wiped(case: Page, settings: Settings) -> None:
    sign(case, "sign-lists", "ann", "a guess of somebody")

    assert "Nothing was done. The user or the password is wrong" in case.text
    assert "a guess" not in repr(case.test.session_state)
    assert case_document(settings, 1)["signatures"] == []


def test_the_field_of_a_password_is_a_new_one_after_it_was_sent(case: Page) -> None:
    """Emptied alone, a browser may show the old letters, and a page then misses a password."""
    before = password_of(case, "sign-lists").key
    sign(case, "sign-lists", "ann", "a guess of somebody")

    assert password_of(case, "sign-lists").key != before
    assert password_of(case, "sign-lists").value == ""


def test_a_code_of_several_lots_is_refused_with_their_ids() -> None:
    lots = [{"lot_id": f"L{n}", "item_code": "OAT", "lot_code": "7"} for n in range(12)]

    assert name_candidates(lots[:2]) == (
        "Write the id of the one that is meant: L0 (OAT:7), L1 (OAT:7)."
    )
    assert name_candidates(lots).endswith("L9 (OAT:7) and 2 more.")


def test_a_role_that_may_not_is_refused_in_a_sentence(
    visit: Visit, settings: Settings, who: Who
) -> None:
    opened(settings, who["ann"])
    page = entered(visit(settings, page="cases", case="1"), "vic").press("clock-T1")

    assert "vic has the role viewer, which may not open or work on a case." in page.text


def test_events_of_the_clock_are_set_by_a_click(case: Page, settings: Settings) -> None:
    case.press("clock-T1")

    (_, tick) = case_document(settings, 1)["clock"]
    assert (tick["event"], tick["person"]) == ("T1", "ann")
    assert "clock-T1" not in {button.key for button in case.test.button}


def test_leaving_out_waits_for_a_second_person(case: Page, settings: Settings) -> None:
    (line,) = [
        one["line_id"]
        for one in case_document(settings, 1)["actions"]["hold"]
        if one["missing_record"]
    ]
    case.test.multiselect(key="leave-out-lines").set_value([line])
    fill(case, leave_out_reason="Made of B alone.").press("leave-out-go")
    assert "waits for a second person" in str(case.table("Left out, or proposed for it"))
    assert case.tiles == counts(case_document(settings, 1))

    sign(case, "approve-exclusions", "ann")
    assert "Nothing was done. ann has the role quality" in case.text

    sign(case, "approve-exclusions", "bob")
    document = case_document(settings, 1)
    assert [one["decided_by"] for one in document["exclusions"]] == ["bob"]
    assert case.tiles == counts(document)
    assert "1 of them left out" in case.headings["hold"]
    assert "left out by two persons" in str(case.table("Stock to hold"))


def test_what_time_leaves_out_is_held_too_by_one_click(case: Page, settings: Settings) -> None:
    assert case.headings["by-time"] == "1"

    case.press("hold-all-too")

    document = case_document(settings, 1)
    assert document["excluded_by_time"] == []
    assert document["scope"]["version"] == 2
    assert case.headings["by-time"] == "0"
    assert case.tiles == counts(document)


def test_requests_are_written_under_one_signature(case: Page, settings: Settings) -> None:
    sign(case, "request-holds", "ann")

    document = case_document(settings, 1)
    files = [one["file_name"] for one in document["holds"]]
    assert [row["File"] for row in case.table("Hold and stop requests")] == files
    assert all((request_folder(settings, 1) / name).is_file() for name in files)
    assert "Every line of the lists above is asked for." in case.text


def test_calls_and_answers_are_kept(case: Page, settings: Settings) -> None:
    (first, *_) = case_document(settings, 1)["consignees"]["customers"]
    case.press("notify-go")
    answered(case, "2.5")

    told = case_document(settings, 1)["consignees"]
    assert told["progress"]["says"] in case.text
    assert (told["progress"]["notified"], told["progress"]["answered"]) == (1, 1)
    assert first["customer_code"] in case.text
    answered(case, "two")
    assert "two is no amount." in case.text


def test_an_answer_by_telephone_is_kept(case: Page, settings: Settings) -> None:
    fill(case, telephone_asked="S1", telephone_answer="It left.").press("telephone-go")

    (kept,) = case_document(settings, 1)["telephone_answers"]
    assert (kept["asked"], kept["answer"]) == ("S1", "It left.")


def test_two_persons_end_it_and_sign_what_they_read(case: Page, settings: Settings) -> None:
    case.press("hold-all-too")
    fill(case, close_reason="No stone was found.")
    sign(case, "close", "ann")
    sign(case, "approve", "ann")
    assert case_document(settings, 1)["case"]["state"] == "open"
    sign(case, "approve", "bob")

    document = case_document(settings, 1)
    assert document["case"]["state"] == "signed"
    assert [one["meaning"] for one in document["signatures"]] == [
        Signing.LEAD.meaning,
        Signing.APPROVER.meaning,
    ]
    assert case.headings["reports"] == "signed"
    assert {button.key for button in case.test.button} == {
        *("all-cases", "sign-out", "report-make"),
        *("replay-go", "plan-go"),  # nothing that would change the record
    }
    case.press("report-make")
    assert kept_reports(settings, 1)["report.pdf"] in case.text  # the archived bytes


def test_the_sentence_of_the_hold_requests_is_the_one_that_is_signed(
    case: Page, settings: Settings
) -> None:
    from traceability.store.state import open_state

    assert f"“{case_holds.MEANING}.”" in case.text
    sign(case, "request-holds", "ann")

    with open_state(settings).read() as read:
        from sqlalchemy import text

        told = read.connection.execute(text("select meaning from signatures")).scalars().all()
    assert told == [case_holds.MEANING]


def test_a_report_is_a_draft_until_both_have_signed(case: Page) -> None:
    case.choose("report-kind", "workbook")
    case.press("report-make")

    (button,) = case.test.download_button
    assert button.key == "report-file"
    assert "C-1-DRAFT-workbook.xlsx" in case.text

    case.press("clock-T1")
    assert not case.test.download_button  # it is of an older state
