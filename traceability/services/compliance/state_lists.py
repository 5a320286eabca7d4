"""The lists of an audit archive that come from the state database, and the files of its cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from traceability.contracts.metrics import METRIC_BY_ID
from traceability.domain.metrics import ALL
from traceability.services.compliance.list_archived import TRAIL_COLUMNS
from traceability.store.state.case_documents import read_document
from traceability.store.state.case_reports import list_reports
from traceability.store.state.corrections import read_corrections
from traceability.store.state.findings import read_lives
from traceability.store.state.metrics import read_metric_builds, read_values
from traceability.store.state.trail import read_signatures, read_trail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from traceability.services.compliance.evidence_ground import Ground, KeptCase
    from traceability.store.state.read import StateRead

_NOT_IN_NAMES = re.compile(r"[^\w.-]", re.ASCII)
Row = tuple[Any, ...]
Listed = tuple[str, tuple[str, ...], list[Row]]

_TREND = (
    *("snapshot_id", "data_as_of", "measured_at", "metric", "measure", "says", "weight", "uom"),
    *("numerator", "denominator", "assessable_count", "subject_count", "median", "p95", "most"),
)
_GAPS = (
    *("finding_id", "rule_id", "severity", "state", "owner", "due_date", "is_overdue", "site_code"),
    *("line_code", "item_code", "message", "first_seen_at", "accepted_until", "reason"),
)
_CORRECTIONS = (
    *("correction_no", "action", "contract", "source_system", "row_key", "column_name"),
    *("old_value", "new_value", "reason_code", "reason", "proposed_by", "proposed_at"),
    *("decision", "decided_by", "decided_at", "decision_reason", "content_sha256", "revert_of"),
)
_SIGNATURES = (
    *("signature_no", "user_name", "full_name", "role", "meaning", "subject", "subject_key"),
    *("content_sha256", "proven_at", "signed_at", "timezone"),
)


def case_files(
    read: StateRead, cases: list[KeptCase], ends: datetime
) -> Iterator[tuple[str, bytes]]:
    """Record of each case, its scopes, attached files and archived reports, by their hash."""
    for one in cases:
        folder = f"cases/{one.head.name}"
        yield f"{folder}/record-{one.sha256}.json", one.content
        document = one.document or {}
        versions = (document.get("scope") or {}).get("versions") or ()
        scopes = {told["sha256"] for told in versions if told.get("sha256")}
        attached = {told["sha256"] for told in document.get("files") or () if told.get("sha256")}
        for digest in sorted(scopes):
            yield f"{folder}/scope-{digest}.json", read_document(read, digest)
        for digest in sorted(attached - scopes):
            yield f"{folder}/attached-{digest}", read_document(read, digest)
        for report in list_reports(read, one.head.case_no):
            if report["kept_at"] < ends:
                name = _NOT_IN_NAMES.sub("_", report["name"])
                data = read_document(read, report["sha256"])
                yield f"{folder}/reports/{report['sha256']}-{name}", data


def lists(read: StateRead, ground: Ground, begins: datetime) -> Iterator[Listed]:
    """Completeness of the builds, open gaps, corrections and signatures."""
    yield "completeness", _TREND, _trend(read, begins, ground.as_of)
    yield "gaps", _GAPS, _gaps(read, ground.as_of)
    yield "corrections", _CORRECTIONS, _corrections(read, begins, ground.as_of)
    signed = read_signatures(read, begins, ground.as_of)
    yield "signatures", _SIGNATURES, [tuple(row[name] for name in _SIGNATURES) for row in signed]


def trail_rows(read: StateRead, begins: datetime, ends: datetime) -> Iterator[Row]:
    """The audit trail of the time, without a hole."""
    for row in read_trail(read, begins, ends):
        yield tuple(row[name] for name in TRAIL_COLUMNS)


def _trend(read: StateRead, begins: datetime, ends: datetime) -> list[Row]:
    builds = {
        one.snapshot_id: one for one in read_metric_builds(read) if begins <= one.measured_at < ends
    }
    rows: list[Row] = []
    for snapshot_id, value in read_values(read, dimension=ALL):
        if snapshot_id in builds:
            build, metric = builds[snapshot_id], METRIC_BY_ID[value.metric_id]
            rows.append(
                (
                    *(snapshot_id, build.data_as_of, build.measured_at, metric.title),
                    *(value.measure, dict(metric.measures)[value.measure], value.weight),
                    *(value.uom or None, value.numerator, value.denominator),
                    *(value.assessable_count, value.subject_count),
                    *(value.median, value.p95, value.most),
                )
            )
    return rows


def _gaps(read: StateRead, ends: datetime) -> list[Row]:
    """Findings that had come by the end and were not resolved by then."""
    day = ends.date()
    rows = []
    for life in read_lives(read):
        if life.first_seen_at < ends and (life.resolved_at is None or life.resolved_at >= ends):
            told = (life.finding_id, life.rule_id, life.severity, str(life.state_on(day)))
            place = (life.site_code, life.line_code, life.item_code, life.message)
            due = (life.owner, life.due_date, life.is_overdue(day))
            rows.append((*told, *due, *place, life.first_seen_at, life.accepted_until, life.reason))
    return rows


def _corrections(read: StateRead, begins: datetime, ends: datetime) -> list[Row]:
    """Corrections that were proposed or decided in the time, with what was signed by whom."""
    rows = []
    for one in read_corrections(read):
        instants = [one.proposed_at, *([one.decided_at] if one.decided_at else [])]
        if any(begins <= at < ends for at in instants):
            told = [getattr(one, name) for name in _CORRECTIONS]
            rows.append(tuple(str(cell) if name in {"action", "decision"} and cell else cell
                              for name, cell in zip(_CORRECTIONS, told, strict=True)))  # fmt: skip
    return rows
