"""Held goods are free when two persons said so, and by file."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.cases.hold_house import read_requests
from traceability.domain.actors import Person
from traceability.domain.cases import Outcome
from traceability.domain.holds import ReleaseGround
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.keep_requests import request_folder
from traceability.services.cases.release_holds import Chosen, decide_release, propose_release
from traceability.services.cases.request_holds import request_holds
from traceability.services.cases.show_case import case_bytes, case_document, rebuild_document
from traceability.services.cases.sign_case import approve_closing, close_case
from traceability.services.write_json import as_json
from traceability.settings import Settings

Who = dict[str, Person]
GROUND = ReleaseGround.NO_DEFECT


def test_goods_are_free_after_a_second_person_said_so(held: Settings, who: Who) -> None:
    folder = request_folder(held, 1)
    before = read_requests(folder)
    number = propose_release(
        held, who["ann"], 1, Chosen(("JAR:JAR1",)), ground=GROUND, reason="Sieved."
    )
    assert read_requests(folder) == before
    with pytest.raises(RefusedError, match="wait for an approver"):
        propose_release(held, who["ann"], 1, Chosen(("JAR1",)), ground=GROUND, reason="Again.")
    with pytest.raises(RefusedError, match="may not approve in a case"):
        decide_release(held, who["dan"], 1, number, is_approved=True)

    files = decide_release(held, who["bob"], 1, number, is_approved=True)

    assert sorted(one.file_name for one in files) == [
        "C-1-005-release-site-S1.csv",
        "C-1-006-release-site-S2.csv",
    ]
    document = case_document(held, 1)
    free = [line["lot_code"] for line in document["actions"]["hold"] if line["hold"]["released_by"]]
    assert free == ["JAR1", "JAR1"]
    with pytest.raises(RefusedError, match="was approved by bob"):
        decide_release(held, who["cleo"], 1, number, is_approved=True)
    with pytest.raises(NotFoundError, match="does not hold or stop JAR1"):
        propose_release(held, who["ann"], 1, Chosen(("JAR1",)), ground=GROUND, reason="x")


def test_an_approver_does_not_release_what_he_proposed(held: Settings, who: Who) -> None:
    chosen = Chosen(is_all=True)
    propose_release(held, who["bob"], 1, chosen, ground=GROUND, reason="Fine.")
    with pytest.raises(RefusedError, match="bob proposed release 1"):
        decide_release(held, who["bob"], 1, 1, is_approved=True)
    with pytest.raises(UsageError):
        decide_release(held, who["cleo"], 1, 1, is_approved=False)

    assert decide_release(held, who["cleo"], 1, 1, is_approved=False, reason="Not yet.") == ()
    assert sum(one["standing"] for one in case_document(held, 1)["holds"]) == 6


@pytest.mark.parametrize(
    ("chosen", "error"), [(Chosen(), UsageError), (Chosen(site="S9"), NotFoundError)]
)
def test_a_release_says_what_it_releases(
    held: Settings, who: Who, chosen: Chosen, error: Any
) -> None:
    with pytest.raises(error):
        propose_release(held, who["ann"], 1, chosen, ground=GROUND, reason="x")


def test_closing_without_a_defect_releases_all_that_is_held(held: Settings, who: Who) -> None:
    folder = request_folder(held, 1)
    close_case(held, who["ann"], 1, Outcome.NO_DEFECT, "No glass was found.")
    approve_closing(held, who["bob"], 1)

    document = case_document(held, 1)
    assert sum(one["standing"] for one in document["holds"]) == 0
    (release,) = document["releases"]
    assert (release["proposed_by"], release["decided_by"]) == ("ann", "bob")
    rows = [
        row for name, rows in read_requests(folder).items() if "release" in name for row in rows
    ]
    assert len(rows) == 6
    assert {row["reason"] for row in rows} == {"no defect: No glass was found."}
    assert as_json(rebuild_document(held, 1)).encode() == case_bytes(held, 1)


def test_other_outcomes_release_nothing(held: Settings, who: Who) -> None:
    close_case(held, who["ann"], 1, Outcome.DISPOSED, "Burnt.")
    approve_closing(held, who["bob"], 1)

    assert sum(one["standing"] for one in case_document(held, 1)["holds"]) == 6
    with pytest.raises(RefusedError, match="nothing of it changes"):
        request_holds(held, who["ann"], 1)
