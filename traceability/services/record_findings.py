"""Compare the findings of a snapshot with those before it: new, persisting, resolved or back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.actors import Program
from traceability.domain.finding_life import BuildChanges, FindingState
from traceability.services.read_owners import owner_of, read_owners
from traceability.store import findings as marts
from traceability.store import snapshots
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from datetime import datetime

    from traceability.domain.finding_life import FindingLife
    from traceability.services.read_owners import OwnerRule
    from traceability.settings import Settings

_BUILD = Program("build")
_WHY = "the findings of snapshot {}"


def record_findings(settings: Settings, snapshot_id: str | None = None) -> BuildChanges | None:
    """Keep what the findings of a snapshot are to those of the builds before; returns the counts.

    None where there is nothing to say: the snapshot was compared already, is older than one that
    was, or was built without looking for findings. A finding that is new gets owner and due date by
    rule; one that comes back is new again. What a person decided stays as long as the finding does.
    Raises DataMissingError when nothing is built or the state database does not answer, UsageError
    for an owners.yml that cannot be read.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.findings import read_builds, read_lives  # noqa: PLC0415

    owners = read_owners(settings)
    found = snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    with open_warehouse(found.warehouse, settings) as connection:
        if not marts.has_findings(connection):
            return None
        rows = {row["finding_id"]: row for row in marts.read_subjects(connection)}
    with open_state(settings).write(_BUILD) as write:
        if any(one.snapshot_id >= found.id for one in read_builds(write)):
            return None
        lives = {life.finding_id: life for life in read_lives(write)}
        return _compare(write, found.id, rows, lives, owners)


def _compare(
    write: Any,
    snapshot_id: str,
    rows: dict[str, dict[str, Any]],
    lives: dict[str, FindingLife],
    owners: tuple[OwnerRule, ...],
) -> BuildChanges:
    from traceability.store.state import findings as state  # noqa: PLC0415

    why = _WHY.format(snapshot_id)
    known = {name for name, life in lives.items() if life.state is not FindingState.RESOLVED}
    fresh = sorted(rows.keys() - lives.keys())
    back = sorted(rows.keys() & (lives.keys() - known))
    gone = sorted(known - rows.keys())
    state.add_lives(
        write, [_born(rows[name], snapshot_id, write.at, owners) for name in fresh], why
    )
    for name in back:
        again = _renewed(rows[name], write.at, owners)
        count = {"return_count": lives[name].return_count + 1}
        state.change_life(write, name, again | count, why)
    ended = {"state": FindingState.RESOLVED, "resolved_snapshot_id": snapshot_id}
    stamp = {"resolved_at": write.at, "changed_at": write.at, "changed_by": _BUILD.name}
    state.change_lives(write, gone, ended | stamp, why)
    changes = BuildChanges(
        snapshot_id, write.at, len(fresh), len(known) - len(gone), len(gone), len(back)
    )
    state.add_build(write, changes)
    return changes


def _born(
    row: dict[str, Any], snapshot_id: str, at: datetime, owners: tuple[OwnerRule, ...]
) -> dict[str, Any]:
    """The first row of a life; `row` has the columns of marts.read_subjects."""
    kept = {name: row[name] for name in ("finding_id", "rule_id", "subject_kind")}
    begun = {"first_snapshot_id": snapshot_id, "first_seen_at": at, "return_count": 0}
    return kept | begun | _renewed(row, at, owners)


def _renewed(row: dict[str, Any], at: datetime, owners: tuple[OwnerRule, ...]) -> dict[str, Any]:
    """What a finding has when it comes, the first time or again."""
    entry = owner_of(owners, row)
    told = ("severity", "cause_id", "message", "item_code", "site_code", "line_code")
    return {name: row[name] for name in told} | {
        "state": FindingState.NEW,
        "owner": entry.owner,
        "due_date": entry.due_date(at.date()),
        "accepted_until": None,
        "reason": None,
        "changed_by": _BUILD.name,
        "changed_at": at,
        "resolved_snapshot_id": None,
        "resolved_at": None,
    }
