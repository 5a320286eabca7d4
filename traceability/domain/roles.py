"""Who may do what: five roles, one per user, and the acts that need a person."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a user is in the house.

    viewer asks; quality states and proposes on the product; data repairs records; approver
    decides what others proposed; admin keeps the users and decides nothing.
    """

    VIEWER = "viewer"
    QUALITY = "quality"
    DATA = "data"
    APPROVER = "approver"
    ADMIN = "admin"


class Act(StrEnum):
    """Something a person does under a name; the value is how a refusal puts it."""

    MANAGE_USERS = "manage users"
    PROPOSE_CORRECTION = "propose a correction"
    DECIDE_CORRECTION = "decide about a correction"
    WORK_ON_FINDING = "take over or accept a finding"
    STATE_WRONG_LOT = "make a statement about a wrong lot"
    DECIDE_WRONG_LOT = "decide about a wrong lot"
    AUDIT_RECORDS = "enter an audit of records"
    ANSWER_ALERT = "answer an alert"
    WORK_ON_CASE = "open or work on a case"
    DECLARE_CASE = "say what a case is, or lead it to its end"
    DECIDE_CASE = "approve in a case"


_WORKING = frozenset({Role.QUALITY, Role.DATA, Role.APPROVER})

ROLES_OF: dict[Act, frozenset[Role]] = {
    Act.MANAGE_USERS: frozenset({Role.ADMIN}),
    Act.PROPOSE_CORRECTION: _WORKING,
    Act.DECIDE_CORRECTION: frozenset({Role.APPROVER}),
    Act.WORK_ON_FINDING: _WORKING,
    Act.STATE_WRONG_LOT: _WORKING | {Role.VIEWER},
    Act.DECIDE_WRONG_LOT: frozenset({Role.APPROVER}),
    Act.AUDIT_RECORDS: _WORKING,
    Act.ANSWER_ALERT: _WORKING,
    Act.WORK_ON_CASE: _WORKING,
    Act.DECLARE_CASE: frozenset({Role.QUALITY, Role.APPROVER}),
    Act.DECIDE_CASE: frozenset({Role.APPROVER}),
}
"""The roles that may do an act; every act has at least one."""


def may(role: Role, act: Act) -> bool:
    """Whether a user of this role may do it."""
    return role in ROLES_OF[act]
