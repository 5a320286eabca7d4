"""What a second person said of a proposal in a case: approved or not, signed, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Table, Text, select

from traceability.store.state.case_seal import (
    case_key,
    grows_until_sealed,
    number_key,
)
from traceability.store.state.columns import signature, user
from traceability.store.state.deputies import decided_by_approver
from traceability.store.state.guards import signed_for
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.guards import Guard
    from traceability.store.state.read import StateRead

Row = dict[str, Any]


def of_proposal(proposals: str, number: str) -> ForeignKeyConstraint:
    """A row belongs to the proposal with its case and number."""
    return ForeignKeyConstraint(
        ["case_no", number], [f"{proposals}.case_no", f"{proposals}.{number}"]
    )


def decision_table(name: str, proposals: str, number: str) -> Table:
    """The table of what was decided about proposals; one row for each at most."""
    return Table(
        name,
        METADATA,
        case_key(),
        number_key(number),
        Column("is_approved", Boolean, nullable=False),
        Column("reason", Text, nullable=False),
        user("decided_by"),
        user("on_behalf_of", nullable=True),
        Column("decided_at", Instant, nullable=False),
        signature(),
        of_proposal(proposals, number),
    )


def signed_decisions(table: str, proposals: str, number: str) -> tuple[Guard, ...]:
    """Decisions only grow, and are signed as such by an approver or the deputy of one.

    That two persons propose and decide is each table's own guard.
    """
    key = ["case_no", number]
    return (
        *grows_until_sealed(table, [key]),
        signed_for(table, "decided_by", "decided_at", proposals, key),
        decided_by_approver(table, "decided_by", "decided_at"),
    )


def read_proposals(
    read: StateRead, proposals: Table, decisions: Table, case_no: int, number: str
) -> list[Row]:
    """Proposals by number with what was decided; is_approved is None while nobody decided."""
    decided = decisions.c
    told = (decided.is_approved, decided.decided_by, decided.on_behalf_of, decided.decided_at)
    chosen = (
        select(proposals, *told)
        .select_from(proposals.outerjoin(decisions))
        .where(proposals.c.case_no == case_no)
        .order_by(proposals.c[number])
    )
    return read.rows(chosen)
