"""Releases on the page: one proposes, an approver decides, and nothing is free before."""

from __future__ import annotations

import pytest

from app.components import case_releases
from tests.app.case_page import fill, pick, sign
from tests.app.page import Page
from traceability.domain.holds import ReleaseGround
from traceability.services.cases.show_case import case_document
from traceability.settings import Settings
from traceability.store.state import open_state


def requested(page: Page) -> Page:
    return sign(page, "request-holds", "ann")


def propose(page: Page) -> Page:
    pick(page, "release-ground", ReleaseGround.NO_DEFECT)
    return fill(page, release_reason="Sound.").press("release-go")


def test_a_release_is_proposed_by_one_and_approved_by_another(
    case: Page, settings: Settings
) -> None:
    assert "releases" not in case.headings
    requested(case)
    held = case_releases.held_lines(case_document(settings, 1))
    (first, *_) = held
    case.test.multiselect(key="release-lines").set_value([first])
    propose(case)
    assert case.headings["releases"] == "1, 1 to decide"

    sign(case, "approve-release", "ann")
    assert "Nothing was done. ann has the role quality" in case.text
    sign(case, "approve-release", "bob")

    document = case_document(settings, 1)
    (release,) = document["releases"]
    assert (release["line_ids"], release["decided_by"]) == ([first], "bob")
    assert held.keys() - case_releases.held_lines(document).keys() == {first}
    assert "released" in str(case.table("Stock to hold"))
    assert [row["Standing"] for row in case.table("Releases")] == ["released"]
    with open_state(settings).read() as read:
        from sqlalchemy import text

        told = read.connection.execute(text("select meaning from signatures")).scalars().all()
    assert case_releases.APPROVED in told


def test_a_release_is_refused_with_a_reason_and_stays_held(case: Page, settings: Settings) -> None:
    requested(case).choose("release-how", "all")
    propose(case)

    sign(case, "refuse-release", "bob")
    assert "Nothing was done. The reason of a refusal must be said." in case.text
    fill(case, refuse_release_reason="Not tested yet.")
    sign(case, "refuse-release", "bob")

    (release,) = case_document(settings, 1)["releases"]
    assert release["is_approved"] is False
    assert "refused: it stays held" in str(case.table("Releases"))
    assert release["lines"] == len(case_releases.held_lines(case_document(settings, 1)))


@pytest.mark.parametrize(
    ("how", "sentence"),
    [("lines", "Nothing is chosen to be released."), ("fallen_out", "Nothing of that is held")],
)
def test_a_release_of_nothing_is_refused(case: Page, how: str, sentence: str) -> None:
    requested(case).choose("release-how", how)
    propose(case)

    assert f"Nothing was done. {sentence}" in case.text


def test_a_release_says_what_became_of_the_goods(case: Page, settings: Settings) -> None:
    fill(requested(case), release_reason="Sound.").press("release-go")

    assert "Nothing was done. It is not said what became of it." in case.text
    assert case_document(settings, 1)["releases"] == []


def test_all_of_a_site_is_released(case: Page, settings: Settings) -> None:
    requested(case).choose("release-how", "site")
    propose(case)

    (release,) = case_document(settings, 1)["releases"]
    here = [one for one in case_document(settings, 1)["holds"] if one["site_code"] == "S1"]
    assert release["lines"] == sum(one["standing"] for one in here) > 0
