"""The columns of the findings marts, in order: what the services read and dbt enforces."""

from __future__ import annotations

FINDINGS: tuple[tuple[str, str], ...] = (
    ("finding_id", "varchar"),
    ("rule_id", "varchar"),
    ("subject_kind", "varchar"),
    ("severity", "varchar"),
    ("cause_id", "varchar"),
    ("message", "varchar"),
    ("item_code", "varchar"),
    ("lot_id", "varchar"),
    ("lot_code", "varchar"),
    ("work_order_code", "varchar"),
    ("delivery_code", "varchar"),
    ("receipt_code", "varchar"),
    ("partner_code", "varchar"),
    ("site_code", "varchar"),
    ("line_code", "varchar"),
    ("shift_code", "varchar"),
    ("source_system", "varchar"),
    ("qty", "decimal(18,6)"),
    ("uom", "varchar"),
    ("occurred_at", "varchar"),
    ("record_count", "bigint"),
)
"""Relation `marts.findings`: one row per finding; a column that does not apply is null.

finding_id and cause_id stay the same from build to build. occurred_at: the earliest of its
records, as printed. record_count: the records the finding is about.
"""

FINDING_RECORDS: tuple[tuple[str, str], ...] = (
    ("finding_id", "varchar"),
    ("contract", "varchar"),
    ("source_system", "varchar"),
    ("source_file", "varchar"),
    ("source_row", "bigint"),
    ("note", "varchar"),
)
"""Relation `marts.finding_records`: one row per source record behind a finding.

note: the record's part in it, null where it is plain. Records that a finding is compared with,
such as the output after a shipment, begin with "compared with" and are not in record_count.
"""

FINDING_CAUSES: tuple[tuple[str, str], ...] = (
    ("cause_id", "varchar"),
    ("rule_id", "varchar"),
    ("subject_kind", "varchar"),
    ("severity", "varchar"),
    ("cause", "varchar"),
    ("remedy", "varchar"),
    ("clear", "varchar"),
    ("item_code", "varchar"),
    ("site_code", "varchar"),
    ("source_system", "varchar"),
    ("finding_count", "bigint"),
    ("record_count", "bigint"),
    ("first_at", "varchar"),
    ("last_at", "varchar"),
)
"""Relation `marts.finding_causes`: one row per cause, what one person would mend in one go.

clear: the one setting, crosswalk or profile line that would clear it; empty where only data does.
"""
