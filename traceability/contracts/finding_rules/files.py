"""Rules over files that need the landed rows of several files to be judged."""

from __future__ import annotations

from traceability.contracts.finding_rules.rule import FindingRule

RULES: tuple[FindingRule, ...] = ()
