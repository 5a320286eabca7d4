"""Rules over governance: whether corrections and our own work can be trusted."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.rule import FindingRule

RULES: tuple[FindingRule, ...] = (
    catalogued_rule(
        "GV-01",
        "correction",
        ("S1", "Corrections of ", " lack a reason or a second person."),
    ),
    catalogued_rule(
        "GV-02",
        "correction",
        ("S1", "Corrections of ", " were approved by who proposed them."),
    ),
    catalogued_rule(
        "GV-03",
        "correction",
        ("S1", "Corrections of ", " were changed after they were signed."),
    ),
    catalogued_rule(
        "GV-03",
        "record",
        ("S1", "Corrected records of ", " were changed in their source."),
    ),
    catalogued_rule(
        "GV-04",
        "load",
        ("S1", "Posted facts about ", " vanished from a full load."),
        clear="`mode: delta` in the profile of {source}, where extracts do not hold everything.",
    ),
)
