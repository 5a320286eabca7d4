"""Rules over master data: whether what a trace needs to know is on file."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import FindingRule

RULES: tuple[FindingRule, ...] = ()
