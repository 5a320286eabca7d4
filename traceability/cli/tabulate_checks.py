"""What `check` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable, many
from traceability.services.list_findings import failed_checks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.services.list_findings import Cause, CheckSummary, Findings, RuleSummary

_FIRST_CAUSES = 10
"""Causes shown unasked: what one meeting can take up."""


def check_lines(found: CheckSummary, listed: Findings | None, *, whole: bool = False) -> list[str]:
    """What was checked and what it came to; what was not checked is never called good.

    whole: every rule and cause is shown, so that none needs to be counted as left out.
    """
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
    if not whole:
        lines += _left_out(found)
    if listed and len(listed.findings) < listed.total:
        lines.append(
            f"Listed: {len(listed.findings)} of {listed.total} findings; "
            f"`--rows {listed.total}` lists all."
        )
    return lines


def check_tables(
    found: CheckSummary, listed: Findings | None, *, whole: bool = False
) -> list[TextTable]:
    """The gravest causes, rules that found something, failed checks; with `listed` each finding.

    whole: all causes, and all rules, with what keeps one from being assessed.
    """
    causes = found.causes if whole else found.causes[:_FIRST_CAUSES]
    rules = found.rules if whole else [rule for rule in found.rules if rule.finding_count]
    tables = [_causes(causes), _rules(rules, whole=whole), _failed(found)]
    if listed:
        tables.append(_records(listed))
    return [table for table in tables if table.rows]


def _left_out(found: CheckSummary) -> list[str]:
    """How many causes and rules are not shown."""
    if not found.looked:
        return []
    more = len(found.causes) - _FIRST_CAUSES
    silent = [rule for rule in found.rules if not rule.finding_count]
    unheard = sum(1 for rule in silent if rule.missing)
    lines = [f"{many(more, 'more cause')}: `--all` lists them."] if more > 0 else []
    if silent:
        lines.append(
            f"{many(len(silent) - unheard, 'rule')} found nothing; {unheard} could not be "
            "assessed, for want of data: `--all` says which and why."
        )
    return lines


def _rules(rules: Sequence[RuleSummary], *, whole: bool) -> TextTable:
    rows = tuple(
        (
            rule.rule_id,
            rule.subject_kind,
            rule.title,
            *(_count(count) for count in (rule.s1, rule.s2, rule.s3, rule.record_count)),
            *(["" if rule.finding_count else rule.missing or ""] if whole else []),
        )
        for rule in rules
    )
    columns = ("rule_id", "about", "title", "S1", "S2", "S3", "records")
    return TextTable("Rules", (*columns, "not assessable") if whole else columns, rows)


def _causes(causes: Sequence[Cause]) -> TextTable:
    columns = ("severity", "rule_id", "findings", "cause", "what would clear it")
    rows = tuple(
        (
            cause.severity,
            cause.rule_id,
            str(cause.finding_count),
            cause.cause,
            cause.clear or cause.remedy,
        )
        for cause in causes
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
