"""Rules whose words are those of the catalogue: one check, one kind of subject."""

from __future__ import annotations

from traceability.contracts.catalogue import catalogued
from traceability.contracts.finding_rules.rule import CauseWords, FindingRule


def catalogued_rule(
    rule_id: str,
    subject_kind: str,
    *causes: tuple[str, str, str],
    clear: str = "",
    needs: tuple[tuple[str, ...], ...] = (),
) -> FindingRule:
    """A rule whose meaning and remedy are those of its check."""
    check = catalogued(rule_id)
    words = tuple(CauseWords(*cause) for cause in causes)
    return FindingRule(
        rule_id,
        subject_kind,
        words,
        check.says,
        check.says_zh,
        check.remedy,
        check.remedy_zh,
        clear,
        needs,
    )
