"""Rules over governance: whether corrections and our own work can be trusted."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import FindingRule

RULES: tuple[FindingRule, ...] = ()
