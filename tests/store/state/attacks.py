"""Raw SQL against a state database, as somebody would send it who has its address."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Table, insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from traceability.store.state import StateDatabase
from traceability.store.state.audit import AUDIT_ROWS, FIRST_HASH, hash_of
from traceability.store.state.guards import MARK, Guard


def attack(state: StateDatabase, *statements: str) -> None:
    """Run statements in one transaction, without Lotline's door."""
    with state.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def unrefused(state: StateDatabase, attacks: Iterable[str | list[str]]) -> list[str | list[str]]:
    """Those attacks (a statement, or several in one transaction) that no guard refused."""
    through = []
    for statements in attacks:
        try:
            attack(state, *([statements] if isinstance(statements, str) else statements))
        except DBAPIError as error:
            if MARK not in str(error.orig):
                through.append(statements)
        else:
            through.append(statements)
    return through


def forged_signature(user: str, subject: str, key: str, at: str) -> str:
    """The insert of a signature that nobody gave. key, at: as SQL."""
    return (
        "insert into signatures (signature_no, user_name, full_name, role, meaning, subject, "
        "subject_key, content_sha256, proven_at, signed_at, timezone) select "
        f"coalesce(max(signature_no), 0) + 1, '{user}', 'x', 'approver', 'x', '{subject}', {key}, "
        f"'{'0' * 64}', {at}, {at}, 'UTC' from signatures"
    )


def count_rows(state: StateDatabase, table: str) -> int:
    """How many rows a table has."""
    with state.engine.connect() as connection:
        found: int = connection.exec_driver_sql(f"select count(*) from {table}").scalar_one()
    return found


def put_guards(connection: Connection, guards: tuple[Guard, ...]) -> None:
    """Install guards, as a migration does."""
    for guard in guards:
        for statement in guard.statements(connection.dialect.name):
            connection.exec_driver_sql(statement)


def without_guards(state: StateDatabase, guards: tuple[Guard, ...], *statements: str) -> None:
    """Take guards away, do something, and put them back as if nothing had happened."""
    with state.engine.begin() as connection:
        take_away(connection, guards)
        for statement in statements:
            connection.exec_driver_sql(statement)
        put_guards(connection, guards)


def take_away(connection: Connection, guards: tuple[Guard, ...]) -> None:
    """Drop guards, as the owner of the database can."""
    for guard in guards:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"drop function {guard.trigger}() cascade")
        elif guard.statements("sqlite"):
            connection.exec_driver_sql(f"drop trigger {guard.trigger}")


def forge_chain(state: StateDatabase, guards: tuple[Guard, ...], actor: str) -> None:
    """Write the whole audit trail anew under another name, with hashes that fit."""
    with state.engine.begin() as connection:
        take_away(connection, guards)
        rows = [dict(row) for row in connection.execute(AUDIT_ROWS.select()).mappings()]
        connection.execute(AUDIT_ROWS.delete())
        before = FIRST_HASH
        for row in sorted(rows, key=lambda one: int(one["audit_no"])):
            forged = row | {"actor": actor, "previous_hash": before}
            before = forged["row_hash"] = hash_of(forged)
            connection.execute(insert(AUDIT_ROWS).values(forged))
        put_guards(connection, guards)


def make_table(state: StateDatabase, table: Table, guards: tuple[Guard, ...]) -> None:
    """A table as an area's migration makes it."""
    with state.engine.begin() as connection:
        table.create(connection)
        put_guards(connection, guards)
