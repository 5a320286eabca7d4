"""The page of rules says of each finding what the registry says."""

from __future__ import annotations

from tests.architecture.test_docs import table_headed
from traceability.contracts.finding_rules import FINDING_RULES


def test_the_page_of_rules_lists_every_finding_as_the_registry_does() -> None:
    rows = table_headed("docs/rules.md", "Rule", "About", "Severity", "Says", "Next step")

    assert rows == [
        [
            f"`{rule.rule_id}`",
            rule.subject_kind,
            ", ".join(rule.severities),
            rule.meaning,
            rule.remedy,
        ]
        for rule in FINDING_RULES
    ]
