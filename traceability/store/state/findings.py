"""The lives of findings, one row per finding that any build ever had, and what each build changed.

A finding is in the last build unless it is resolved: a build touches only rows that come or go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Column, Integer, String, Table, Text, select, update

from traceability.domain.finding_life import BuildChanges, FindingLife, FindingState
from traceability.store.state.columns import one_of
from traceability.store.state.guards import append_only, fixed_columns, never_removed
from traceability.store.state.schema import METADATA, Instant

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]
_AT_ONCE = 500

FINDING_LIVES = Table(
    "finding_lives",
    METADATA,
    Column("finding_id", String(40), primary_key=True),
    Column("rule_id", String(20), nullable=False),
    Column("subject_kind", String(40), nullable=False),
    Column("severity", String(2), nullable=False),
    Column("cause_id", String(40), nullable=False),
    Column("message", Text, nullable=False),
    Column("item_code", Text, nullable=True),
    Column("site_code", Text, nullable=True),
    Column("line_code", Text, nullable=True),
    Column("state", String(20), nullable=False),
    Column("owner", String(100), nullable=True),
    Column("due_date", String(10), nullable=True),
    Column("accepted_until", String(10), nullable=True),
    Column("reason", Text, nullable=True),
    Column("changed_by", String(100), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("first_snapshot_id", String(40), nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("resolved_snapshot_id", String(40), nullable=True),
    Column("resolved_at", Instant, nullable=True),
    Column("return_count", Integer, nullable=False),
    one_of("state", FindingState),
    CheckConstraint(
        "state <> 'accepted' or (reason is not null and accepted_until is not null)",
        name="accepted",
    ),
)
"""severity, cause_id and message: as they were when the finding came, or came back."""

FINDING_BUILDS = Table(
    "finding_builds",
    METADATA,
    Column("snapshot_id", String(40), primary_key=True),
    Column("seen_at", Instant, nullable=False),
    Column("new_count", Integer, nullable=False),
    Column("persisting_count", Integer, nullable=False),
    Column("resolved_count", Integer, nullable=False),
    Column("returned_count", Integer, nullable=False),
)
"""One row per snapshot whose findings were compared with those of the one before."""

GUARDS = (
    *never_removed("finding_lives", [["finding_id"]]),
    fixed_columns(
        "finding_lives",
        ["finding_id", "rule_id", "subject_kind", "first_snapshot_id", "first_seen_at"],
    ),
    *append_only("finding_builds", [["snapshot_id"]]),
)


def read_lives(
    read: StateRead, *, only_open: bool = False, finding_ids: Iterable[str] | None = None
) -> list[FindingLife]:
    """Lives in order of id: all, those not resolved, or those of these ids."""
    statement = select(FINDING_LIVES).order_by(FINDING_LIVES.c.finding_id)
    if only_open:
        statement = statement.where(FINDING_LIVES.c.state != FindingState.RESOLVED)
    if finding_ids is None:
        return [_life(row) for row in read.rows(statement)]
    return [
        _life(row)
        for part in _parts(sorted(finding_ids))
        for row in read.rows(statement.where(FINDING_LIVES.c.finding_id.in_(part)))
    ]


def read_builds(read: StateRead) -> list[BuildChanges]:
    """What each build changed, oldest first; snapshot ids begin with their time."""
    rows = read.rows(select(FINDING_BUILDS).order_by(FINDING_BUILDS.c.snapshot_id))
    return [BuildChanges(**row) for row in rows]


def add_lives(write: StateWrite, rows: Sequence[Row], why: str) -> None:
    """Findings that no build had before; each row has every column."""
    if rows:
        write.insert_many(FINDING_LIVES, rows, why=why)


def change_lives(write: StateWrite, finding_ids: Sequence[str], values: Row, why: str) -> None:
    """Give all of these lives the same values."""
    plain = {name: value for name, value in values.items() if not name.endswith("_at")}
    for part in _parts(finding_ids):
        chosen: ColumnElement[bool] = FINDING_LIVES.c.finding_id.in_(part)
        told = {**plain, "finding_ids": list(part)}
        write.update_many(update(FINDING_LIVES).where(chosen).values(values), told, why=why)


def change_life(write: StateWrite, finding_id: str, values: Row, why: str) -> None:
    """Change one life, with old and new values in the trail. Raises NotFoundError."""
    write.update(FINDING_LIVES, {"finding_id": finding_id}, values, why=why)


def add_build(write: StateWrite, changes: BuildChanges) -> None:
    """Keep what a build changed."""
    told = {name.name: getattr(changes, name.name) for name in fields(changes)}
    write.insert(FINDING_BUILDS, told)


def _life(row: Row) -> FindingLife:
    return FindingLife(**row | {"state": FindingState(row["state"])})


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE))
