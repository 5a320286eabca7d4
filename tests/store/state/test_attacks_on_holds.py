"""SQL against holds and the ledger: nothing changes, two persons release, a signed case is shut."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.services.cases.hold_house import opened, published
from tests.store.state.attacks import count_rows, forged_signature, unrefused
from tests.store.state.case_house import people
from traceability.domain.actors import Person
from traceability.domain.cases import CaseKind, Outcome
from traceability.domain.consignees import Method
from traceability.domain.effectiveness import Level
from traceability.domain.holds import ReleaseGround
from traceability.services.cases.answer_by_telephone import TelephoneAnswer, answer_by_telephone
from traceability.services.cases.answer_consignee import Answer, answer_consignee
from traceability.services.cases.check_effectiveness import plan_checks
from traceability.services.cases.notify_consignees import notify_consignees
from traceability.services.cases.open_case import NewCase, open_case
from traceability.services.cases.release_holds import Chosen, decide_release, propose_release
from traceability.services.cases.request_holds import request_holds
from traceability.services.cases.show_case import case_bytes
from traceability.services.cases.sign_case import approve_closing, close_case
from traceability.services.examine_state import examine_state
from traceability.settings import Settings
from traceability.store.state import open_state
from traceability.store.state.case_follow_ups import read_follow_ups

AT = "'2026-11-23T12:00:00.000000Z'"
DIGEST = "(select min(sha256) from case_documents)"
NULLS = {count: ", ".join(["null"] * count) for count in (2, 7)}
Who = dict[str, Person]


def mine(user: str) -> str:
    """A signature of somebody."""
    return f"(select max(signature_no) from signatures where user_name = '{user}')"


def number(table: str, column: str) -> str:
    """The next number of case 1 in a table."""
    return f"(select coalesce(max({column}), 0) + 1 from {table} where case_no = 1)"


def request(kind: str, release: str, user: str, lines: int = 1) -> str:
    """A request with that many lines."""
    return (
        "insert into case_requests (case_no, request_no, kind, site_code, version, line_count, "
        "file_name, document_sha256, release_no, requested_by, requested_at, signature_no) values "
        f"(1, {number('case_requests', 'request_no')}, '{kind}', null, 1, {lines}, 'x', {DIGEST}, "
        f"{release}, '{user}', {AT}, {mine(user)})"
    )


def asked(kind: str, release: str, user: str, lines: int = 1) -> list[str]:
    """The same with a signature that was given for it, or seems to be."""
    subject, key = "case_requests", '\'{"case_no":1,"version":1}\''
    if release != "null":
        subject, key = "case_releases", f"'{{\"case_no\":1,\"release_no\":' || {release} || '}}'"
    return [forged_signature(user, subject, key, AT), request(kind, release, user, lines)]


def line(request_no: str, line_no: int, line_id: str = "x") -> str:
    """A line of a request."""
    return (
        "insert into case_request_lines (case_no, request_no, line_no, line_id, action, why) "
        f"values (1, {request_no}, {line_no}, '{line_id}', 'hold_stock', '')"
    )


def decision(release: str, user: str, signer: str = "", behalf: str = "null") -> str:
    """A decision about a release."""
    return (
        "insert into case_release_decisions (case_no, release_no, is_approved, reason, decided_by, "
        f"decided_at, on_behalf_of, signature_no) values (1, {release}, true, '', '{user}', {AT}, "
        f"{behalf}, {mine(signer or user)})"
    )


def decided(release: str, user: str, signer: str = "", behalf: str = "null") -> list[str]:
    """The same with a signature that was given for it, or seems to be."""
    key = f"'{{\"case_no\":1,\"release_no\":' || {release} || '}}'"
    given = forged_signature(signer or user, "case_releases", key, AT)
    return [given, decision(release, user, signer, behalf)]


def release(user: str = "ann") -> str:
    """A proposal."""
    return (
        "insert into case_releases (case_no, release_no, ground, reason, proposed_by, proposed_at) "
        f"values (1, {number('case_releases', 'release_no')}, 'no_defect', 'x', '{user}', {AT})"
    )


def growing() -> list[str | list[str]]:
    """One good row for each table that grows."""
    last = "(select max(request_no) from case_requests where case_no = 1)"
    freed = "(select max(release_no) from case_releases where case_no = 1)"
    entered, moved = f"'ann', {AT}", "1, 'hold_stock', 'f', 'L'"
    plain = {
        "case_telephone_answers": ("answer_no", f"'S1', '', '', 'x', {AT}, {entered}"),
        "case_moves": (
            "move_no",
            f"{moved}, {NULLS[2]}, 'issue', null, false, {NULLS[7]}, 'f.csv', 2, 's', {AT}",
        ),
        "consignee_notices": ("notice_no", f"'C', null, 'phone', {AT}, '', {entered}"),
        "consignee_answers": (
            "answer_no",
            f"'C', null, 'L', 'kg', '1', null, null, null, {AT}, '', {entered}",
        ),
        "consignee_reminders": (
            "reminder_no",
            f"'C', null, 'letter', 'x', {DIGEST}, false, null, {entered}",
        ),
        "consignee_check_plans": ("plan_no", f"'A', '100', 's', 1, '[]', {entered}"),
        "consignee_checks": (
            "check_no",
            f"1, 'C', null, 'visit', true, true, '', {AT}, {entered}",
        ),
        "case_time_frames": ("frame_no", f"'2026-12-31', '', {entered}"),
    }
    return [
        *(
            f"insert into {table} values (1, {number(table, column)}, {values})"
            for table, (column, values) in plain.items()
        ),
        asked("hold", "null", "ann"),
        line(last, 1),
        release(),
        f"insert into case_release_lines values (1, {freed}, 'x')",
        decided(freed, "bob"),
    ]


TABLES = (
    *("case_requests", "case_request_lines", "case_releases", "case_release_lines"),
    *("case_release_decisions", "case_moves", "case_telephone_answers", "consignee_notices"),
    *("consignee_answers", "consignee_reminders", "consignee_check_plans", "consignee_checks"),
    *("case_time_frames", "wrong_lot_cases"),
)


@pytest.fixture
def house(both_settings: Settings) -> Who:
    """A case that holds, told and heard a customer, and freed one lot."""
    published(both_settings)
    who = people(both_settings)
    opened(both_settings, who["ann"])
    request_holds(both_settings, who["ann"], 1)
    ground = ReleaseGround.REWORKED
    propose_release(
        both_settings, who["ann"], 1, Chosen(("SUGAR",)), ground=ground, reason="Sieved."
    )
    decide_release(both_settings, who["bob"], 1, 1, is_approved=True)
    notify_consignees(both_settings, who["ann"], 1, "CUST1", Method.PHONE)
    answer_consignee(both_settings, who["ann"], 1, Answer("CUST2", on_hand_qty=Decimal(1)))
    plan_checks(both_settings, who["ann"], 1, Level.A)
    answer_by_telephone(both_settings, who["ann"], 1, TelephoneAnswer("S1", "Nothing moved."))
    with open_state(both_settings).write(who["cleo"]) as write:
        write.sign("I have read it", "pages", {"page": 1}, {})
    return who


def test_the_same_rows_are_good_while_the_case_is_open(both_settings: Settings, house: Who) -> None:
    assert unrefused(open_state(both_settings), growing()) == growing()


def test_nothing_of_it_is_changed_or_removed(both_settings: Settings, house: Who) -> None:
    state = open_state(both_settings)
    held = [table for table in TABLES if count_rows(state, table)]
    attacks = [f"update {table} set case_no = 1" for table in held]
    attacks += [f"delete from {table}" for table in held]

    assert unrefused(state, attacks) == []
    assert {*TABLES} - {*held} == {
        *("case_moves", "consignee_reminders", "consignee_checks", "case_time_frames"),
        "wrong_lot_cases",
    }
    assert [fault for part in examine_state(both_settings) for fault in part.faults] == []


def test_no_sql_releases_without_a_second_person(both_settings: Settings, house: Who) -> None:
    state = open_state(both_settings)
    last = "(select max(request_no) from case_requests where case_no = 1)"
    free = "(select max(release_no) from case_releases where case_no = 1)"
    before = count_rows(state, "case_request_lines")
    attacks: list[str | list[str]] = [
        asked("release", "null", "ann"),
        asked("release", "1", "ann"),
        asked("hold", "1", "bob"),
        asked("stop", "null", "vic"),
        asked("thaw", "null", "ann"),
        request("hold", "null", "ann"),
        request("hold", "null", "bob"),
        request("release", "1", "bob").replace(mine("bob"), mine("ann")),
        [release(), *asked("release", free, "bob")],
        [release("bob"), *decided(free, "bob")],
        [release(), *decided(free, "ann")],
        [release(), *decided(free, "cleo", "bob")],
        [release(), *decided(free, "dan", "ann", "'bob'")],
        [release(), decision(free, "bob")],
        decided("7", "bob"),
        ["insert into case_release_lines values (1, 1, 'more')"],
        [*asked("release", "1", "bob"), line(last, 1, "hold:L-JAR1@S2/C-01/")],
        line("1", 99),
        line("99", 1),
        asked("hold", "null", "ann", 0),
    ]

    assert unrefused(state, attacks) == []
    assert count_rows(state, "case_request_lines") == before


def test_nothing_is_added_to_a_signed_case(both_settings: Settings, house: Who) -> None:
    close_case(both_settings, house["ann"], 1, Outcome.DISPOSED, "Burnt.")
    approve_closing(both_settings, house["bob"], 1)
    before = case_bytes(both_settings, 1)

    assert unrefused(open_state(both_settings), growing()) == []
    assert case_bytes(both_settings, 1) == before


def test_what_sql_added_to_an_open_case_is_seen_by_the_doctor(
    both_settings: Settings, house: Who
) -> None:
    attacks = growing()

    assert unrefused(open_state(both_settings), attacks) == attacks
    faults = [fault for part in examine_state(both_settings) for fault in part.faults]
    told = {fault.split(" ")[0].rstrip(":") for fault in faults}
    assert told == {*TABLES} - {"wrong_lot_cases"} | {"signatures"}


def test_a_line_that_sql_put_into_a_proposal_is_seen_by_the_doctor(
    both_settings: Settings, house: Who
) -> None:
    ground = ReleaseGround.REWORKED
    before = [fault for part in examine_state(both_settings) for fault in part.faults]
    number = propose_release(
        both_settings, house["ann"], 1, Chosen(is_all=True), ground=ground, reason="Sieved."
    )
    attack = f"insert into case_release_lines values (1, {number}, 'aaa'), (1, {number}, 'zzz')"

    assert before == []
    assert unrefused(open_state(both_settings), [attack]) == [attack]
    faults = [fault for part in examine_state(both_settings) for fault in part.faults]
    assert [fault.partition(" ")[0].rstrip(":") for fault in faults] == ["case_release_lines"] * 2


def test_a_case_follows_one_that_two_persons_closed_once_and_for_all(
    both_settings: Settings,
) -> None:
    published(both_settings)
    who = people(both_settings)
    first, second = opened(both_settings, who["ann"]), opened(both_settings, who["ann"])
    state = open_state(both_settings)

    def follow(case_no: int, follows_no: int, user: str = "ann") -> str:
        return f"insert into case_follow_ups values ({case_no}, {follows_no}, '{user}', {AT})"

    assert unrefused(state, [follow(second, first)]) == []
    close_case(both_settings, who["ann"], first, Outcome.DISPOSED, "Thrown away.")
    approve_closing(both_settings, who["bob"], first)
    assert unrefused(state, [follow(second, first, "vic"), follow(first, first)]) == []
    new = NewCase(CaseKind.INVESTIGATION, "More.", ("SUGAR",), follows=first)
    third = open_case(both_settings, who["ann"], new)
    attacks = [
        f"update case_follow_ups set follows_no = {third}",
        "delete from case_follow_ups",
        follow(third, first),
    ]
    assert unrefused(state, attacks) == []
    with state.read() as read:
        assert read_follow_ups(read) == {third: first}
    assert [fault for part in examine_state(both_settings) for fault in part.faults] == []
