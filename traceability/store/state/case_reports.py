"""Reports of signed cases as they were first written: bytes that nobody makes anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Integer, String, Table, select

from traceability.store.state.case_documents import keep_document
from traceability.store.state.case_seal import case_key, digest
from traceability.store.state.guards import Guard, append_only
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

CASE_REPORTS = Table(
    "case_reports",
    METADATA,
    case_key(),
    Column("name", String(200), primary_key=True),
    Column("media_type", String(200), nullable=False),
    digest("sha256"),
    Column("byte_count", Integer, nullable=False),
    Column("code_version", String(40), nullable=False),
    Column("kept_at", Instant, nullable=False),
)

GUARDS = (
    *append_only("case_reports", [["case_no", "name"]]),
    Guard(
        "case_reports",
        "signed",
        "insert",
        "not exists (select 1 from case_signings as signed where signed.case_no = new.case_no "
        "and signed.signing = 'approver')",
        "Only reports of a signed case are archived.",
    ),
)


def keep_report(  # noqa: PLR0917 - of which case, what, and by which code
    write: StateWrite, case_no: int, name: str, media_type: str, data: bytes, code_version: str
) -> str:
    """Archive a report of a signed case; returns its SHA-256. Each name is kept once."""
    sha256 = keep_document(write, media_type, data)
    row = {
        "case_no": case_no,
        "name": name,
        "media_type": media_type,
        "sha256": sha256,
        "byte_count": len(data),
        "code_version": code_version,
        "kept_at": write.at,
    }
    write.insert(CASE_REPORTS, row)
    return sha256


def list_reports(read: StateRead, case_no: int) -> list[dict[str, Any]]:
    """Archived reports of a case by name: name, media_type, sha256, byte_count, code_version."""
    chosen = select(CASE_REPORTS).where(CASE_REPORTS.c.case_no == case_no)
    return read.rows(chosen.order_by(CASE_REPORTS.c.name))
