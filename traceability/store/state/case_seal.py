"""What ends a case in the database: after the last signature, or an abort, nothing is added."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Integer, String

from traceability.store.state.columns import NUMBER
from traceability.store.state.guards import Guard, append_only


def case_key() -> Column[int]:
    """The column that says of which case a row is; part of the primary key."""
    return Column(
        "case_no", NUMBER, ForeignKey("cases.case_no"), primary_key=True, autoincrement=False
    )


def number_key(name: str) -> Column[int]:
    """The number of a row within its case; part of the primary key."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def digest(name: str, *, nullable: bool = False) -> Column[str]:
    """A column that names a kept document."""
    return Column(name, String(64), ForeignKey("case_documents.sha256"), nullable=nullable)


def sealed(table: str) -> tuple[Guard, ...]:
    """Rows of a case that is signed or aborted are neither added nor changed.

    The table has a column case_no. Use it with `append_only` or `never_removed`.
    """
    return tuple(
        Guard(
            table,
            f"sealed_{event}",
            event,
            " or ".join(_ended(f"{row}.case_no") for row in rows),
            "The case is signed or aborted: nothing of it changes any more.",
        )
        for event, rows in (("insert", ["new"]), ("update", ["new", "old"]))
    )


def grows_until_sealed(table: str, keys: Sequence[Sequence[str]]) -> tuple[Guard, ...]:
    """The guards of nearly every table of a case: append-only, and closed with the case."""
    return (*append_only(table, keys), sealed(table)[0])


def in_order(table: str, column: str) -> Guard:
    """Numbers within a case follow one another without a gap."""
    last = f"select coalesce(max(there.{column}), 0) from {table} as there"
    return Guard(
        table,
        "in_order",
        "insert",
        f"new.{column} is distinct from ({last} where there.case_no = new.case_no) + 1",
        f"The next {column} of a case is one more than its last.",
    )


def _ended(case_no: str) -> str:
    return (
        f"exists (select 1 from case_signings as signed where signed.case_no = {case_no} "
        "and signed.signing = 'approver') or "
        f"exists (select 1 from case_aborts as aborted where aborted.case_no = {case_no})"
    )
