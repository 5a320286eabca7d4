"""The physical columns of a landed table: what ingestion writes and staging reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traceability.contracts.column import Column, Contract

SYSTEM_COLUMNS: tuple[tuple[str, str], ...] = (
    ("source_system", "varchar"),
    ("load_id", "varchar"),
    ("source_file", "varchar"),
    ("source_row", "bigint"),
    ("landed_at", "timestamp"),
    ("row_key", "varchar"),
    ("row_hash", "varchar"),
    ("lot_split_count", "integer"),
    ("raw_text", "varchar"),
    ("extra", "varchar"),
)
"""Columns on every landed row.

source_row: physical line of the driving row in source_file, first line 1. row_key: the contract's
key with source_system, joined; what a later load replaces. row_hash: SHA-256 of the business
columns. lot_split_count: how many lots stood in the one cell of the source (1 as a rule).
raw_text: JSON of column -> text as given, for values that were not landed as they stand.
extra: JSON of columns the contract does not know.
"""

LOADS: tuple[tuple[str, str], ...] = (
    ("load_id", "varchar"),
    ("contract", "varchar"),
    ("source_system", "varchar"),
    ("profile", "varchar"),
    ("mode", "varchar"),
    ("covers_from", "date"),
    ("covers_to", "date"),
    ("lot_scope", "varchar"),
    ("timezone", "varchar"),
    ("history_from", "date"),
    ("landed_at", "timestamp"),
    ("row_count", "bigint"),
)
"""Relation `landing.loads`: one row per load and contract it speaks for, even with no rows."""

QUARANTINE: tuple[tuple[str, str], ...] = (
    ("contract", "varchar"),
    ("source_system", "varchar"),
    ("load_id", "varchar"),
    ("source_file", "varchar"),
    ("source_row", "bigint"),
    ("raw_text", "varchar"),
    ("rule_id", "varchar"),
    ("reason", "varchar"),
    ("mentions", "varchar"),
)
"""Relation `landing.quarantine`: one row per rejected row.

mentions: code keys of every field of the row, each between chr(31) characters, so that a trace
can name the rejected rows that speak of its lots and orders.
"""

DOOR_FINDINGS: tuple[tuple[str, str], ...] = (
    ("load_id", "varchar"),
    ("source_system", "varchar"),
    ("finding_no", "integer"),
    ("rule_id", "varchar"),
    ("severity", "varchar"),
    ("contract", "varchar"),
    ("column_name", "varchar"),
    ("source_file", "varchar"),
    ("source_row", "bigint"),
    ("message", "varchar"),
)
"""Relation `landing.door_findings`: one row per finding of a load, and row of its file it names.

finding_no: its place among the findings of the load. contract: the table of the file, a native one
where a profile reads it. column_name: of that contract, null where the finding is about whole rows
or the file. source_row: null where the finding names no row.
"""

LANDED_FILES: tuple[tuple[str, str], ...] = (
    ("load_id", "varchar"),
    ("source_system", "varchar"),
    ("contract", "varchar"),
    ("source_file", "varchar"),
    ("row_count", "bigint"),
)
"""Relation `landing.landed_files`: one row per load and file of it, or sheet of a workbook.

contract: the table it fills, null where it fills none. row_count: rows that were read.
"""

CODE_KEYS: tuple[tuple[str, str], ...] = (
    ("kind", "varchar"),
    ("source_system", "varchar"),
    ("code", "varchar"),
    ("code_key", "varchar"),
    ("loose_key", "varchar"),
    ("first_load_id", "varchar"),
)
"""Relation `landing.code_keys`: one row per kind, source system and code that was ever landed.

Made when landing is shown, because only domain/code_keys.py knows how a code is folded. Of lots,
whose keys are landed, the row is one key of any system: code is the key, source_system is empty.
"""

LISTED_RULES: tuple[tuple[str, str], ...] = (
    ("rule_id", "varchar"),
    ("subject_kind", "varchar"),
    ("severity", "varchar"),
    ("before_item", "varchar"),
    ("after_item", "varchar"),
    ("remedy", "varchar"),
    ("clear", "varchar"),
)
"""Relation `landing.finding_rules`: one row per rule, kind of subject and severity of a finding.

Made when landing is shown, out of contracts/finding_rules, so that no model lists rules itself.
before_item and after_item: the sentence of a cause, around its item. remedy: the next step. clear:
the setting, crosswalk or profile line that would clear the cause; empty where only data does.
"""

RULE_NEEDS: tuple[tuple[str, str], ...] = (
    ("rule_id", "varchar"),
    ("subject_kind", "varchar"),
    ("need_no", "integer"),
    ("contract", "varchar"),
    ("words", "varchar"),
)
"""Relation `landing.rule_needs`: one row per rule, kind of subject, need and contract that meets
the need.

A need is met where any of its contracts has landed rows; a contract may name a column, such as
`erp_partners.email`, which some row must fill. words: the need as printed, such as
"mes_consumptions or wms_movements".
"""

CORRECTIONS: tuple[tuple[str, str], ...] = (
    ("correction_no", "bigint"),
    ("action", "varchar"),
    ("contract", "varchar"),
    ("source_system", "varchar"),
    ("row_key", "varchar"),
    ("column_name", "varchar"),
    ("old_value", "varchar"),
    ("old_uid", "varchar"),
    ("new_value", "varchar"),
    ("new_uid", "varchar"),
    ("new_key", "varchar"),
    ("new_offset", "smallint"),
    ("new_precision", "varchar"),
    ("reason_code", "varchar"),
    ("reason", "varchar"),
    ("proposed_by", "varchar"),
    ("proposed_at", "timestamp"),
    ("approved_by", "varchar"),
    ("approved_at", "timestamp"),
    ("revert_of", "bigint"),
    ("seen_load_id", "varchar"),
    ("is_unaltered", "boolean"),
)
"""Relation `landing.corrections`: one row per approved correction, from the state database.

old_value: what the source said, as the engine casts it to text; of an instant with the offset in
minutes behind it; of a voided row its hash. old_uid and new_uid: the source's own id of the lot.
new_key: code key of a new lot code. new_offset and new_precision: of a new instant. seen_load_id:
the last load when it was proposed. is_unaltered: it still says what the approver signed.
"""

CODE_KINDS: dict[str, str] = {
    "work_order_code": "order",
    "item_code": "item",
    "to_item_code": "item",
    "site_code": "site",
    "supplier_code": "partner",
    "ship_from_code": "partner",
    "customer_code": "partner",
    "ship_to_code": "partner",
    "partner_code": "partner",
    "parent_partner_code": "partner",
    "equipment_code": "equipment",
    "operator_code": "person",
    "inspector_code": "person",
    "uom": "uom",
    "base_uom": "uom",
    "from_uom": "uom",
    "to_uom": "uom",
    "delivery_code": "delivery",
    "receipt_code": "receipt",
}
"""Column -> what its code names. Codes of one kind are compared across systems."""

_TYPES = {
    "text": "varchar",
    "code": "varchar",
    "lot_code": "varchar",
    "quantity": "decimal(18,6)",
    "number": "decimal(18,6)",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "instant": "timestamp",
}


def columns_of(column: Column) -> Iterator[tuple[str, str]]:
    """Landed columns of one contract column.

    A lot code gets its key beside it. An instant lands as the wall time as written, its offset in
    minutes (null = none given), its precision (second, minute, day) and the trust its profile
    declares (recorded, posted, date_only).
    """
    yield column.name, _TYPES[column.kind]
    if column.kind == "lot_code":
        yield f"{column.name}_key", "varchar"
    if column.kind == "instant":
        yield f"{column.name}_offset", "smallint"
        yield f"{column.name}_precision", "varchar"
        yield f"{column.name}_trust", "varchar"


def landed_columns(contract: Contract) -> tuple[tuple[str, str], ...]:
    """All columns of a landed table with their SQL types: business columns, then system columns."""
    business = tuple(pair for column in contract.columns for pair in columns_of(column))
    return business + SYSTEM_COLUMNS
