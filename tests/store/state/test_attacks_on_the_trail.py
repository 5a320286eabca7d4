"""Whoever has the database's address cannot change the audit trail.

Its owner can, by taking the guards away; then `lotline doctor` says so.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.index_plant import Plant
from tests.store.state.attacks import attack, count_rows, forge_chain, unrefused, without_guards
from tests.store.state.conftest import add_person
from traceability.domain.actors import Program
from traceability.domain.roles import Role
from traceability.services.examine_state import examine_state
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.state import StateDatabase, audit, open_state, users

ALL = ", ".join(column.name for column in audit.AUDIT_ROWS.columns)
WITHOUT_NUMBER = ALL.removeprefix("audit_no, ")
WITHOUT_ACTOR = ALL.replace(" actor,", "")
USER = (
    "role, password_hash, must_change_password, is_disabled, failed_count, locked_until_at, "
    "created_at"
)
RAISED_USER = USER.replace("role,", "'admin',", 1)
UPSERT = f"insert into audit_rows ({ALL}) select {ALL} from audit_rows where true "
UPSERT += "on conflict (audit_no) do update set actor = 'nobody'"

ON_BOTH = [
    "update audit_rows set actor = 'nobody'",
    "update audit_rows set actor = actor where audit_no = 1",
    "delete from audit_rows",
    "delete from audit_rows where audit_no = 3",
    "update signatures set meaning = 'I never read it'",
    "delete from signatures",
    "delete from users where user_name = 'bob'",
    "update users set user_name = 'eve' where user_name = 'bob'",
    "update users set role = 'king'",
    (
        f"insert into audit_rows ({ALL}) "
        f"select audit_no + 7, {WITHOUT_NUMBER} from audit_rows where audit_no = 3"
    ),
    (
        f"insert into audit_rows ({ALL}) "
        f"select audit_no + 3, {WITHOUT_NUMBER} from audit_rows where audit_no = 1"
    ),
    f"insert into audit_rows ({ALL}) select {ALL} from audit_rows where audit_no = 3",
    UPSERT,
]
ON_SQLITE = [
    (
        f"insert or replace into audit_rows ({WITHOUT_ACTOR}, actor) "
        f"select {WITHOUT_ACTOR}, 'nobody' from audit_rows where audit_no = 3"
    ),
    (
        f"insert or replace into users select user_name, full_name, {RAISED_USER} "
        "from users where user_name = 'bob'"
    ),
    "update or replace users set user_name = 'ann' where user_name = 'bob'",
    "update or ignore audit_rows set actor = 'nobody'",
    ["pragma ignore_check_constraints = on", "update users set role = 'king'"],
    ["pragma recursive_triggers = off", "delete from audit_rows"],
]
ON_POSTGRESQL = [
    "truncate audit_rows",
    "truncate users cascade",
    ["set session_replication_role = replica", "update audit_rows set actor = 'nobody'"],
    "merge into audit_rows using users on true when matched then delete",
]
WEAKENED = [
    "alter table audit_rows disable trigger guard_audit_rows_no_update",
    "alter table audit_rows enable trigger guard_audit_rows_no_update",
    (
        "create or replace function guard_audit_rows_no_update() returns trigger "
        "language plpgsql as 'begin return new; end'"
    ),
    (
        "create or replace trigger guard_audit_rows_no_update before update of actor "
        "on audit_rows for each row execute function guard_audit_rows_no_update()"
    ),
    (
        "create or replace trigger guard_audit_rows_no_update before update "
        "on audit_rows for each row when (false) execute function guard_audit_rows_no_update()"
    ),
]

postgresql_only = pytest.mark.parametrize("both_settings", ["postgresql"], indirect=True)


@pytest.fixture
def written(both_settings: Settings) -> StateDatabase:
    """A state database with two users, a signature and the trail of it."""
    state = open_state(both_settings)
    ann = add_person(state, "ann", Role.ADMIN)
    add_person(state, "bob", Role.APPROVER)
    with state.write(ann) as write:
        write.sign("I have read it", "pages", {"page": 1}, {"text": "hello"})
    return state


def faults(settings: Settings) -> list[str]:
    """All that doctor finds."""
    return [fault for one in examine_state(settings) for fault in one.faults]


def test_an_untouched_database_has_no_faults(
    written: StateDatabase, both_settings: Settings
) -> None:
    counts = {one.subject: one.examined_count for one in examine_state(both_settings)}

    assert faults(both_settings) == []
    assert counts["audit trail of the state database"] == 3
    assert counts["rows of the state database, by the audit trail"] == 3
    assert counts["guards of the state database"] >= 10


def test_no_sql_changes_what_was_written(written: StateDatabase, both_settings: Settings) -> None:
    of_engine = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[written.engine.dialect.name]

    assert unrefused(written, [*ON_BOTH, *of_engine]) == []
    assert count_rows(written, "audit_rows") == 3
    assert faults(both_settings) == []


def test_a_row_changed_without_its_guards_breaks_the_chain(
    written: StateDatabase, both_settings: Settings
) -> None:
    change = "update audit_rows set actor = 'nobody' where audit_no = 2"
    without_guards(written, audit.GUARDS, change)

    assert faults(both_settings) == ["Audit row 2 was changed after it was written."]


def test_a_row_taken_out_of_the_middle_is_missed(
    written: StateDatabase, both_settings: Settings
) -> None:
    without_guards(written, audit.GUARDS, "delete from audit_rows where audit_no = 2")

    assert "Between audit rows 1 and 3 rows are missing." in faults(both_settings)


def test_a_trail_whose_end_was_cut_off_is_noticed(
    written: StateDatabase, both_settings: Settings
) -> None:
    cut = "delete from audit_rows where audit_no = 3"
    without_guards(written, (*audit.GUARDS, *users.GUARDS), cut, "delete from signatures")

    (fault,) = faults(both_settings)
    assert fault.startswith("The audit trail ends at row 2, but row 3 was written once")


def test_a_trail_cut_with_its_kept_head_does_not_fit_the_builds(
    written: StateDatabase, both_settings: Settings
) -> None:
    snapshot = Plant().lots("A").publish(both_settings.home) and snapshots.current(both_settings)
    head = written.audit_head()
    manifest = snapshot.folder / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["audit"] = {"audit_no": head.audit_no, "row_hash": head.row_hash}
    manifest.write_text(json.dumps(told), "utf-8")
    assert faults(both_settings) == []

    cut = "delete from audit_rows where audit_no = 3"
    without_guards(written, (*audit.GUARDS, *users.GUARDS), cut, "delete from signatures")
    both_settings.state_head_file.unlink()

    (fault,) = faults(both_settings)
    assert fault.startswith(f"Snapshot {snapshot.id} was built when the audit trail ended at row 3")


def test_a_trail_forged_as_a_whole_is_noticed(
    written: StateDatabase, both_settings: Settings
) -> None:
    forge_chain(written, audit.GUARDS, actor="nobody")

    (fault,) = faults(both_settings)
    assert fault.startswith("Audit row 3 is not the one that was written")


def test_users_changed_by_sql_do_not_fit_the_trail(
    written: StateDatabase, both_settings: Settings
) -> None:
    attack(
        written,
        "update users set role = 'admin' where user_name = 'bob'",
        "update users set password_hash = 'x' where user_name = 'ann'",
        f"insert into users select 'eve', full_name, {USER} from users where user_name = 'bob'",
    )

    assert sorted(faults(both_settings)) == [
        'users {"user_name":"ann"}: password_hash changed behind the audit trail.',
        'users {"user_name":"bob"}: role changed behind the audit trail.',
        'users {"user_name":"eve"} was not written through Lotline.',
    ]


def test_a_missing_guard_is_named(written: StateDatabase, both_settings: Settings) -> None:
    drop = {
        "sqlite": "drop trigger guard_audit_rows_no_update",
        "postgresql": "drop trigger guard_audit_rows_no_update on audit_rows",
    }
    attack(written, drop[written.engine.dialect.name])

    (found,) = faults(both_settings)
    assert found.startswith("The guard guard_audit_rows_no_update is missing")


@pytest.mark.parametrize("statement", WEAKENED)
@postgresql_only
def test_a_guard_that_was_weakened_is_named(
    written: StateDatabase, both_settings: Settings, statement: str
) -> None:
    attack(written, statement)

    assert faults(both_settings) == [
        "The guard guard_audit_rows_no_update was changed or switched off."
    ]


@postgresql_only
def test_a_rule_that_swallows_writes_is_named(
    written: StateDatabase, both_settings: Settings
) -> None:
    attack(written, "create rule quiet as on insert to signatures do instead nothing")

    (found,) = faults(both_settings)
    assert "the rule quiet on signatures" in found


def test_a_trail_put_in_place_of_the_old_one_is_named(
    written: StateDatabase, both_settings: Settings
) -> None:
    attack(
        written,
        "alter table audit_rows rename to old_rows",
        "create table audit_rows as select * from old_rows",
    )

    assert len([fault for fault in faults(both_settings) if "guard_audit_rows_" in fault]) >= 4


def test_a_trail_that_was_dropped_is_missed(
    written: StateDatabase, both_settings: Settings
) -> None:
    attack(written, "drop table audit_rows")

    (found,) = faults(both_settings)
    assert "cannot be used" in found
    assert "audit_rows" in found


def test_writers_at_the_same_time_make_one_chain(
    both_states: StateDatabase, both_settings: Settings
) -> None:
    def note(number: int) -> None:
        with both_states.write(Program("test")) as write:
            write.note("count", {"number": number})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(note, range(20)))

    assert count_rows(both_states, "audit_rows") == 20
    assert faults(both_settings) == []


def test_a_trigger_of_somebody_else_is_named(state: StateDatabase, settings: Settings) -> None:
    add_person(state, "ann", Role.ADMIN)
    attack(
        state,
        "create trigger late after insert on users begin "
        "update users set is_disabled = 1 where user_name = new.user_name; end",
    )

    assert faults(settings) == ["The database has late, which Lotline did not put there."]


def test_a_database_that_is_gone_is_missed(state: StateDatabase, settings: Settings) -> None:
    add_person(state, "ann", Role.ADMIN)
    settings.state_file.unlink()

    (found,) = faults(settings)
    assert "is gone, though an audit trail was kept in it" in found
    assert not settings.state_file.exists()


def test_a_house_without_state_has_nothing_to_examine(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)

    assert examine_state(settings) == []
    assert not settings.state_file.exists()
