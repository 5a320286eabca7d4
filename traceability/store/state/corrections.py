"""Corrections and the decisions about them: two tables that only grow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    String,
    Table,
    Text,
    select,
)

from traceability.domain.corrections import Action, Correction, Decision
from traceability.store.state.audit import AUDIT_ROWS
from traceability.store.state.columns import NUMBER, one_of, signature, user
from traceability.store.state.guards import Guard, append_only, four_eyes_across, role_needed
from traceability.store.state.schema import METADATA, Document, Instant
from traceability.store.state.write import content_hash

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite


CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("correction_no", NUMBER, primary_key=True, autoincrement=False),
    Column("action", String(20), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("source_system", String(100), nullable=False),
    Column("row_key", Text, nullable=False),
    Column("column_name", String(60), nullable=True),
    Column("old_value", Text, nullable=True),
    Column("old_uid", Text, nullable=True),
    Column("new_value", Text, nullable=True),
    Column("new_uid", Text, nullable=True),
    Column("reason_code", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    user("proposed_by"),
    Column("proposed_at", Instant, nullable=False),
    Column("revert_of", NUMBER, ForeignKey("corrections.correction_no"), nullable=True),
    Column("seen_load_id", String(20), nullable=False),
    Column("snapshot_id", String(40), nullable=False),
    Column("impact", Document, nullable=False),
    one_of("action", Action),
    CheckConstraint("trim(reason) <> '' and trim(reason_code) <> ''", name="reason"),
)
"""What was proposed; traceability/domain/corrections.py says what the columns mean."""

CORRECTION_DECISIONS = Table(
    "correction_decisions",
    METADATA,
    Column(
        "correction_no",
        NUMBER,
        ForeignKey("corrections.correction_no"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("decision", String(20), nullable=False),
    user("decided_by"),
    Column("decided_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("content_sha256", String(64), nullable=False),
    signature(),
    one_of("decision", Decision),
)
"""content_sha256: of what was decided about, by its canonical text."""

_KEY = [["correction_no"]]
_UNSIGNED = (
    "not exists (select 1 from signatures as signed where signed.signature_no = new.signature_no "
    "and signed.user_name = new.decided_by and signed.content_sha256 = new.content_sha256)"
)
_NOT_APPROVED = (
    "new.revert_of is not null and not exists (select 1 from correction_decisions as decided "
    "where decided.correction_no = new.revert_of and decided.decision = 'approved')"
)

GUARDS = (
    *append_only("corrections", _KEY),
    *role_needed("corrections", "proposed_by", ["quality", "data", "approver"]),
    Guard("corrections", "reason_given", "insert", "trim(new.reason) = ''", "A reason is needed."),
    Guard(
        "corrections",
        "reverts_approved",
        "insert",
        _NOT_APPROVED,
        "Only an approved correction can be taken back.",
    ),
    *append_only("correction_decisions", _KEY),
    *four_eyes_across(
        "correction_decisions", "decided_by", "corrections", "proposed_by", "correction_no"
    ),
    *role_needed("correction_decisions", "decided_by", ["approver"]),
    Guard(
        "correction_decisions",
        "signed",
        "insert",
        _UNSIGNED,
        "A decision needs the signature of who decides, over what is decided about.",
    ),
)


def read_corrections(
    read: StateRead, numbers: list[int] | None = None, *, only: Decision | None = None
) -> list[Correction]:
    """Corrections and their decisions by number: all, of these numbers, or decided so."""
    decided = CORRECTION_DECISIONS.c
    statement = (
        select(
            CORRECTIONS,
            decided.decision,
            decided.decided_by,
            decided.decided_at,
            decided.reason.label("decision_reason"),
            decided.content_sha256,
        )
        .select_from(CORRECTIONS.outerjoin(CORRECTION_DECISIONS))
        .order_by(CORRECTIONS.c.correction_no)
    )
    if numbers is not None:
        statement = statement.where(CORRECTIONS.c.correction_no.in_(numbers))
    if only is not None:
        statement = statement.where(decided.decision == only)
    return [_correction(row) for row in read.rows(statement)]


def add_correction(write: StateWrite, told: dict[str, Any]) -> int:
    """Add a proposal under the next number, which is returned."""
    number = write.next_number(CORRECTIONS.c.correction_no)
    stamp = {"correction_no": number, "proposed_by": write.actor.name, "proposed_at": write.at}
    write.insert(CORRECTIONS, told | stamp, why=str(told["reason"]))
    return number


def add_decision(
    write: StateWrite, correction: Correction, decision: Decision, meaning: str, reason: str
) -> None:
    """Sign a decision about a correction, and keep it.

    Raises RefusedError for a program, for the proposer, and where it was decided before.
    """
    key = {"correction_no": correction.correction_no}
    signature = write.sign(meaning, "corrections", key, correction.content())
    row = {
        **key,
        "decision": str(decision),
        "decided_by": write.actor.name,
        "decided_at": write.at,
        "reason": reason,
        "content_sha256": content_hash(correction.content()),
        "signature_no": signature,
    }
    write.insert(CORRECTION_DECISIONS, row, why=reason or meaning)


def decisions_in_trail(read: StateRead) -> set[tuple[Any, ...]]:
    """(number, decision, by whom, hash of what) of each decision that came through Lotline."""
    names = ("correction_no", "decision", "decided_by", "content_sha256")
    statement = select(AUDIT_ROWS.c.new_value).where(
        AUDIT_ROWS.c.act == "insert", AUDIT_ROWS.c.subject == CORRECTION_DECISIONS.name
    )
    told = (json.loads(row["new_value"]) for row in read.rows(statement))
    return {tuple(row[name] for name in names) for row in told}


def is_unaltered(correction: Correction) -> bool:
    """Whether a decided correction still says what was signed."""
    return correction.content_sha256 == content_hash(correction.content())


def _correction(row: dict[str, Any]) -> Correction:
    decision = row["decision"]
    told = {"action": Action(row["action"]), "decision": decision and Decision(decision)}
    return Correction(**row | told)
