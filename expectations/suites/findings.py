"""The rules over a plant's records: one check for every rule, subject and severity.

A finding never stops a build; it tells of the plant, not of the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from expectations.suites.check import Check
from traceability.contracts.check_results import Severity
from traceability.contracts.finding_rules import FINDING_RULES, FindingRule


def _checks() -> Iterator[Check]:
    for rule in FINDING_RULES:
        for severity in rule.severities:
            yield _check(rule, severity)


def _check(rule: FindingRule, severity: str) -> Check:
    of_rule = (
        f"rule_id = '{rule.rule_id}' and subject_kind = '{rule.subject_kind}' "
        f"and severity = '{severity}'"
    )
    return Check(
        f"findings.{rule.check_key}.{severity}",
        "marts.findings",
        f"No finding of severity {severity}: {rule.title}.",
        f"select finding_id from examined where {of_rule}",
        cast("Severity", severity),
        rule.rule_id,
        rule.subject_kind,
        f"""select examined.occurred_at, examined.finding_id, records.source_file,
    records.source_row, records.contract, records.source_system, records.note, examined.message,
    examined.item_code, examined.lot_code, examined.work_order_code, examined.delivery_code,
    examined.receipt_code, examined.partner_code, examined.qty, examined.uom, examined.cause_id
from examined
left join marts.finding_records as records on examined.finding_id = records.finding_id
where {of_rule}""",
    )


FINDINGS = tuple(_checks())
