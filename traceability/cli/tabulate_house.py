"""What `status`, `doctor` and `snapshot list` print for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable

if TYPE_CHECKING:
    from traceability.services.examine_house import Examination
    from traceability.services.list_snapshots import SnapshotLine
    from traceability.services.report_status import Status


def status_lines(status: Status) -> list[str]:
    """Snapshot in force, its counts, and what it does not hold yet."""
    unbuilt = ", ".join(status.unbuilt_loads) or "none"
    return [
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
