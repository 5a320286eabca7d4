"""The door to the state database: read it, or write it under a name with an audit row per act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from traceability.errors import DataMissingError, LotlineError, RefusedError
from traceability.store.state import areas
from traceability.store.state.accounts import check_in_force
from traceability.store.state.audit import AuditHead, keep_head, read_head
from traceability.store.state.engine import (
    make_engine,
    reading,
    state_url,
    wait_for_writers,
    writing,
)
from traceability.store.state.guards import MARK
from traceability.store.state.migrate import migrate
from traceability.store.state.read import StateRead
from traceability.store.state.write import StateWrite

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Engine

    from traceability.domain.actors import Actor
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class StateDatabase:
    """One state database that has all its tables. It keeps no connection open."""

    engine: Engine
    head_file: Path
    timezone: str

    @contextmanager
    def read(self) -> Iterator[StateRead]:
        """One consistent view; nothing is written."""
        with _told(self.engine), reading(self.engine).connect() as connection:
            yield StateRead(connection)

    @contextmanager
    def write(self, actor: Actor) -> Iterator[StateWrite]:
        """One transaction under a name: all of it happens, with its audit rows, or nothing.

        One writer at a time. Raises RefusedError with the sentence of the guard that refused, and
        for a person who is no longer a user in force, or has another role by now.
        """
        with _told(self.engine):
            with writing(self.engine).begin() as connection:
                wait_for_writers(connection)
                write = StateWrite(connection, actor, self.timezone)
                check_in_force(write, actor)
                yield write
                head = read_head(connection)
            with suppress(OSError):  # it is committed: a full disk must not call it undone
                keep_head(self.head_file, head)

    def guard_count(self) -> int:
        """How many guards the database must have."""
        name = self.engine.dialect.name
        return sum(bool(guard.statements(name)) for guard in areas.ALL_GUARDS)

    def audit_head(self) -> AuditHead:
        """Where the audit trail ends now: a build keeps it in its manifest."""
        with self.read() as read:
            return read_head(read.connection)


def open_state(settings: Settings) -> StateDatabase:
    """The state database of a home; it and its missing tables are made.

    Raises DataMissingError when it does not answer, UsageError when the setting names none.
    """
    url = state_url(settings)
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        settings.home.mkdir(parents=True, exist_ok=True)
    engine = make_engine(url)
    assert areas.AREAS  # every table is known before one is used
    with _told(engine):
        migrate(engine)
    return StateDatabase(engine, settings.state_head_file, settings.timezone or "UTC")


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turn errors of the database into sentences; the password of its address is never shown."""
    try:
        yield
    except DBAPIError as error:
        raise _sentence(engine, error) from error


def _sentence(engine: Engine, error: DBAPIError) -> LotlineError:
    told = str(error.orig).strip().partition("\n")[0]
    if MARK in told:
        return RefusedError(
            told.partition(MARK)[2], hint="The state database itself refuses this; nothing changed."
        )
    where = engine.url.render_as_string(hide_password=True)
    if type(error).__name__ == "IntegrityError":
        return RefusedError(
            f"The state database {where} refuses this: {told}.", hint="Nothing changed."
        )
    return DataMissingError(
        f"The state database {where} cannot be used: {told}.",
        hint="Look at LOTLINE_STATE_URL (docs/settings.md), and whether the database runs.",
    )
