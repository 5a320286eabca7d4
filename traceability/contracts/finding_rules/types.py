"""Rules over types: values that are not what their column says, and codes that were changed."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.door import TYPES
from traceability.contracts.finding_rules.rule import FindingRule

_TEXT = "The export writes the column as text."

RULES: tuple[FindingRule, ...] = (
    *TYPES,
    catalogued_rule(
        "TY-01",
        "lot_code",
        ("S1", "Lot codes of ", " differ by leading zeros alone."),
        clear=_TEXT,
    ),
    catalogued_rule(
        "TY-03",
        "lot_code",
        ("S1", "Long lot codes of ", " all end in zeros."),
        clear=_TEXT,
    ),
    catalogued_rule(
        "TY-11",
        "lot_code",
        ("S1", "Lot codes of ", " differ only in characters that look alike."),
        clear="A row of kind lot in `crosswalks` that names both codes.",
    ),
)
