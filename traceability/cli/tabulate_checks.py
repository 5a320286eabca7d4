"""What `check` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable, many
from traceability.services.list_findings import failed_checks

if TYPE_CHECKING:
    from traceability.services.list_findings import CheckSummary, Findings


def check_lines(found: CheckSummary, listed: Findings | None) -> list[str]:
    """What was checked and what it came to; what was not checked is never called good."""
    stamp = found.snapshot
    lines = [
        f"Snapshot {stamp.id} of {stamp.built_at}, data as of {stamp.data_as_of or 'unknown'}."
    ]
    if not found.looked:
        lines.append("Unchecked: this snapshot was built without looking for findings.")
    else:
        total = sum(rule.finding_count or 0 for rule in found.rules)
        parts = ", ".join(
            f"{sum(getattr(rule, name) or 0 for rule in found.rules)} {name.upper()}"
            for name in ("s1", "s2", "s3")
        )
        lines.append(f"{many(total, 'finding')} by {many(len(found.rules), 'rule')}: {parts}.")
    if not found.judged:
        lines.append("Unchecked: no check was run over this snapshot.")
    else:
        failed = failed_checks(found)
        broken = sum(check.status == "failed" for check in failed)
        lines.append(
            f"{len(found.checks)} checks: {broken} contracts between layers do not hold, "
            f"{len(failed) - broken} checks did not run."
        )
    if listed and len(listed.findings) < listed.total:
        lines.append(
            f"Listed: {len(listed.findings)} of {listed.total} findings; "
            f"`--rows {listed.total}` lists all."
        )
    return lines


def check_tables(found: CheckSummary, listed: Findings | None) -> list[TextTable]:
    """Rules, causes, failed checks, and with `listed` each finding with its file and line."""
    tables = [_rules(found), _causes(found), _failed(found)]
    if listed:
        tables.append(_records(listed))
    return [table for table in tables if table.rows]


def _rules(found: CheckSummary) -> TextTable:
    rows = tuple(
        (
            rule.rule_id,
            rule.subject_kind,
            rule.title,
            *(_count(count) for count in (rule.s1, rule.s2, rule.s3, rule.record_count)),
            "" if rule.finding_count else rule.missing or "",
        )
        for rule in found.rules
    )
    return TextTable(
        "Rules", ("rule_id", "about", "title", "S1", "S2", "S3", "records", "not assessable"), rows
    )


def _causes(found: CheckSummary) -> TextTable:
    columns = ("severity", "rule_id", "cause", "findings", "records", "first_at", "last_at")
    rows = tuple(
        (
            cause.severity,
            cause.rule_id,
            cause.cause,
            str(cause.finding_count),
            str(cause.record_count),
            cause.first_at or "",
            cause.last_at or "",
        )
        for cause in found.causes
    )
    return TextTable("Causes", columns, rows)


def _failed(found: CheckSummary) -> TextTable:
    rows = tuple(
        (check.check_id, check.status, _count(check.failing_count), check.statement)
        for check in failed_checks(found)
    )
    return TextTable("Failed checks", ("check_id", "status", "rows", "statement"), rows)


def _records(listed: Findings) -> TextTable:
    rows = tuple(
        (
            finding.severity,
            finding.message if number == 0 else "",
            record.contract,
            f"{record.source_file}:{record.source_row}",
            record.note or "",
        )
        for finding in listed.findings
        for number, record in enumerate(finding.records)
    )
    return TextTable("Findings", ("severity", "finding", "contract", "file and line", "note"), rows)


def _count(count: int | None) -> str:
    return "" if count is None else str(count)
