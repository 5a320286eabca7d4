"""What `status`, `doctor` and `snapshot list` print for people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.cli.tabulate_systems import age_lines, join_lines
from traceability.domain.tables import TextTable

if TYPE_CHECKING:
    from traceability.domain.deputies import Deputy
    from traceability.domain.examination import Examination
    from traceability.services.list_snapshots import SnapshotLine
    from traceability.services.report_join_rates import JoinRate
    from traceability.services.report_status import Status
    from traceability.store.state.accounts import User


def status_lines(status: Status, rates: tuple[JoinRate, ...]) -> list[str]:
    """How far the codes of each two systems meet, the snapshot in force, what it lacks yet."""
    unbuilt = ", ".join(status.unbuilt_loads) or "none"
    return [
        *join_lines(rates),
        *age_lines(status.sources),
        f"Snapshot {status.snapshot_id} of {status.built_at} is in force ({status.verdict}).",
        f"Data as of {status.data_as_of or 'unknown'}.",
        f"{status.load_count} loads landed; not built yet: {unbuilt}.",
    ]


def status_tables(status: Status) -> list[TextTable]:
    """Age of each source, counts of the index, rejected rows, findings at the door."""
    counts = [(name, str(count)) for name, count in status.counts.items() if type(count) is int]
    by_evidence = status.counts.get("edges_by_evidence", {})
    counts += [(f"edges {word}", str(count)) for word, count in by_evidence.items()]
    sources = [
        (
            one.source_system,
            one.data_as_of or "",
            one.landed_at or "",
            "" if one.age_days is None else str(one.age_days),
        )
        for one in status.sources
    ]
    rejected = [(name, str(count)) for name, count in status.rejected.items()]
    findings = [
        tuple(str(one.get(name) or "") for name in ("rule_id", "file", "row", "message"))
        for one in status.findings
    ]
    found = [
        TextTable("Sources", ("source_system", "data_as_of", "landed_at", "age_days"), (*sources,)),
        TextTable("Index", ("what", "count"), (*counts,)),
        TextTable("Rejected rows", ("table", "rows"), (*rejected,)),
        TextTable("Findings at the door", ("rule_id", "file", "row", "message"), (*findings,)),
    ]
    return [table for table in found if table.rows]


def examination_lines(examinations: list[Examination]) -> list[str]:
    """One line per thing examined, then its faults."""
    lines = []
    for one in examinations:
        verdict = f"{len(one.faults)} faults" if one.faults else "ok"
        lines.append(f"{one.subject}: {one.examined_count} examined, {verdict}")
        lines += [f"  {fault}" for fault in one.faults]
    return lines


def snapshot_table(snapshots: list[SnapshotLine]) -> TextTable:
    """All snapshots, oldest first."""
    return TextTable(
        "Snapshots",
        ("id", "built_at", "data_as_of", "lots", "verdict", "in_force", "pinned"),
        tuple(
            (
                one.id,
                one.built_at,
                one.data_as_of or "",
                str(one.lot_count),
                one.verdict,
                "yes" if one.is_current else "",
                "yes" if one.is_pinned else "",
            )
            for one in snapshots
        ),
    )


def user_table(users: list[User]) -> TextTable:
    """All users, by name."""
    return TextTable(
        "Users",
        ("user", "full_name", "role", "state", "created_at"),
        tuple(
            (
                one.user_name,
                one.full_name,
                str(one.role),
                _user_state(one),
                f"{one.created_at:%Y-%m-%d}",
            )
            for one in users
        ),
    )


def deputy_table(deputies: list[Deputy]) -> TextTable:
    """Who may approve in whose place."""
    now = datetime.now(UTC)
    return TextTable(
        "Deputies",
        ("deputy", "for", "until", "state", "named_by", "reason"),
        tuple(
            (
                one.deputy_name,
                one.approver_name,
                f"{one.until_at:%Y-%m-%d %H:%M} UTC",
                "over" if one.until_at < now else "in force",
                one.named_by,
                one.reason,
            )
            for one in deputies
        ),
    )


def user_document(user: User) -> dict[str, Any]:
    """A user for programs: names, role, state, and when the name was first known."""
    return {
        "user_name": user.user_name,
        "full_name": user.full_name,
        "role": str(user.role),
        "state": _user_state(user),
        "created_at": user.created_at.isoformat(),
    }


def _user_state(user: User) -> str:
    if user.is_disabled:
        return "disabled"
    if user.locked_until_at is not None and user.locked_until_at > datetime.now(UTC):
        return f"locked until {user.locked_until_at:%Y-%m-%d %H:%M} UTC"
    return "must change password" if user.must_change_password else "in force"
