"""Rules over files: what the door said of them, and loads beside the loads before them."""

from __future__ import annotations

from traceability.contracts.finding_rules.catalogued_rule import catalogued_rule
from traceability.contracts.finding_rules.door import FILES
from traceability.contracts.finding_rules.rule import FindingRule

RULES: tuple[FindingRule, ...] = (
    *FILES,
    catalogued_rule(
        "FI-01",
        "load",
        ("S1", "The newest load has no file for ", " that every load before it had."),
    ),
    catalogued_rule(
        "FI-05",
        "record",
        ("S1", "Posted records of ", " say something else than before."),
    ),
    catalogued_rule(
        "FI-06",
        "load",
        ("S1", "Extracts of ", " leave days that none of them covers."),
        ("S3", "Extracts of ", " cover some days twice."),
        clear="The dates after `--covers` of the ingest.",
    ),
    catalogued_rule(
        "FI-07",
        "load",
        ("S1", "An older extract of ", " came after a newer one."),
    ),
    catalogued_rule(
        "FI-14",
        "load",
        ("S2", "The newest load of ", " has an unusual number of rows."),
    ),
)
