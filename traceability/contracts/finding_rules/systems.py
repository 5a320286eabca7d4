"""Rules over systems: whether two systems tell one fact alike."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import FindingRule

RULES: tuple[FindingRule, ...] = ()
