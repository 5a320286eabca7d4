"""SQL that goes round a guard: another order of rows, a key left out, a table of the same name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError

from tests.store.state.attacks import attack, count_rows, take_away
from tests.store.state.conftest import add_person
from tests.store.state.test_corrections import people_of, propose
from traceability.domain.actors import Person
from traceability.domain.corrections import Decision
from traceability.domain.roles import Role
from traceability.services.decide_correction import decide_correction
from traceability.services.examine_state import examine_state
from traceability.services.export_corrections import export_corrections
from traceability.settings import Settings
from traceability.store.state import StateDatabase, corrections
from traceability.store.state.areas import ALL_GUARDS
from traceability.store.state.schema import METADATA

_DECISION = "correction_no, decision, decided_by, decided_at, reason, content_sha256, signature_no"
_CORRECTION = ", ".join(column.name for column in corrections.CORRECTIONS.columns)
_USER = (
    "full_name, role, password_hash, must_change_password, is_disabled, failed_count, created_at"
)
_SIGNATURE = (
    "full_name, role, meaning, subject, subject_key, content_sha256, proven_at, signed_at, timezone"
)


def decide(number: object, name: str = "ann", schema: str = "") -> str:
    """A decision signed with Ann's own signature."""
    return (
        f"insert into {schema}correction_decisions ({_DECISION}) select {number}, 'approved', "
        f"'{name}', signed_at, '', content_sha256, signature_no from {schema}signatures "
        f"where user_name = '{name}'"
    )


def propose_again(number: int) -> str:
    """A correction of Ann's under a number that is free."""
    return (
        f"insert into corrections ({_CORRECTION}) select {number}, "
        f"{_CORRECTION.removeprefix('correction_no, ')} from corrections where correction_no = 1"
    )


ON_BOTH = [
    [decide(1)],
    [decide("'1'")],
    [decide("null")],
    [decide(2), propose_again(2)],
]
ON_SQLITE = [
    ["pragma ignore_check_constraints = on", decide("1.0")],
    [
        "create temp table corrections as select * from main.corrections where false",
        decide(1, schema="main."),
    ],
    [
        (
            f"insert or replace into users (rowid, user_name, {_USER}) "
            f"select 1, 'eve', {_USER} from users where user_name = 'ann'"
        )
    ],
    ["update or replace users set rowid = 1 where user_name = 'dan'"],
    [
        (
            f"insert into signatures (signature_no, user_name, {_SIGNATURE}) "
            f"select null, user_name, {_SIGNATURE} from signatures"
        )
    ],
]
ON_POSTGRESQL = [
    ["set session_replication_role = replica", decide(2), propose_again(2)],
    [
        "create temp table corrections as select * from public.corrections where false",
        decide(1, schema="public."),
    ],
    [
        "create temp table users as select * from public.users",
        "update pg_temp.users set role = 'approver'",
        (
            f"insert into public.signatures (signature_no, user_name, {_SIGNATURE}) "
            f"select 2, 'vic', {_SIGNATURE} from public.signatures"
        ),
        decide(1, "vic", schema="public."),
    ],
    [
        (
            "create function public.lower(text) returns text "
            "language sql as 'select gen_random_uuid()::text'"
        ),
        "set search_path = public, pg_catalog",
        decide(1),
    ],
]


@pytest.fixture
def house(both_states: StateDatabase) -> StateDatabase:
    """Ann proposed a correction, and signed something else."""
    people = people_of(both_states)
    propose(both_states, people["ann"])
    with both_states.write(people["ann"]) as write:
        write.sign("I have read it", "pages", {"page": 1}, {"text": "hello"})
    return both_states


def faults(settings: Settings) -> list[str]:
    """All that doctor finds."""
    return [fault for one in examine_state(settings) for fault in one.faults]


def send(state: StateDatabase, statements: Sequence[str]) -> None:
    """Without Lotline's engine, which switches foreign keys on."""
    if state.engine.dialect.name == "postgresql":
        return attack(state, *statements)
    with closing(sqlite3.connect(str(state.engine.url.database))) as connection:
        for statement in statements:
            connection.execute(statement)
        return connection.commit()


def test_no_sql_approves_ones_own_correction(house: StateDatabase, both_settings: Settings) -> None:
    of_engine = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[house.engine.dialect.name]
    through = []
    for statements in [*ON_BOTH, *of_engine]:
        try:
            send(house, statements)
        except (DBAPIError, sqlite3.Error):
            continue
        through.append(statements)

    assert through == []
    assert count_rows(house, "correction_decisions") == 0
    assert faults(both_settings) == []


def test_rows_of_sqlite_have_no_second_key(state: StateDatabase) -> None:
    names = {f"'{table.name}'" for table in METADATA.sorted_tables}
    with state.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"select name from pragma_table_list where not wr and name in ({', '.join(names)})"
        ).all()

    assert found == []


def test_a_build_is_not_given_a_decision_that_the_trail_does_not_know(
    house: StateDatabase, both_settings: Settings
) -> None:
    with house.write(add_bert(house)) as write:
        (told,) = corrections.read_corrections(write, [1])
        write.sign("I approve this correction", "corrections", {}, told.content())
    send(house, [decide(1, "bert")])

    ((one, is_good),) = export_corrections(both_settings).corrections

    assert (one.decided_by, is_good) == ("bert", False)
    assert 'correction_decisions {"correction_no":1} was not written through Lotline.' in faults(
        both_settings
    )


def test_a_build_is_given_a_decision_that_came_through_lotline(
    house: StateDatabase, both_settings: Settings
) -> None:
    decide_correction(both_settings, add_bert(house), 1, Decision.APPROVED)

    ((_, is_good),) = export_corrections(both_settings).corrections

    assert is_good


def test_a_value_that_lotline_cannot_read_is_a_fault_and_no_crash(
    state: StateDatabase, settings: Settings
) -> None:
    people_of(state)
    with state.engine.begin() as connection:
        take_away(connection, tuple(one for one in ALL_GUARDS if one.table == "users"))
    attack(state, "update users set created_at = 'yesterday' where user_name = 'dan'")

    assert any(one.startswith("users holds what Lotline never wrote") for one in faults(settings))


def add_bert(state: StateDatabase) -> Person:
    """A second approver."""
    return add_person(state, "bert", Role.APPROVER)
