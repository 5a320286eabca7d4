"""Reading the state database: rows as plain dicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from traceability.store.state.audit import AUDIT_ROWS

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.engine import Connection


class StateRead:
    """One connection with a consistent view."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, statement: Select[Any]) -> list[dict[str, Any]]:
        """All rows of a select, in its order; none for a number that is too large to be kept."""
        try:
            return [dict(row) for row in self.connection.execute(statement).mappings()]
        except OverflowError:
            return []

    def one(self, statement: Select[Any]) -> dict[str, Any] | None:
        """The first row of a select; None when there is none, or for a number that is too large."""
        try:
            row = self.connection.execute(statement).mappings().first()
        except OverflowError:
            return None
        return None if row is None else dict(row)

    def value(self, statement: Select[Any]) -> Any:
        """The first column of the first row; None when there is none."""
        return self.connection.execute(statement).scalar()

    def audit_count(self) -> int:
        """How many rows the audit trail has."""
        return int(self.value(select(func.count()).select_from(AUDIT_ROWS)))
