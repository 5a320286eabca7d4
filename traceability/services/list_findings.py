"""What is wrong in the plant's records: findings with their source records, rules and causes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from traceability.contracts.finding_rules import FINDING_RULES, SEVERITIES
from traceability.errors import DataMissingError, UsageError
from traceability.services.open_snapshot import open_snapshot
from traceability.store import findings as marts
from traceability.store import snapshots
from traceability.store.check_results import read_check_results
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from traceability.contracts.check_results import CheckResult
    from traceability.domain.trace import SnapshotStamp
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A source record behind a finding; note: its part in it, None where that is plain."""

    contract: str
    source_system: str
    source_file: str
    source_row: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; columns as marts.findings has them, and its records, those compared with last.

    record_count: the records it is about, without those it is compared with.
    """

    finding_id: str
    rule_id: str
    subject_kind: str
    severity: str
    cause_id: str
    message: str
    item_code: str | None
    lot_id: str | None
    lot_code: str | None
    work_order_code: str | None
    delivery_code: str | None
    receipt_code: str | None
    partner_code: str | None
    site_code: str | None
    line_code: str | None
    shift_code: str | None
    source_system: str | None
    qty: Decimal | None
    uom: str | None
    occurred_at: str | None
    record_count: int
    records: tuple[FindingRecord, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of findings. total: how many meet the question, whatever the page holds."""

    snapshot: SnapshotStamp
    total: int
    offset: int
    findings: tuple[Finding, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "snapshot": self.snapshot,
            "total": self.total,
            "offset": self.offset,
            "findings": self.findings,
        }


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """One rule over one kind of subject, and how many findings it has.

    The counts are None when this snapshot was built without looking for findings. missing: what was
    never delivered and would be needed; with it, a rule without findings says nothing.
    """

    rule_id: str
    subject_kind: str
    severities: tuple[str, ...]
    title: str
    meaning: str
    remedy: str
    finding_count: int | None
    s1: int | None
    s2: int | None
    s3: int | None
    record_count: int | None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What one person would mend in one go, with its next step."""

    cause_id: str
    rule_id: str
    subject_kind: str
    severity: str
    cause: str
    remedy: str
    clear: str
    item_code: str | None
    site_code: str | None
    source_system: str | None
    finding_count: int
    record_count: int
    first_at: str | None
    last_at: str | None


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """Everything that was checked in a snapshot.

    looked: whether the build looked for findings at all. judged: whether checks were run over it;
    without, nothing here may be shown as passed. checks: all results, those of findings included.
    """

    snapshot: SnapshotStamp
    looked: bool
    judged: bool
    rules: tuple[RuleSummary, ...]
    causes: tuple[Cause, ...]
    checks: tuple[CheckResult, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "snapshot": self.snapshot,
            "looked": self.looked,
            "judged": self.judged,
            "rules": self.rules,
            "causes": self.causes,
            "checks": self.checks,
        }


def list_findings(
    settings: Settings,
    *,
    rule: str | None = None,
    severity: str | None = None,
    item: str | None = None,
    cause_id: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    snapshot_id: str | None = None,
) -> Findings:
    """A page of the findings that meet all that is asked, worst first, with their records.

    Raises UsageError for a rule or severity that does not exist, DataMissingError when nothing is
    built or the snapshot was built without findings.
    """
    _refuse_unknown(rule, severity)
    wanted = marts.FindingFilter(rule, severity, item, cause_id)
    stamp, warehouse = _located(settings, snapshot_id)
    with open_warehouse(warehouse, settings) as connection:
        if not marts.has_findings(connection):
            raise DataMissingError(
                f"Snapshot {stamp.id} was built without looking for findings.",
                hint="Run `lotline build` to make one that has them.",
            )
        total = marts.count_findings(connection, wanted)
        rows = marts.read_findings(connection, wanted, limit, offset)
    found = tuple(
        Finding(**row | {"records": tuple(FindingRecord(**one) for one in row["records"])})
        for row in rows
    )
    return Findings(stamp, total, offset, found)


def summarise_checks(
    settings: Settings,
    snapshot_id: str | None = None,
    *,
    rule: str | None = None,
    severity: str | None = None,
) -> CheckSummary:
    """Rules with their counts, causes and check results, all or those of a rule or severity.

    A rule without findings is listed with zeros. Raises UsageError for a rule or severity that
    does not exist, DataMissingError when nothing is built.
    """
    _refuse_unknown(rule, severity)
    stamp, warehouse = _located(settings, snapshot_id)
    with open_warehouse(warehouse, settings) as connection:
        looked = marts.has_findings(connection)
        counts = marts.count_by_rule(connection) if looked else []
        causes = marts.read_causes(connection) if looked else []
        feeds = marts.read_feeds(connection)
        checks = read_check_results(connection)
    return CheckSummary(
        stamp,
        looked,
        checks is not None,
        tuple(
            replace(one, missing=feeds.get((one.rule_id, one.subject_kind)))
            for one in _rule_summaries(counts if looked else None, rule, severity)
        ),
        tuple(
            Cause(**row)
            for row in causes
            if rule in {None, row["rule_id"]} and severity in {None, row["severity"]}
        ),
        tuple(
            one
            for one in checks or ()
            if one.rule_id is None
            or (rule in {None, one.rule_id} and severity in {None, one.severity})
        ),
    )


def is_refused(summary: CheckSummary, fail_on: str) -> bool:
    """Whether the command must fail.

    So it is when a contract does not hold or a check did not run; and, unless `fail_on` is "none",
    when a finding is of that severity or worse, or nothing was checked at all.
    """
    if any(one.status == "error" or _is_broken_contract(one) for one in summary.checks):
        return True
    if fail_on == "none":
        return False
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    unchecked = not summary.looked or not summary.judged
    return unchecked or any(cause.severity in grave for cause in summary.causes)


def failed_checks(summary: CheckSummary) -> list[CheckResult]:
    """Contracts that do not hold, and checks that did not run; findings are told by their rules."""
    return [one for one in summary.checks if one.status == "error" or _is_broken_contract(one)]


def _is_broken_contract(check: CheckResult) -> bool:
    return check.rule_id is None and check.is_failed


def _refuse_unknown(rule: str | None, severity: str | None) -> None:
    rules = dict.fromkeys(one.rule_id for one in FINDING_RULES)
    if rule is not None and rule not in rules:
        raise UsageError(f"There is no rule {rule}.", hint=f"There are {', '.join(rules)}.")
    if severity is not None and severity not in SEVERITIES:
        raise UsageError(
            f"There is no severity {severity}.", hint=f"There are {', '.join(SEVERITIES)}."
        )


def _located(settings: Settings, snapshot_id: str | None) -> tuple[SnapshotStamp, Path]:
    """The stamp of the asked snapshot and its warehouse file."""
    stamp = open_snapshot(settings, snapshot_id).stamp
    return stamp, snapshots.named(settings, stamp.id).warehouse


def _rule_summaries(
    counts: list[dict[str, Any]] | None, rule: str | None, severity: str | None
) -> Iterator[RuleSummary]:
    for one in FINDING_RULES:
        if rule not in {None, one.rule_id} or (severity and severity not in one.severities):
            continue
        told: tuple[int | None, ...] = (None,) * 5
        if counts is not None:
            rows = {
                row["severity"]: row
                for row in counts
                if (row["rule_id"], row["subject_kind"]) == (one.rule_id, one.subject_kind)
                and severity in {None, row["severity"]}
            }
            by_severity = [rows[s]["finding_count"] if s in rows else 0 for s in SEVERITIES]
            records = sum(row["record_count"] for row in rows.values())
            told = (sum(by_severity), *by_severity, records)
        yield RuleSummary(
            one.rule_id,
            one.subject_kind,
            one.severities,
            one.title,
            one.meaning,
            one.remedy,
            *told,  # type: ignore[arg-type]
        )
