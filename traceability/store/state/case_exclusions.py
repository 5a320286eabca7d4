"""Lines left out of a case: proposed by one person, decided by another, taken back by anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    String,
    Table,
    Text,
    select,
)

from traceability.domain.cases import ActionList, ExclusionBasis
from traceability.store.state.case_decisions import (
    decision_table,
    read_proposals,
    signed_decisions,
)
from traceability.store.state.case_seal import (
    case_key,
    grows_until_sealed,
    in_order,
    number_key,
)
from traceability.store.state.cases import WORKING, next_in_case
from traceability.store.state.columns import one_of, user
from traceability.store.state.guards import Guard, role_needed
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

CASE_EXCLUSIONS = Table(
    "case_exclusions",
    METADATA,
    case_key(),
    number_key("exclusion_no"),
    Column("line_id", Text, nullable=False),
    Column("action_list", String(20), nullable=False),
    Column("what", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", String(20), nullable=False),
    user("proposed_by"),
    Column("proposed_at", Instant, nullable=False),
    one_of("action_list", ActionList),
    one_of("basis", ExclusionBasis),
    CheckConstraint("trim(reason) <> ''", name="reason"),
)

CASE_EXCLUSION_DECISIONS = decision_table(
    "case_exclusion_decisions", "case_exclusions", "exclusion_no"
)

CASE_REINSTATEMENTS = Table(
    "case_reinstatements",
    METADATA,
    case_key(),
    number_key("reinstatement_no"),
    Column("line_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    user("reinstated_by"),
    Column("reinstated_at", Instant, nullable=False),
)
"""Lines that somebody put back; an exclusion decided before it no longer counts."""

_SAME = "there.case_no = new.case_no and there.exclusion_no = new.exclusion_no"
_TWO = "Who proposes to leave a line out and who decides must be two persons."

GUARDS = (
    *grows_until_sealed("case_exclusions", [["case_no", "exclusion_no"]]),
    in_order("case_exclusions", "exclusion_no"),
    *role_needed("case_exclusions", "proposed_by", WORKING),
    *signed_decisions("case_exclusion_decisions", "case_exclusions", "exclusion_no"),
    Guard(
        "case_exclusion_decisions",
        "four_eyes",
        "insert",
        f"exists (select 1 from case_exclusions as there where {_SAME} and there.proposed_by in "
        "(new.decided_by, coalesce(new.on_behalf_of, new.decided_by)))",
        _TWO,
    ),
    Guard(
        "case_exclusion_decisions",
        "proposed",
        "insert",
        f"not exists (select 1 from case_exclusions as there where {_SAME})",
        "A decision needs the proposal that it decides.",
    ),
    Guard(
        "case_exclusions",
        "four_eyes_before",
        "insert",
        f"exists (select 1 from case_exclusion_decisions as there where {_SAME})",
        "A decision never comes before what it decides.",
    ),
    *grows_until_sealed("case_reinstatements", [["case_no", "reinstatement_no"]]),
    in_order("case_reinstatements", "reinstatement_no"),
    *role_needed("case_reinstatements", "reinstated_by", WORKING),
)


def add_exclusion(write: StateWrite, case_no: int, told: Row) -> int:
    """Propose a line (line_id, action_list, what, reason, basis) under a number; returns it."""
    number = next_in_case(write, CASE_EXCLUSIONS, "exclusion_no", case_no)
    stamp = {"proposed_by": write.actor.name, "proposed_at": write.at}
    row = {"case_no": case_no, "exclusion_no": number, **told, **stamp}
    write.insert(CASE_EXCLUSIONS, row, why=str(told["reason"]))
    return number


def add_exclusion_decision(
    write: StateWrite, exclusion: Row, is_approved: bool, reason: str, behalf: str | None
) -> None:
    """Sign whether a line is left out, and keep it."""
    key = {"case_no": exclusion["case_no"], "exclusion_no": exclusion["exclusion_no"]}
    word = "approve" if is_approved else "refuse"
    meaning = f"I {word} that this line is left out" + (f", for {behalf}" if behalf else "")
    content = {
        name: exclusion[name] for name in ("line_id", "action_list", "reason", "basis")
    } | key
    row = {
        **key,
        "is_approved": is_approved,
        "reason": reason,
        "decided_by": write.actor.name,
        "on_behalf_of": behalf,
        "decided_at": write.at,
        "signature_no": write.sign(meaning, "case_exclusions", key, content),
    }
    write.insert(CASE_EXCLUSION_DECISIONS, row, why=reason or meaning)


def add_reinstatement(write: StateWrite, case_no: int, line_id: str, reason: str) -> None:
    """Put a line back."""
    number = next_in_case(write, CASE_REINSTATEMENTS, "reinstatement_no", case_no)
    stamp = {"reinstated_by": write.actor.name, "reinstated_at": write.at}
    told = {"case_no": case_no, "reinstatement_no": number, "line_id": line_id, "reason": reason}
    write.insert(CASE_REINSTATEMENTS, told | stamp, why=reason)


def read_exclusions(read: StateRead, case_no: int) -> list[Row]:
    """Exclusions by number with what was decided; is_approved is None while nobody decided."""
    return read_proposals(read, CASE_EXCLUSIONS, CASE_EXCLUSION_DECISIONS, case_no, "exclusion_no")


def read_reinstatements(read: StateRead, case_no: int) -> list[Row]:
    """Lines that were put back, oldest first."""
    told = CASE_REINSTATEMENTS.c
    chosen = select(CASE_REINSTATEMENTS).where(told.case_no == case_no)
    return read.rows(chosen.order_by(told.reinstatement_no))
