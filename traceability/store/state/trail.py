"""Reads the audit trail and the kept records of cases, for those who check them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from traceability.store.state.audit import AUDIT_ROWS
from traceability.store.state.case_signings import CASE_RECORDS
from traceability.store.state.schema import instant_text
from traceability.store.state.users import SIGNATURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from traceability.store.state.read import StateRead


def read_trail(read: StateRead, begins: datetime, ends: datetime) -> Iterator[dict[str, Any]]:
    """Rows of the trail from the first to the last one of a time, in their order, without a hole.

    Where a clock was set back, rows between them that bear another time are among them.
    """
    told = AUDIT_ROWS.c
    numbers = select(func.min(told.audit_no), func.max(told.audit_no)).where(
        told.occurred_at >= instant_text(begins), told.occurred_at < instant_text(ends)
    )
    first, last = read.connection.execute(numbers).one()
    if first is not None:
        rows = select(AUDIT_ROWS).where(told.audit_no.between(first, last))
        for row in read.connection.execute(rows.order_by(told.audit_no)).mappings():
            yield dict(row)


def read_records(read: StateRead) -> dict[int, str]:
    """Hash of the kept document of each case that is signed or aborted."""
    rows = read.rows(select(CASE_RECORDS).order_by(CASE_RECORDS.c.case_no))
    return {row["case_no"]: row["document_sha256"] for row in rows}


def read_signatures(read: StateRead, begin: datetime, until: datetime) -> list[dict[str, Any]]:
    """Signatures given in a time, by number."""
    told = SIGNATURES.c
    rows = read.rows(select(SIGNATURES).order_by(told.signature_no))
    return [row for row in rows if begin <= row["signed_at"] < until]
