"""Bring a state database to the tables this version of Lotline knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from traceability.errors import DataMissingError
from traceability.store.state.engine import wait_for_writers, writing

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSIONS = _MIGRATIONS / "versions"


def known_revisions() -> list[str]:
    """All revisions, oldest first: a file `m0001_state.py` is the revision `0001_state`."""
    return sorted(path.stem.removeprefix("m") for path in _VERSIONS.glob("m*.py"))


def migrate(engine: Engine) -> None:
    """Run what is missing, all in one transaction; a database that is up to date costs one query.

    Raises DataMissingError when a newer Lotline wrote the database.
    """
    with engine.connect() as connection:
        found = _revision(connection)
    revisions = known_revisions()
    if found == revisions[-1]:
        return
    if found is not None and found not in revisions:
        raise DataMissingError(
            f"The state database is at {found}, which this version of Lotline does not know.",
            hint="A newer Lotline wrote it: install that one.",
        )
    from alembic import command  # noqa: PLC0415 - half a second, needed once per version
    from alembic.config import Config  # noqa: PLC0415 - same

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with writing(engine).begin() as connection:
        wait_for_writers(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("select version_num from alembic_version")).scalar()
    return None if found is None else str(found)
