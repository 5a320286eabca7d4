"""Which ended case a new one follows: what that one still holds is released in the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Table, select

from traceability.store.state.case_seal import case_key, grows_until_sealed
from traceability.store.state.cases import WORKING
from traceability.store.state.columns import NUMBER, user
from traceability.store.state.guards import Guard, role_needed
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

CASE_FOLLOW_UPS = Table(
    "case_follow_ups",
    METADATA,
    case_key(),
    Column("follows_no", NUMBER, ForeignKey("cases.case_no"), nullable=False),
    user("entered_by"),
    Column("entered_at", Instant, nullable=False),
)

GUARDS = (
    *grows_until_sealed("case_follow_ups", [["case_no"]]),
    *role_needed("case_follow_ups", "entered_by", WORKING),
    Guard(
        "case_follow_ups",
        "ended",
        "insert",
        "not exists (select 1 from case_signings as signed where signed.case_no = new.follows_no "
        "and signed.signing = 'approver')",
        "A case follows one that two persons closed.",
    ),
)


def add_follow_up(write: StateWrite, case_no: int, follows_no: int) -> None:
    """Say which ended case a case follows."""
    stamp = {"entered_by": write.actor.name, "entered_at": write.at}
    write.insert(CASE_FOLLOW_UPS, {"case_no": case_no, "follows_no": follows_no, **stamp})


def read_follow_ups(read: StateRead) -> dict[int, int]:
    """By case the ended one that it follows."""
    told = CASE_FOLLOW_UPS.c
    chosen = select(told.case_no, told.follows_no).order_by(told.case_no)
    return {row["case_no"]: row["follows_no"] for row in read.rows(chosen)}
