"""Shows dbt the rules of the findings, as relations `landing.finding_rules` and `.rule_needs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.contracts.finding_rules import FINDING_RULES
from traceability.contracts.landing import LISTED_RULES, RULE_NEEDS
from traceability.store.listed_rows import show_rows

if TYPE_CHECKING:
    import duckdb


def show_finding_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Make both relations out of the registry."""
    words = [
        (
            rule.rule_id,
            rule.subject_kind,
            cause.severity,
            cause.before_item,
            cause.after_item,
            rule.remedy,
            rule.clear,
        )
        for rule in FINDING_RULES
        for cause in rule.causes
    ]
    needs = [
        (rule.rule_id, rule.subject_kind, number, contract, " or ".join(need))
        for rule in FINDING_RULES
        for number, need in enumerate(rule.needs, start=1)
        for contract in need
    ]
    show_rows(connection, "finding_rules", LISTED_RULES, words)
    show_rows(connection, "rule_needs", RULE_NEEDS, needs)
