"""Scopes of cases as they were frozen, files attached to cases, and seconds of machine time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Column, Integer, String, Table, Text, select

from traceability.store.state.case_seal import (
    case_key,
    digest,
    grows_until_sealed,
    in_order,
    number_key,
)
from traceability.store.state.cases import WORKING, next_in_case
from traceability.store.state.columns import user
from traceability.store.state.guards import role_needed
from traceability.store.state.schema import METADATA, Amount, Document, Instant

if TYPE_CHECKING:
    from decimal import Decimal

    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

CASE_SCOPES = Table(
    "case_scopes",
    METADATA,
    case_key(),
    number_key("version"),
    Column("snapshot_id", String(40), nullable=False),
    Column("asked", Document, nullable=False),
    Column("item", Text, nullable=True),
    Column("held_too", Document, nullable=False),
    digest("document_sha256"),
    Column("counts", Document, nullable=False),
    Column("change", Document, nullable=False),
    Column("says", Text, nullable=False),
    Column("says_zh", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("code_version", String(40), nullable=False),
    Column("settings", Document, nullable=False),
    user("frozen_by"),
    Column("frozen_at", Instant, nullable=False),
    CheckConstraint("trim(why) <> ''", name="why"),
)
"""held_too: ids of lots that time excludes and a person holds too. change: what came and went
against the version before. settings: those in force, by name."""

CASE_FILES = Table(
    "case_files",
    METADATA,
    case_key(),
    number_key("file_no"),
    Column("name", Text, nullable=False),
    digest("sha256"),
    Column("byte_count", Integer, nullable=False),
    Column("note", Text, nullable=False),
    user("attached_by"),
    Column("attached_at", Instant, nullable=False),
)

CASE_STEPS = Table(
    "case_steps",
    METADATA,
    case_key(),
    number_key("step_no"),
    Column("step", String(100), nullable=False),
    Column("seconds", Amount, nullable=False),
    Column("measured_at", Instant, nullable=False),
)
"""Seconds the machine took for a step, from the question to its answer."""

GUARDS = (
    *grows_until_sealed("case_scopes", [["case_no", "version"]]),
    in_order("case_scopes", "version"),
    *role_needed("case_scopes", "frozen_by", WORKING),
    *grows_until_sealed("case_files", [["case_no", "file_no"]]),
    in_order("case_files", "file_no"),
    *role_needed("case_files", "attached_by", WORKING),
    *grows_until_sealed("case_steps", [["case_no", "step_no"]]),
    in_order("case_steps", "step_no"),
)


def add_scope(write: StateWrite, case_no: int, told: Row) -> int:
    """Freeze a scope under the next version, which is returned."""
    version = next_in_case(write, CASE_SCOPES, "version", case_no)
    stamp = {"frozen_by": write.actor.name, "frozen_at": write.at}
    row = {"case_no": case_no, "version": version, **told, **stamp}
    write.insert(CASE_SCOPES, row, why=str(told["why"]))
    return version


def add_file(write: StateWrite, case_no: int, told: Row) -> None:
    """Attach a kept document: name, sha256, byte_count, note."""
    number = next_in_case(write, CASE_FILES, "file_no", case_no)
    stamp = {"attached_by": write.actor.name, "attached_at": write.at}
    write.insert(CASE_FILES, {"case_no": case_no, "file_no": number, **told, **stamp})


def add_step(write: StateWrite, case_no: int, step: str, seconds: Decimal) -> None:
    """Keep how long the machine took for a step."""
    number = next_in_case(write, CASE_STEPS, "step_no", case_no)
    told = {"step": step, "seconds": seconds, "measured_at": write.at}
    write.insert(CASE_STEPS, {"case_no": case_no, "step_no": number, **told})


def read_scopes(read: StateRead, case_no: int) -> list[Row]:
    """All versions of a case's scope, oldest first."""
    chosen = select(CASE_SCOPES).where(CASE_SCOPES.c.case_no == case_no)
    return read.rows(chosen.order_by(CASE_SCOPES.c.version))


def read_files(read: StateRead, case_no: int) -> list[Row]:
    """Attached files, oldest first."""
    chosen = select(CASE_FILES).where(CASE_FILES.c.case_no == case_no)
    return read.rows(chosen.order_by(CASE_FILES.c.file_no))


def read_steps(read: StateRead, case_no: int) -> list[Row]:
    """Measured steps, oldest first."""
    chosen = select(CASE_STEPS).where(CASE_STEPS.c.case_no == case_no)
    return read.rows(chosen.order_by(CASE_STEPS.c.step_no))


def snapshots_of_cases(read: StateRead) -> frozenset[str]:
    """Ids of snapshots that some version of some case was frozen on; they are never pruned."""
    chosen = select(CASE_SCOPES.c.snapshot_id).distinct()
    return frozenset(row["snapshot_id"] for row in read.rows(chosen))
