"""SQL against cases: a signed one is read-only, and no SQL gets round its second person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.state.attacks import attack, count_rows, forged_signature, unrefused
from tests.store.state.case_house import Row, opened, people, publish, signed
from traceability.domain.actors import Person
from traceability.domain.cases import CaseKind, Outcome
from traceability.services.cases.attach_file import attach_file
from traceability.services.cases.hold_too import hold_too
from traceability.services.cases.leave_out import decide_exclusions, leave_out
from traceability.services.cases.pause_case import pause_case, resume_case
from traceability.services.cases.show_case import case_bytes
from traceability.services.cases.sign_case import close_case, sign_lists
from traceability.services.keep_deputies import name_deputy
from traceability.settings import Settings
from traceability.store.state import StateDatabase, case_reports, open_state

AT = "'2026-11-23T12:00:00.000000Z'"
GROWING = (
    "case_clock",
    "case_log",
    "case_scopes",
    "case_files",
    "case_steps",
    "case_exclusions",
    "case_exclusion_decisions",
    "case_reinstatements",
    "case_outcomes",
    "case_signings",
    "case_pauses",
    "case_resumptions",
    "case_kinds",
)
"""Tables of a case that take rows until it ends, in an order in which one row permits the next."""


def growing(case_no: int) -> list[str | list[str]]:
    """One good row for each of those tables, with the signature that it needs."""

    def number(table: str, column: str) -> str:
        return f"(select coalesce(max({column}), 0) + 1 from {table} where case_no = {case_no})"

    def mine(user: str) -> str:
        return f"(select max(signature_no) from signatures where user_name = '{user}')"

    last = f"(select max(exclusion_no) from case_exclusions where case_no = {case_no})"
    rows: dict[str, str] = {
        "case_clock": f"'T2', 'ann', {AT}, ''",
        "case_log": f"{number('case_log', 'entry_no')}, {AT}, 'ann', 'x', ''",
        "case_exclusions": f"{number('case_exclusions', 'exclusion_no')}, 'hold:x', 'hold', 'x', "
        f"'x', 'time', 'ann', {AT}",
        "case_reinstatements": f"{number('case_reinstatements', 'reinstatement_no')}, 'hold:x', "
        f"'', 'ann', {AT}",
        "case_outcomes": f"{number('case_outcomes', 'outcome_no')}, 'no_defect', 'x', 'ann', {AT}",
        "case_pauses": f"{number('case_pauses', 'pause_no')}, 'x', 'ann', {AT}",
        "case_resumptions": f"(select max(pause_no) from case_pauses where case_no = {case_no}), "
        f"'ann', {AT}",
        "case_kinds": f"{number('case_kinds', 'change_no')}, 'investigation', null, null, 'x', "
        f"'ann', {AT}",
        "case_steps": f"{number('case_steps', 'step_no')}, 'x', '1', {AT}",
        "case_exclusion_decisions": f"{number('case_exclusions', 'exclusion_no')} - 1, true, '', "
        f"'bob', {AT}, null, {mine('bob')}",
        "case_files": f"{number('case_files', 'file_no')}, 'x', (select min(sha256) from "
        f"case_documents), 1, '', 'ann', {AT}",
        "case_signings": f"{number('case_signings', 'signing_no')}, 'lists', (select min(sha256) "
        f"from case_documents), 'ann', {AT}, null, {mine('ann')}",
        "case_scopes": f"{number('case_scopes', 'version')}, 's', '[]', null, '[]', (select "
        f"min(sha256) from case_documents), '{{}}', '{{}}', 'x', 'x', 'x', '1', '{{}}', 'ann', "
        f"{AT}",
    }
    excluded = f"'{{\"case_no\":{case_no},\"exclusion_no\":' || {last} || '}}'"
    signed = {
        "case_exclusion_decisions": forged_signature("bob", "case_exclusions", excluded, AT),
        "case_signings": forged_signature("ann", "cases", f"'{{\"case_no\":{case_no}}}'", AT),
    }
    inserts = {name: f"insert into {name} values ({case_no}, {rows[name]})" for name in GROWING}
    return [[signed[name], one] if name in signed else one for name, one in inserts.items()]


@pytest.fixture
def house(both_settings: Settings) -> dict[str, Person]:
    publish(both_settings)
    return people(both_settings)


def full(settings: Settings, who: dict[str, Person], folder: Path) -> int:
    """A drill that has a row in every table, and runs."""
    number = opened(settings, who["ann"], CaseKind.DRILL)
    pause_case(settings, who["ann"], number, "Fire alarm")
    resume_case(settings, who["ann"], number)
    leave_out(settings, who["ann"], number, ["hold:L-BUN2@S1//"], "Made of B.")
    decide_exclusions(settings, who["bob"], number, is_approved=True)
    paper = folder / "paper.txt"
    paper.write_text("x", "utf-8")
    attach_file(settings, who["ann"], number, paper)
    sign_lists(settings, who["ann"], number)
    return number


def test_nothing_of_a_signed_case_is_added_changed_or_removed(
    both_settings: Settings, house: dict[str, Person], tmp_path: Path
) -> None:
    case_no = full(both_settings, house, tmp_path)
    other = full(both_settings, house, tmp_path)
    signed(both_settings, house, case_no)
    before = case_bytes(both_settings, case_no)
    state = open_state(both_settings)
    with state.write(house["ann"]) as write:
        case_reports.keep_report(write, case_no, "report.pdf", "application/pdf", b"x", "1")

    tables = [*GROWING, "case_records", "case_reports"]
    changes = [f"update {name} set case_no = {other} where case_no = 1" for name in tables[:-3]]
    removals = [f"delete from {name}" for name in tables if name != "case_kinds"]
    assert unrefused(state, growing(case_no)) == []
    assert unrefused(state, [*changes, *removals]) == []
    abort = f"insert into case_aborts values ({case_no}, 'x', 'ann', {AT})"
    assert unrefused(state, [abort, "update cases set title = 'x'", "delete from cases"]) == []
    assert case_bytes(both_settings, case_no) == before


def test_the_same_rows_are_good_while_a_case_is_open(
    both_settings: Settings, house: dict[str, Person], tmp_path: Path
) -> None:
    case_no = full(both_settings, house, tmp_path)

    assert unrefused(open_state(both_settings), growing(case_no)) == growing(case_no)


def test_an_aborted_drill_takes_no_more_rows(
    both_settings: Settings, house: dict[str, Person], tmp_path: Path
) -> None:
    from traceability.services.cases.abort_case import abort_case

    case_no = full(both_settings, house, tmp_path)
    abort_case(both_settings, house["ann"], case_no, "A real case came up.")

    assert unrefused(open_state(both_settings), growing(case_no)) == []


def test_kept_bytes_are_never_replaced(both_settings: Settings, house: dict[str, Person]) -> None:
    signed(both_settings, house, opened(both_settings, house["ann"]))
    state = open_state(both_settings)
    replaced = {
        "sqlite": "insert or replace into case_documents select sha256, 'x', 1, x'00' "
        "from case_documents",
        "postgresql": "insert into case_documents select sha256, 'x', 1, '\\x00' "
        "from case_documents on conflict (sha256) do update set content = '\\x00'",
    }[state.engine.dialect.name]

    assert (
        unrefused(
            state,
            [
                replaced,
                "update case_documents set content = content",
                "delete from case_documents",
                "delete from case_records",
                "update case_records set document_sha256 = 'x'",
            ],
        )
        == []
    )


def signing(name: str, behalf: str = "null", case_no: int = 1, signer: str = "") -> str:
    """The closing signature of an approver, with that person's own newest signature."""
    return (
        f"insert into case_signings select {case_no}, (select coalesce(max(signing_no), 0) + 1 "
        f"from case_signings where case_no = {case_no}), 'approver', (select min(sha256) from "
        f"case_documents), '{name}', {behalf}, {AT}, max(signature_no) from signatures "
        f"where user_name = '{signer or name}'"
    )


def closed_by(name: str, behalf: str = "null", case_no: int = 1) -> list[str]:
    """The closing with a signature that was given for it, or seems to be."""
    key = f"'{{\"case_no\":{case_no}}}'"
    return [forged_signature(name, "cases", key, AT), closing(name, behalf, case_no=case_no)]


def with_signatures(state: StateDatabase, who: dict[str, Person]) -> None:
    """Everybody has signed something, so that a signature lacks nobody."""
    for person in who.values():
        with state.write(person) as write:
            write.sign("I have read it", "pages", {"page": 1}, {"text": "hello"})


LISTS = (
    "insert into case_signings select 1, (select max(signing_no) + 1 from case_signings where "
    f"case_no = 1), 'lists', (select min(sha256) from case_documents), 'cleo', {AT}, null, "
    "max(signature_no) from signatures where user_name = 'cleo'"
)
"""The lists, signed with the newest signature of cleo."""
CLOSING = "case_no, signing_no, signing, document_sha256, signed_by, on_behalf_of, signed_at"


def closing(name: str, behalf: str = "null", signer: str = "", case_no: int = 1) -> str:
    """As `signing`, by the names of the columns."""
    return signing(name, behalf, case_no, signer).replace(
        "insert into case_signings", f"insert into case_signings ({CLOSING}, signature_no)"
    )


def test_no_sql_closes_a_case_without_a_second_person_who_may(
    both_settings: Settings, house: dict[str, Person]
) -> None:
    state = open_state(both_settings)
    number = opened(both_settings, house["bob"])
    with_signatures(state, house)
    early = closing("cleo")
    assert unrefused(state, [early]) == []
    hold_too(both_settings, house["ann"], number, all_by_time=True)
    close_case(both_settings, house["bob"], number, Outcome.NO_DEFECT, "Nothing.")
    name_deputy(both_settings, house["root"], "ann", "cleo", until="2026-01-01")
    name_deputy(both_settings, house["root"], "dan", "bob", until="2099-01-01")

    assert (
        unrefused(
            state,
            [
                closed_by("bob"),
                closed_by("ann"),
                closed_by("root"),
                closed_by("ann", "'cleo'"),
                closed_by("dan", "'bob'"),
                closed_by("dan", "'cleo'"),
                [closed_by("bob")[0], closing("cleo", signer="bob")],
                closing("cleo"),
                [closed_by("cleo")[0].replace(AT, "'2026'"), closing("cleo")],
                [forged_signature("cleo", "cases", "'{\"case_no\":2}'", AT), closing("cleo")],
                [
                    f"insert into case_outcomes values (1, 2, 'disposed', 'x', 'ann', {AT})",
                    *closed_by("cleo"),
                ],
                [closed_by("cleo")[0], LISTS, closing("cleo")],
                "insert into deputies values (9, 'cleo', 'ann', '2099', '', 'ann', '2026')",
                "insert into deputies values (9, 'ann', 'dan', '2099', '', 'root', '2026')",
                "update deputies set until_at = '2099'",
                ["delete from case_signings where signing = 'lead'", *closed_by("bob")],
                f"insert into case_records values (1, 'x', {AT})",
            ],
        )
        == []
    )
    assert count_rows(state, "case_records") == 0
    attack(state, *closed_by("cleo"))


def test_a_case_never_begins_as_a_recall_or_ends_as_a_drill(
    both_settings: Settings, house: dict[str, Person]
) -> None:
    state = open_state(both_settings)
    number = opened(both_settings, house["ann"])
    row: Row = {"kind": f"({number}, 1, 'drill', null, null, 'x', 'ann', {AT})"}

    assert (
        unrefused(
            state,
            [
                f"insert into cases values (9, 'recall', 'x', 'x', null, false, 'ann', {AT})",
                f"insert into case_kinds values {row['kind']}",
                f"insert into case_kinds values (1, 1, 'recall', null, null, 'x', 'vic', {AT})",
                f"insert into case_pauses values (1, 1, 'x', 'ann', {AT})",
                f"insert into case_aborts values (1, 'x', 'ann', {AT})",
                "update case_clock set occurred_at = '2026'",
                f"insert into case_clock values (1, 'T0', 'ann', {AT}, '')",
                "update case_scopes set says = 'v1: nothing'",
                "delete from case_log",
            ],
        )
        == []
    )
