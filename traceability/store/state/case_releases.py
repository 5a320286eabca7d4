"""What is to be free again: proposed by one person, approved by another."""

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

from traceability.domain.holds import ReleaseGround
from traceability.store.state.case_decisions import (
    decision_table,
    of_proposal,
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


CASE_RELEASES = Table(
    "case_releases",
    METADATA,
    case_key(),
    number_key("release_no"),
    Column("ground", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    user("proposed_by"),
    Column("proposed_at", Instant, nullable=False),
    one_of("ground", ReleaseGround),
    CheckConstraint("trim(reason) <> ''", name="reason"),
)

CASE_RELEASE_LINES = Table(
    "case_release_lines",
    METADATA,
    case_key(),
    number_key("release_no"),
    Column("line_id", Text, primary_key=True),
    of_proposal("case_releases", "release_no"),
)

CASE_RELEASE_DECISIONS = decision_table("case_release_decisions", "case_releases", "release_no")

_SAME = "there.case_no = new.case_no and there.release_no = new.release_no"
_DECIDED = f"exists (select 1 from case_release_decisions as there where {_SAME})"

GUARDS = (
    *grows_until_sealed("case_releases", [["case_no", "release_no"]]),
    in_order("case_releases", "release_no"),
    *role_needed("case_releases", "proposed_by", WORKING),
    Guard(
        "case_releases",
        "four_eyes_before",
        "insert",
        _DECIDED,
        "A decision never comes before what it decides.",
    ),
    *grows_until_sealed("case_release_lines", [["case_no", "release_no", "line_id"]]),
    Guard(
        "case_release_lines",
        "before_decision",
        "insert",
        _DECIDED,
        "Nothing joins a release that somebody decided about.",
    ),
    *signed_decisions("case_release_decisions", "case_releases", "release_no"),
    Guard(
        "case_release_decisions",
        "four_eyes",
        "insert",
        f"not exists (select 1 from case_releases as there where {_SAME}) or "
        f"exists (select 1 from case_releases as there where {_SAME} and there.proposed_by in "
        "(new.decided_by, coalesce(new.on_behalf_of, new.decided_by)))",
        "Who wants goods released and who approves it must be two persons.",
    ),
)


def add_release(write: StateWrite, case_no: int, told: Row, line_ids: list[str]) -> int:
    """Propose that lines become free: ground, reason, proposed_by. Returns its number."""
    number = next_in_case(write, CASE_RELEASES, "release_no", case_no)
    key = {"case_no": case_no, "release_no": number}
    write.insert(CASE_RELEASES, key | told | {"proposed_at": write.at}, why=str(told["reason"]))
    rows = [key | {"line_id": one} for one in line_ids]
    write.insert_many(CASE_RELEASE_LINES, rows, why=f"lines of release {number} of case {case_no}")
    return number


def add_release_decision(
    write: StateWrite, release: Row, is_approved: bool, reason: str, behalf: str | None
) -> int:
    """Sign whether the lines become free; returns the signature's number."""
    key = {"case_no": release["case_no"], "release_no": release["release_no"]}
    word = "approve" if is_approved else "refuse"
    meaning = f"I {word} that these goods are released" + (f", for {behalf}" if behalf else "")
    content = key | {name: release[name] for name in ("ground", "reason", "line_ids")}
    signature = write.sign(meaning, "case_releases", key, content)
    told = {"is_approved": is_approved, "reason": reason, "on_behalf_of": behalf}
    stamp = {"decided_by": write.actor.name, "decided_at": write.at, "signature_no": signature}
    write.insert(CASE_RELEASE_DECISIONS, key | told | stamp, why=reason)
    return signature


def read_releases(read: StateRead, case_no: int) -> list[Row]:
    """Releases by number with line_ids and what was decided; is_approved None: nothing yet."""
    rows = read_proposals(read, CASE_RELEASES, CASE_RELEASE_DECISIONS, case_no, "release_no")
    lines = CASE_RELEASE_LINES.c
    found = {row["release_no"]: row | {"line_ids": []} for row in rows}
    ids = select(CASE_RELEASE_LINES).where(lines.case_no == case_no)
    for row in read.rows(ids.order_by(lines.release_no, lines.line_id)):
        found[row["release_no"]]["line_ids"].append(row["line_id"])
    return list(found.values())
