"""The audit trail: who did what, from what to what, why and when; each row hashes the one before.

A row can be added only at the end of the chain, and never changed or removed: triggers see to it.
Whoever takes the triggers away and rewrites rows breaks the chain; whoever rewrites the whole
chain, or cuts its end, no longer meets the head that is kept in a file outside the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from filelock import FileLock
from sqlalchemy import Column, String, Table, Text, insert, select

from traceability.store.durable_files import write_json
from traceability.store.state.columns import NUMBER
from traceability.store.state.guards import Guard, append_only
from traceability.store.state.schema import METADATA, canonical_text

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection

FIRST_HASH = "0" * 64
"""What the first row holds in place of the hash of the row before."""

AUDIT_ROWS = Table(
    "audit_rows",
    METADATA,
    Column("audit_no", NUMBER, primary_key=True, autoincrement=False),
    Column("occurred_at", String(27), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("actor", String(100), nullable=False),
    Column("actor_kind", String(20), nullable=False),
    Column("act", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("subject_key", Text, nullable=False),
    Column("old_value", Text, nullable=True),
    Column("new_value", Text, nullable=True),
    Column("reason", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("row_hash", String(64), nullable=False),
)
"""act: insert, update, insert_many, update_many or note. subject: the table, or what a note tells.
subject_key, old_value and new_value: canonical JSON."""

GUARDS = (
    *append_only("audit_rows", [["audit_no"]]),
    Guard(
        "audit_rows",
        "chain",
        "insert",
        "new.audit_no is distinct from (select coalesce(max(audit_no), 0) + 1 from audit_rows) "
        "or new.previous_hash is distinct from coalesce((select row_hash from audit_rows "
        f"order by audit_no desc limit 1), '{FIRST_HASH}')",
        "A row of audit_rows must continue the chain.",
    ),
)


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last row of the trail: its number and its hash; number 0 when there is none."""

    audit_no: int
    row_hash: str


def read_head(connection: Connection) -> AuditHead:
    """The head of the trail as it is now."""
    last = select(AUDIT_ROWS.c.audit_no, AUDIT_ROWS.c.row_hash)
    found = connection.execute(last.order_by(AUDIT_ROWS.c.audit_no.desc()).limit(1)).first()
    return AuditHead(found[0], found[1]) if found else AuditHead(0, FIRST_HASH)


def append_row(connection: Connection, told: dict[str, Any]) -> AuditHead:
    """Add one row at the end of the chain. told: every column but number and hashes."""
    head = read_head(connection)
    row = {**told, "audit_no": head.audit_no + 1, "previous_hash": head.row_hash}
    row["row_hash"] = hash_of(row)
    connection.execute(insert(AUDIT_ROWS).values(row))
    return AuditHead(row["audit_no"], row["row_hash"])


def hash_of(row: dict[str, Any]) -> str:
    """SHA-256 over all columns of an audit row but its own hash."""
    told = {name: value for name, value in row.items() if name != "row_hash"}
    return sha256(canonical_text(told).encode()).hexdigest()


def chain_faults(connection: Connection) -> Iterator[str]:
    """A sentence per row whose hash, number or predecessor is not what it must be."""
    before = AuditHead(0, FIRST_HASH)
    rows = connection.execute(select(AUDIT_ROWS).order_by(AUDIT_ROWS.c.audit_no))
    for row in rows.mappings():
        number = row["audit_no"]
        if hash_of(dict(row)) != row["row_hash"]:
            yield f"Audit row {number} was changed after it was written."
        if number != before.audit_no + 1:
            yield f"Between audit rows {before.audit_no} and {number} rows are missing."
        elif row["previous_hash"] != before.row_hash:
            yield f"Audit row {number} does not continue row {before.audit_no}."
        before = AuditHead(number, row["row_hash"])


def keep_head(file: Path, head: AuditHead) -> None:
    """Write the head beside the database, so that a trail cut short or written anew is noticed.

    Called after the commit: the file may lag behind the trail, never lead, and never goes back.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_name(f"{file.name}.lock")):
        kept = _kept_head(file)
        if kept is None or kept.audit_no < head.audit_no:
            write_json(file, {"audit_no": head.audit_no, "row_hash": head.row_hash})


def head_faults(connection: Connection, file: Path) -> Iterator[str]:
    """A sentence if the trail no longer holds the head that was kept."""
    if not file.exists():
        return
    kept = _kept_head(file)
    if kept is None:
        yield f"The kept head of the audit trail cannot be read: {file}."
        return
    wanted = select(AUDIT_ROWS.c.row_hash).where(AUDIT_ROWS.c.audit_no == kept.audit_no)
    found = connection.execute(wanted).scalar()
    if found is None and kept.audit_no:
        yield (
            f"The audit trail ends at row {read_head(connection).audit_no}, but row "
            f"{kept.audit_no} was written once ({file}): its end was cut off, or the database "
            "is an older copy."
        )
    elif kept.audit_no and found != kept.row_hash:
        yield f"Audit row {kept.audit_no} is not the one that was written ({file})."


def pin_faults(connection: Connection, pins: Iterable[tuple[str, AuditHead]]) -> Iterator[str]:
    """A sentence per build whose manifest names a row that the trail no longer holds."""
    for snapshot_id, pin in pins:
        wanted = select(AUDIT_ROWS.c.row_hash).where(AUDIT_ROWS.c.audit_no == pin.audit_no)
        if pin.audit_no and connection.execute(wanted).scalar() != pin.row_hash:
            yield (
                f"Snapshot {snapshot_id} was built when the audit trail ended at row "
                f"{pin.audit_no}; that row is gone or another one now."
            )


def _kept_head(file: Path) -> AuditHead | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return AuditHead(int(told["audit_no"]), str(told["row_hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
