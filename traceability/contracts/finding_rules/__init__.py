"""The rules that judge a plant's records: one entry for each rule and kind of thing it speaks of.

The findings themselves are `marts.findings`. A rule without any is still checked, and only this
list knows that it exists. dbt reads it as relation `landing.finding_rules`.
"""

from __future__ import annotations

from traceability.contracts.finding_rules import (
    files,
    governance,
    identity,
    links,
    master_data,
    quantities,
    systems,
    times,
    types,
)
from traceability.contracts.finding_rules.rule import SEVERITIES, CauseWords, FindingRule

__all__ = ["FINDING_RULES", "SEVERITIES", "CauseWords", "FindingRule"]

FINDING_RULES: tuple[FindingRule, ...] = (
    *links.RULES,
    *identity.RULES,
    *times.RULES,
    *quantities.RULES,
    *files.RULES,
    *types.RULES,
    *systems.RULES,
    *master_data.RULES,
    *governance.RULES,
)
