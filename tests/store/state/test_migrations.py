"""The tables that migrations make are those the code knows, on both engines."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from tests.store.state.attacks import put_guards, take_away
from traceability.errors import DataMissingError
from traceability.settings import Settings
from traceability.store.state import (
    StateDatabase,
    case_follow_ups,
    case_signings,
    drills,
    migrate,
    open_state,
    wrong_lots,
)
from traceability.store.state.examine import guard_faults
from traceability.store.state.migrations.versions.m0006_wrong_lots import SIGNED_BY
from traceability.store.state.schema import METADATA


def test_migrated_tables_are_the_tables_the_code_knows(both_states: StateDatabase) -> None:
    with both_states.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, METADATA)

    assert differences == []


def test_constraints_have_the_names_and_columns_the_code_knows(both_states: StateDatabase) -> None:
    with both_states.engine.connect() as connection:
        inspector = inspect(connection)
        for table in METADATA.sorted_tables:
            keys = inspector.get_pk_constraint(table.name)["constrained_columns"]
            foreign = {
                (tuple(one["constrained_columns"]), one["referred_table"])
                for one in inspector.get_foreign_keys(table.name)
            }
            checks = {one["name"] for one in inspector.get_check_constraints(table.name)}

            assert keys == [column.name for column in table.primary_key], table.name
            assert foreign == {
                (tuple(column.name for column in one.columns), one.referred_table.name)
                for one in table.foreign_key_constraints
            }, table.name
            told = [one for one in table.constraints if one.__visit_name__ == "check_constraint"]
            assert {str(one.name) for one in told} <= checks, table.name


def test_a_new_kind_of_alert_needs_no_migration(state: StateDatabase) -> None:
    checks = inspect(state.engine).get_check_constraints("alerts")

    assert [one["name"] for one in checks if "kind" in one["sqltext"]] == []


def test_files_of_migrations_form_the_chain_that_their_names_tell() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")

    chain = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]

    assert list(reversed(chain)) == migrate.known_revisions()


def test_a_home_of_the_step_before_gets_the_stricter_guards(both_states: StateDatabase) -> None:
    """What the step before left is put back; the step is run again over it."""
    with both_states.engine.begin() as connection:
        take_away(connection, wrong_lots.SIGNED)
        put_guards(connection, SIGNED_BY)
        connection.execute(text("update alembic_version set version_num = '0010_holds'"))
        assert len(list(guard_faults(connection))) == len(wrong_lots.SIGNED) + len(SIGNED_BY)
        later = (*case_follow_ups.GUARDS, *case_signings.SIGN_OFF, *drills.AT_CLOSING)
        take_away(connection, later)
        connection.execute(text("drop table case_follow_ups"))

    migrate.migrate(both_states.engine)

    with both_states.engine.connect() as connection:
        assert list(guard_faults(connection)) == []
        assert migrate.known_revisions()[-1] == connection.scalar(
            text("select version_num from alembic_version")
        )


def test_two_that_open_a_new_house_at_once_both_find_it_whole(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "new")

    with ThreadPoolExecutor(4) as pool:
        states = list(pool.map(open_state, [settings] * 4))

    assert [state.audit_head().audit_no for state in states] == [0] * 4


def test_a_database_of_a_newer_lotline_is_left_alone(both_settings: Settings) -> None:
    with open_state(both_settings).engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999_later'"))

    with pytest.raises(DataMissingError, match="9999_later"):
        open_state(both_settings)
