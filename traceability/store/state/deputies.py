"""Deputies: who may approve in the place of an approver, until when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Column, Table, Text, func, select

from traceability.domain.deputies import Deputy
from traceability.store.state.columns import NUMBER, user
from traceability.store.state.guards import Guard, append_only, role_needed
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

DEPUTIES = Table(
    "deputies",
    METADATA,
    Column("deputy_no", NUMBER, primary_key=True, autoincrement=False),
    user("approver_name"),
    user("deputy_name"),
    Column("until_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    user("named_by"),
    Column("named_at", Instant, nullable=False),
    CheckConstraint("approver_name <> deputy_name", name="two_persons"),
)
"""The last row of a pair counts: naming a deputy again until now ends it."""

GUARDS = (
    *append_only("deputies", [["deputy_no"]]),
    Guard(
        "deputies",
        "two_persons",
        "insert",
        "new.approver_name = new.deputy_name",
        "An approver and the deputy must be two persons.",
    ),
    *role_needed("deputies", "approver_name", ["approver"], "approver"),
    *role_needed("deputies", "deputy_name", ["quality", "data", "approver"], "deputy"),
    *role_needed("deputies", "named_by", ["admin"], "admin"),
)


def decided_by_approver(table: str, person: str, at: str, when: str = "true") -> Guard:
    """The person in a column must be an approver in force, or the deputy of one at that time.

    The table has a column on_behalf_of: null, or whose deputy signed. when: for which rows.
    """
    may = (
        f"exists (select 1 from users as who where who.user_name = new.{person} "
        "and not who.is_disabled and (new.on_behalf_of is not null or who.role = 'approver')) "
        "and (new.on_behalf_of is null or exists (select 1 from deputies as named "
        "inner join users as chief on chief.user_name = named.approver_name "
        f"where named.deputy_name = new.{person} and named.approver_name = new.on_behalf_of "
        "and chief.role = 'approver' and not chief.is_disabled "
        f"and named.named_at <= new.{at} and new.{at} <= named.until_at "
        "and not exists (select 1 from deputies as later "
        "where later.deputy_name = named.deputy_name "
        "and later.approver_name = named.approver_name and later.deputy_no > named.deputy_no)))"
    )
    return Guard(
        table,
        "approver",
        "insert",
        f"{when} and not ({may})",
        f"{person} of {table} must be an approver in force, or the deputy of one.",
    )


def add_deputy(write: StateWrite, told: dict[str, Any]) -> int:
    """Name a deputy: approver_name, deputy_name, until_at, reason. Returns the number."""
    number = write.next_number(DEPUTIES.c.deputy_no)
    stamp = {"deputy_no": number, "named_by": write.actor.name, "named_at": write.at}
    write.insert(DEPUTIES, told | stamp, why=str(told["reason"]))
    return number


def read_deputies(read: StateRead) -> list[Deputy]:
    """What counts of every pair of approver and deputy, by number."""
    last = select(func.max(DEPUTIES.c.deputy_no)).group_by(
        DEPUTIES.c.approver_name, DEPUTIES.c.deputy_name
    )
    chosen = select(DEPUTIES).where(DEPUTIES.c.deputy_no.in_(last))
    return [Deputy(**row) for row in read.rows(chosen.order_by(DEPUTIES.c.deputy_no))]


def is_deputy(read: StateRead, deputy: str, approver: str, at: datetime) -> bool:
    """Whether one may approve in the place of the other at that time."""
    return any(
        (one.deputy_name, one.approver_name) == (deputy, approver) and at <= one.until_at
        for one in read_deputies(read)
    )
