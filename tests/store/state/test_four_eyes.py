"""Who proposed cannot approve: refused by the database, however the SQL is written."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table
from sqlalchemy.exc import DBAPIError

from tests.store.state.attacks import attack, count_rows, make_table, unrefused
from tests.store.state.conftest import add_person
from traceability.domain.roles import Role
from traceability.store.state import StateDatabase
from traceability.store.state.guards import (
    append_only,
    fixed_columns,
    four_eyes,
    four_eyes_across,
    never_removed,
    role_needed,
)

_TABLES = MetaData()
_KEY = [["proposal_no"]]
PROPOSALS = Table(
    "proposals",
    _TABLES,
    Column("proposal_no", Integer, primary_key=True),
    Column("proposed_by", String(100), nullable=False),
)
DECISIONS = Table(
    "decisions",
    _TABLES,
    Column("proposal_no", Integer, primary_key=True),
    Column("decided_by", String(100), nullable=False),
)
REVIEWS = Table(
    "reviews",
    _TABLES,
    Column("review_no", Integer, primary_key=True),
    Column("written_by", String(100), nullable=False),
    Column("approved_by", String(100), nullable=True),
)


@pytest.fixture
def house(both_states: StateDatabase) -> StateDatabase:
    """Two tables that only grow, and one whose rows change; Ann and Bob may decide, Vic may not."""
    across = four_eyes_across("decisions", "decided_by", "proposals", "proposed_by", "proposal_no")
    roles = role_needed("decisions", "decided_by", ["approver"])
    make_table(both_states, PROPOSALS, append_only("proposals", _KEY))
    make_table(both_states, DECISIONS, (*append_only("decisions", _KEY), *across, *roles))
    make_table(
        both_states,
        REVIEWS,
        (
            *never_removed("reviews", [["review_no"]]),
            fixed_columns("reviews", ["review_no", "written_by"]),
            *four_eyes("reviews", "written_by", "approved_by"),
        ),
    )
    for name, role in [("ann", Role.APPROVER), ("bob", Role.APPROVER), ("vic", Role.VIEWER)]:
        add_person(both_states, name, role)
    attack(
        both_states,
        "insert into proposals values (1, 'ann')",
        "insert into reviews values (1, 'ann', null)",
    )
    return both_states


def test_a_second_person_may_decide(house: StateDatabase) -> None:
    attack(
        house,
        "insert into decisions values (1, 'bob')",
        "update reviews set approved_by = 'bob'",
    )


ALIKE = [
    "insert into decisions values (1, 'ann')",
    "insert into decisions values (1, ' ANN ')",
    "insert into decisions values (1, 'vic')",
    "insert into decisions values (1, 'nobody')",
    "update proposals set proposed_by = 'bob'",
    "delete from proposals",
    "update reviews set approved_by = 'ann'",
    "update reviews set approved_by = 'Ann '",
    "update reviews set written_by = 'bob', approved_by = 'ann'",
    "update reviews set review_no = 2",
    "insert into reviews values (2, 'ann', 'ann')",
    "delete from reviews",
]


ON_SQLITE = [
    "insert or replace into proposals values (1, 'bob')",
    "insert or replace into reviews values (1, 'bob', 'ann')",
    ["pragma ignore_check_constraints = on", "update reviews set approved_by = 'ann'"],
    "insert or ignore into decisions values (1, 'ann')",
]
ON_POSTGRESQL = [
    "truncate proposals",
    ["set session_replication_role = replica", "update reviews set approved_by = 'ann'"],
    (
        "insert into reviews values (1, 'bob', null) "
        "on conflict (review_no) do update set written_by = 'bob'"
    ),
]


def test_the_same_person_may_not_by_any_sql(house: StateDatabase) -> None:
    of_engine = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}[house.engine.dialect.name]

    assert unrefused(house, [*ALIKE, *of_engine]) == []
    assert count_rows(house, "decisions") == 0


def test_a_disabled_approver_decides_nothing(house: StateDatabase) -> None:
    disabled = "update users set is_disabled = true where user_name = 'bob'"
    attack(house, disabled)

    with pytest.raises(DBAPIError, match="user in force with the role approver"):
        attack(house, "insert into decisions values (1, 'bob')")
