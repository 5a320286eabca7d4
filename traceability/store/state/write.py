"""Writing the state database: every act leaves its row in the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, and_, func, insert, select, update

from traceability.domain.actors import PROOF_LASTS, Person
from traceability.errors import NotFoundError, RefusedError
from traceability.store.state.audit import append_row
from traceability.store.state.read import StateRead
from traceability.store.state.schema import canonical_text, instant_text
from traceability.store.state.users import SIGNATURES

if TYPE_CHECKING:
    from sqlalchemy import Update
    from sqlalchemy.engine import Connection

    from traceability.domain.actors import Actor

_SECRET = {"password_hash"}
_AT_ONCE = 500

Row = dict[str, Any]


class StateWrite(StateRead):
    """One transaction under one name. `at` is the one instant of all its rows."""

    def __init__(self, connection: Connection, actor: Actor, timezone: str) -> None:
        super().__init__(connection)
        self.actor = actor
        self.timezone = timezone
        self.at = datetime.now(UTC)

    def next_number(self, column: Column[Any]) -> int:
        """The number after the highest one: without a gap, as only one writer is in at a time."""
        return int(self.value(select(func.coalesce(func.max(column), 0) + 1)))

    def insert(self, table: Table, row: Row, *, why: str = "") -> None:
        """Add one row; its values stand in the trail."""
        self.connection.execute(insert(table).values(row))
        self._append("insert", table.name, _key_of(table, row), None, row, why)

    def update(self, table: Table, key: Row, values: Row, *, why: str = "") -> Row:
        """Change one row; what really changed stands in the trail. Returns the row before.

        Raises NotFoundError when no row has the key.
        """
        chosen = and_(*(table.c[name] == value for name, value in key.items()))
        before = self.one(select(table).where(chosen))
        if before is None:
            raise NotFoundError(f"{table.name} has no row {canonical_text(key)}.")
        changed = {name: value for name, value in values.items() if before[name] != value}
        if changed:
            self.connection.execute(update(table).where(chosen).values(changed))
            old = {name: before[name] for name in changed}
            self._append("update", table.name, _key_of(table, before), old, changed, why)
        return before

    def insert_many(self, table: Table, rows: Sequence[Row], *, why: str = "") -> None:
        """Add many rows, all with the same columns, under one audit row: their count and hash."""
        for first in range(0, len(rows), _AT_ONCE):
            self.connection.execute(insert(table), list(rows[first : first + _AT_ONCE]))
        digest = sha256()
        for row in rows:
            digest.update(canonical_text(row).encode() + b"\n")
        told = {"row_count": len(rows), "sha256": digest.hexdigest()}
        self._append("insert_many", table.name, {}, None, told, why)

    def update_many(self, statement: Update, told: Row, *, why: str = "") -> int:
        """Run one update of many rows under one audit row. told: what it does, in plain values.

        Returns how many rows changed; none leave no audit row.
        """
        count = self.connection.execute(statement).rowcount
        if count:
            table = getattr(statement.table, "name", "")
            self._append("update_many", table, {}, None, {"row_count": count, **told}, why)
        return int(count)

    def note(self, subject: str, key: Row, told: Row | None = None, *, why: str = "") -> None:
        """Put something into the trail that changes no table, such as an export."""
        self._append("note", subject, key, None, told, why)

    def sign(self, meaning: str, subject: str, key: Row, content: Any) -> int:
        """Sign plain values as the person who writes; returns the signature's number.

        Raises RefusedError for a program, and when the password was given too long ago.
        """
        person = self.actor
        if not isinstance(person, Person):
            raise RefusedError(f"{person.name} is a program, and only a person signs.")
        if not person.proven_at <= self.at <= person.proven_at + PROOF_LASTS:
            raise RefusedError(
                f"{person.name} gave the password too long ago to sign.", hint="Sign in again."
            )
        number = self.next_number(SIGNATURES.c.signature_no)
        row = {
            "signature_no": number,
            "user_name": person.name,
            "full_name": person.full_name,
            "role": str(person.role),
            "meaning": meaning,
            "subject": subject,
            "subject_key": canonical_text(key),
            "content_sha256": content_hash(content),
            "proven_at": person.proven_at,
            "signed_at": self.at,
            "timezone": self.timezone,
        }
        self.insert(SIGNATURES, row, why=meaning)
        return number

    def _append(  # noqa: PLR0917 - the columns of an audit row
        self, act: str, subject: str, key: Row, old: Row | None, new: Row | None, why: str
    ) -> None:
        told = {
            "occurred_at": instant_text(self.at),
            "timezone": self.timezone,
            "actor": self.actor.name,
            "actor_kind": self.actor.kind,
            "act": act,
            "subject": subject,
            "subject_key": canonical_text(key),
            "old_value": None if old is None else canonical_text(without_secrets(old)),
            "new_value": None if new is None else canonical_text(without_secrets(new)),
            "reason": why,
        }
        append_row(self.connection, told)


def content_hash(content: Any) -> str:
    """SHA-256 of plain values, by their canonical text: what a signature holds."""
    return sha256(canonical_text(content).encode()).hexdigest()


def _key_of(table: Table, row: Row) -> Row:
    return {column.name: row[column.name] for column in table.primary_key if column.name in row}


def without_secrets(row: Row) -> Row:
    """Secrets appear in the trail by their hash: that they changed is told, not to what."""
    return {
        name: sha256(str(value).encode()).hexdigest() if name in _SECRET else value
        for name, value in row.items()
    }
