"""Cases as they stand now, put together from the rows that only grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from traceability.domain.cases import CaseHead, CaseKind, CaseState, Outcome, Signing
from traceability.store.state.case_signings import CASE_OUTCOMES, CASE_SIGNINGS
from traceability.store.state.cases import (
    CASE_ABORTS,
    CASE_KINDS,
    CASE_PAUSES,
    CASE_RESUMPTIONS,
    CASES,
)

if TYPE_CHECKING:
    from sqlalchemy import Table

    from traceability.store.state.read import StateRead

Row = dict[str, Any]


def read_heads(read: StateRead, case_no: int | None = None) -> list[CaseHead]:
    """All cases by number, or the one of a number."""
    chosen = select(CASES).order_by(CASES.c.case_no)
    if case_no is not None:
        chosen = chosen.where(CASES.c.case_no == case_no)
    kinds = _last(read, CASE_KINDS, "change_no", case_no)
    outcomes = _last(read, CASE_OUTCOMES, "outcome_no", case_no)
    signed = {
        row["case_no"]: row["signed_at"]
        for row in read.rows(
            select(CASE_SIGNINGS).where(CASE_SIGNINGS.c.signing == str(Signing.APPROVER))
        )
    }
    aborted = {row["case_no"]: row["aborted_at"] for row in read.rows(select(CASE_ABORTS))}
    standing = select(CASE_PAUSES.c.case_no).select_from(CASE_PAUSES.outerjoin(CASE_RESUMPTIONS))
    paused = {
        row["case_no"] for row in read.rows(standing.where(CASE_RESUMPTIONS.c.resumed_at.is_(None)))
    }
    return [
        CaseHead(
            **_kind(row, kinds.get(row["case_no"])),
            state=_state(row["case_no"], signed, aborted, paused),
            closed_at=signed.get(row["case_no"]) or aborted.get(row["case_no"]),
            **_outcome(outcomes.get(row["case_no"])),
        )
        for row in read.rows(chosen)
    ]


def _last(read: StateRead, table: Table, number: str, case_no: int | None) -> dict[int, Row]:
    """The last row of each case in a table."""
    told = table.c
    chosen = select(table).order_by(told.case_no, told[number])
    if case_no is not None:
        chosen = chosen.where(told.case_no == case_no)
    return {row["case_no"]: row for row in read.rows(chosen)}


def _state(
    case_no: int, signed: dict[int, Any], aborted: dict[int, Any], paused: set[int]
) -> CaseState:
    if case_no in signed:
        return CaseState.SIGNED
    if case_no in aborted:
        return CaseState.ABORTED
    return CaseState.PAUSED if case_no in paused else CaseState.OPEN


def _kind(row: Row, last: Row | None) -> Row:
    same = ("case_no", "title", "reason", "scenario", "is_simulated", "opened_by", "opened_at")
    told = last or {"kind": row["opening_kind"], "class_scheme": None, "class_value": None}
    return {
        **{name: row[name] for name in same},
        "kind": CaseKind(told["kind"]),
        "class_scheme": told["class_scheme"],
        "class_value": told["class_value"],
    }


def _outcome(last: Row | None) -> Row:
    if last is None:
        return {"outcome": None, "outcome_reason": None}
    return {"outcome": Outcome(last["outcome"]), "outcome_reason": last["reason"]}
