"""The end of a case: its outcome, its signatures, and the record that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Column, String, Table, Text, select

from traceability.domain.cases import Outcome, Signing
from traceability.store.state.case_seal import (
    case_key,
    digest,
    grows_until_sealed,
    in_order,
    number_key,
)
from traceability.store.state.cases import DECLARING, WORKING, next_in_case
from traceability.store.state.columns import one_of, quoted, signature, user
from traceability.store.state.deputies import decided_by_approver
from traceability.store.state.guards import Guard, append_only, role_needed, signed_for
from traceability.store.state.schema import METADATA, Instant
from traceability.store.state.users import SIGNATURES

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

CASE_OUTCOMES = Table(
    "case_outcomes",
    METADATA,
    case_key(),
    number_key("outcome_no"),
    Column("outcome", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    user("stated_by"),
    Column("stated_at", Instant, nullable=False),
    one_of("outcome", Outcome),
    CheckConstraint("trim(reason) <> ''", name="reason"),
)
"""What became of the goods, as the lead states it; the last row counts."""

CASE_SIGNINGS = Table(
    "case_signings",
    METADATA,
    case_key(),
    number_key("signing_no"),
    Column("signing", String(20), nullable=False),
    digest("document_sha256"),
    user("signed_by"),
    user("on_behalf_of", nullable=True),
    Column("signed_at", Instant, nullable=False),
    signature(),
    one_of("signing", Signing),
)
"""document_sha256: of the canonical case document as it stood before this signature. The row of
the approver ends the case."""

CASE_RECORDS = Table(
    "case_records",
    METADATA,
    case_key(),
    digest("document_sha256"),
    Column("kept_at", Instant, nullable=False),
)
"""The case document of a case that is signed or aborted, with all its signatures."""

_LEADS = (
    "select 1 from case_signings as led where led.case_no = new.case_no and led.signing = 'lead'"
)
_ENDED = (
    "exists (select 1 from case_signings as signed where signed.case_no = new.case_no "
    "and signed.signing = 'approver') or "
    "exists (select 1 from case_aborts as aborted where aborted.case_no = new.case_no)"
)
_LAST_LEAD = (
    "select 1 from case_signings as led inner join case_outcomes as stated "
    "on stated.case_no = led.case_no and stated.stated_by = led.signed_by "
    "and stated.stated_at = led.signed_at "
    "where led.case_no = new.case_no and led.signing = 'lead' "
    "and led.signing_no = (select max(one.signing_no) from case_signings as one "
    "where one.case_no = new.case_no and one.signing = 'lead') "
    "and stated.outcome_no = (select max(one.outcome_no) from case_outcomes as one "
    "where one.case_no = new.case_no)"
)

SIGN_OFF = (
    Guard(
        "case_clock",
        "sign_off",
        "insert",
        f"new.event = 'T5' and not exists ({_LAST_LEAD})",
        "The sign-off is set after the lead of a case stated its outcome and signed.",
    ),
)
"""Since `0012_follow_ups`: a sign-off of an open case would be in the way of its closing."""

GUARDS = (
    *SIGN_OFF,
    *grows_until_sealed("case_outcomes", [["case_no", "outcome_no"]]),
    in_order("case_outcomes", "outcome_no"),
    *role_needed("case_outcomes", "stated_by", DECLARING),
    *grows_until_sealed("case_signings", [["case_no", "signing_no"]]),
    in_order("case_signings", "signing_no"),
    signed_for("case_signings", "signed_by", "signed_at", "cases", ["case_no"]),
    Guard(
        "case_signings",
        "signed_once",
        "insert",
        "exists (select 1 from case_signings as there where there.signature_no = new.signature_no)",
        "A signature stands for one signing.",
    ),
    *role_needed("case_signings", "signed_by", WORKING),
    Guard(
        "case_signings",
        "known",
        "insert",
        f"new.signing not in ({quoted(Signing)})",
        "Nobody signs a case for such a reason.",
    ),
    Guard(
        "case_signings",
        "after_lead",
        "insert",
        f"new.signing = 'approver' and not exists ({_LAST_LEAD})",
        "A case is closed by an approver after its lead stated the outcome and signed.",
    ),
    Guard(
        "case_signings",
        "two_persons",
        "insert",
        f"new.signing = 'approver' and exists ({_LEADS} and led.signed_by in "
        "(new.signed_by, coalesce(new.on_behalf_of, new.signed_by)))",
        "A case is closed by two persons: its lead and an approver.",
    ),
    Guard(
        "case_signings",
        "own_name",
        "insert",
        "new.signing <> 'approver' and new.on_behalf_of is not null",
        "Only an approver has a deputy.",
    ),
    decided_by_approver("case_signings", "signed_by", "signed_at", "new.signing = 'approver'"),
    *append_only("case_records", [["case_no"]]),
    Guard(
        "case_records",
        "at_the_end",
        "insert",
        f"not ({_ENDED})",
        "The record of a case is kept when it is signed or aborted.",
    ),
)


def add_outcome(write: StateWrite, case_no: int, outcome: Outcome, reason: str) -> None:
    """Keep what became of the goods."""
    row = {
        "case_no": case_no,
        "outcome_no": next_in_case(write, CASE_OUTCOMES, "outcome_no", case_no),
        "outcome": str(outcome),
        "reason": reason,
        "stated_by": write.actor.name,
        "stated_at": write.at,
    }
    write.insert(CASE_OUTCOMES, row, why=reason)


def add_signing(
    write: StateWrite, case_no: int, signing: Signing, document: str, behalf: str | None
) -> None:
    """Sign a kept case document by its hash."""
    told = {"case_no": case_no, "document_sha256": document}
    meaning = f"{signing.meaning}, for {behalf}" if behalf else signing.meaning
    row = {
        **told,
        "signing_no": next_in_case(write, CASE_SIGNINGS, "signing_no", case_no),
        "signing": str(signing),
        "signed_by": write.actor.name,
        "on_behalf_of": behalf,
        "signed_at": write.at,
        "signature_no": write.sign(meaning, "cases", {"case_no": case_no}, told),
    }
    write.insert(CASE_SIGNINGS, row, why=meaning)


def add_record(write: StateWrite, case_no: int, document: str) -> None:
    """Name the kept document that a case ends with."""
    row = {"case_no": case_no, "document_sha256": document, "kept_at": write.at}
    write.insert(CASE_RECORDS, row)


def read_signings(read: StateRead, case_no: int) -> list[Row]:
    """Signatures of a case, oldest first: the signing with what the signature itself says."""
    signed = SIGNATURES.c
    told = (signed.meaning, signed.full_name, signed.role, signed.user_name, signed.timezone)
    chosen = (
        select(CASE_SIGNINGS, *told)
        .select_from(CASE_SIGNINGS.join(SIGNATURES))
        .where(CASE_SIGNINGS.c.case_no == case_no)
        .order_by(CASE_SIGNINGS.c.signing_no)
    )
    return read.rows(chosen)


def record_of(read: StateRead, case_no: int) -> str | None:
    """Hash of the document that a case ended with; None while it has not."""
    chosen = select(CASE_RECORDS.c.document_sha256).where(CASE_RECORDS.c.case_no == case_no)
    found = read.value(chosen)
    return None if found is None else str(found)
