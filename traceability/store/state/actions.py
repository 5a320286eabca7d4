"""Corrective and preventive actions of cases: who, until when, done, and whether it helped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    select,
)

from traceability.store.state.cases import WORKING
from traceability.store.state.columns import NUMBER, user
from traceability.store.state.guards import Guard, append_only, four_eyes_across, role_needed
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

CASE_ACTIONS = Table(
    "case_actions",
    METADATA,
    Column("action_no", NUMBER, primary_key=True, autoincrement=False),
    Column("case_no", NUMBER, ForeignKey("cases.case_no"), nullable=False),
    Column("what", Text, nullable=False),
    user("owner"),
    Column("due_on", String(10), nullable=False),
    user("planned_by"),
    Column("planned_at", Instant, nullable=False),
    CheckConstraint("trim(what) <> ''", name="what"),
    CheckConstraint("length(due_on) = 10", name="due_on"),
)
"""What is done because of a case. Actions outlive it: they are added and done after its end."""

CASE_ACTIONS_DONE = Table(
    "case_actions_done",
    METADATA,
    Column("action_no", NUMBER, ForeignKey("case_actions.action_no"), primary_key=True,
           autoincrement=False),
    Column("done_no", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    user("done_by"),
    Column("done_at", Instant, nullable=False),
    CheckConstraint("trim(note) <> ''", name="note"),
)  # fmt: skip
"""What was done; again under the next number where it did not help."""

CASE_ACTION_CHECKS = Table(
    "case_action_checks",
    METADATA,
    Column("action_no", NUMBER, primary_key=True, autoincrement=False),
    Column("done_no", Integer, primary_key=True, autoincrement=False),
    Column("is_effective", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    user("checked_by"),
    Column("checked_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["action_no", "done_no"], ["case_actions_done.action_no", "case_actions_done.done_no"]
    ),
    CheckConstraint("trim(note) <> ''", name="note"),
)
"""Whether it helped, as somebody else found."""

_OPEN = (
    "exists (select 1 from case_actions_done as done where done.action_no = new.action_no and "
    "not exists (select 1 from case_action_checks as looked where "
    "looked.action_no = done.action_no and looked.done_no = done.done_no "
    "and not looked.is_effective))"
)
GUARDS = (
    *append_only("case_actions", [["action_no"]]),
    *append_only("case_actions_done", [["action_no", "done_no"]]),
    *append_only("case_action_checks", [["action_no", "done_no"]]),
    *role_needed("case_actions", "planned_by", WORKING),
    *role_needed("case_actions_done", "done_by", WORKING),
    *role_needed("case_action_checks", "checked_by", WORKING),
    Guard(
        "case_actions_done",
        "once",
        "insert",
        _OPEN,
        "The action is done already; it is done again only after a check found it without effect.",
    ),
    *four_eyes_across(
        "case_action_checks", "checked_by", "case_actions", "owner", "action_no", "owner"
    ),
    Guard(
        "case_action_checks",
        "doer",
        "insert",
        "not exists (select 1 from case_actions_done as done where "
        "done.action_no = new.action_no and done.done_no = new.done_no "
        "and lower(trim(done.done_by)) <> lower(trim(new.checked_by)))",
        "Who did it does not check whether it helped.",
    ),
)


def add_action(write: StateWrite, told: Row) -> int:
    """Plan an action under the next number, which is returned: case_no, what, owner, due_on."""
    number = write.next_number(CASE_ACTIONS.c.action_no)
    stamp = {"action_no": number, "planned_by": write.actor.name, "planned_at": write.at}
    write.insert(CASE_ACTIONS, told | stamp, why=str(told["what"]))
    return number


def add_done(write: StateWrite, action_no: int, done_no: int, note: str) -> None:
    """Say that an action is done."""
    row = {
        "action_no": action_no,
        "done_no": done_no,
        "note": note,
        "done_by": write.actor.name,
        "done_at": write.at,
    }
    write.insert(CASE_ACTIONS_DONE, row, why=note)


def add_check(
    write: StateWrite, action_no: int, done_no: int, note: str, *, is_effective: bool
) -> None:
    """Say whether an action helped."""
    row = {
        "action_no": action_no,
        "done_no": done_no,
        "is_effective": is_effective,
        "note": note,
        "checked_by": write.actor.name,
        "checked_at": write.at,
    }
    write.insert(CASE_ACTION_CHECKS, row, why=note)


def read_actions(read: StateRead) -> list[Row]:
    """Every action by number."""
    return read.rows(select(CASE_ACTIONS).order_by(CASE_ACTIONS.c.action_no))


def read_done(read: StateRead) -> list[Row]:
    """What was done of all actions, in order, each with its check where there is one."""
    done, looked = CASE_ACTIONS_DONE.c, CASE_ACTION_CHECKS.c
    checks = (looked.is_effective, looked.checked_by, looked.checked_at)
    chosen = (
        select(CASE_ACTIONS_DONE, *checks, looked.note.label("check_note"))
        .select_from(CASE_ACTIONS_DONE.outerjoin(CASE_ACTION_CHECKS))
        .order_by(done.action_no, done.done_no)
    )
    return read.rows(chosen)
