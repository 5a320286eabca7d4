"""The columns of the balance marts, in order, and the words that stand in them."""

from __future__ import annotations

BALANCES: tuple[tuple[str, str], ...] = (
    ("subject_kind", "varchar"),
    ("subject_id", "varchar"),
    ("item_code", "varchar"),
    ("lot_code", "varchar"),
    ("work_order_code", "varchar"),
    ("uom", "varchar"),
    ("in_qty", "decimal(18,6)"),
    ("accounted_qty", "decimal(18,6)"),
    ("residual_qty", "decimal(18,6)"),
    ("accounted_percent", "decimal(18,6)"),
    ("on_hand_basis", "varchar"),
    ("reason", "varchar"),
)
BALANCE_LINES: tuple[tuple[str, str], ...] = (
    ("subject_kind", "varchar"),
    ("subject_id", "varchar"),
    ("line", "varchar"),
    ("side", "varchar"),
    ("item_code", "varchar"),
    ("qty", "decimal(18,6)"),
    ("uom", "varchar"),
    ("balance_qty", "decimal(18,6)"),
    ("record_count", "bigint"),
    ("unknown_count", "bigint"),
)
BALANCE_RECORDS: tuple[tuple[str, str], ...] = (
    ("subject_kind", "varchar"),
    ("subject_id", "varchar"),
    ("line", "varchar"),
    ("item_code", "varchar"),
    ("qty", "decimal(18,6)"),
    ("uom", "varchar"),
    ("occurred_at", "varchar"),
    ("contract", "varchar"),
    ("source_system", "varchar"),
    ("source_file", "varchar"),
    ("source_row", "bigint"),
)
BALANCE_UNITS: tuple[tuple[str, str], ...] = (
    ("item_code", "varchar"),
    ("from_uom", "varchar"),
    ("to_uom", "varchar"),
    ("factor", "double"),
    ("path_rank", "integer"),
)

LINES = (
    "received",
    "produced",
    "found",
    "returned_by_customer",
    "split_in",
    "merged_in",
    "relabelled_in",
    "consumed",
    "co_product",
    "by_product",
    "rework",
    "shipped",
    "scrapped",
    "sampled",
    "returned_to_supplier",
    "lost",
    "split_out",
    "merged_out",
    "relabelled_out",
    "in_transit",
    "on_hand",
    "on_hand_by_book",
    "on_hand_by_count",
    "counted",
    "transferred_out",
    "transferred_in",
)
"""Every line of a balance, in the order in which it is told."""

SIDES = ("in", "accounted", "shown")
"""in and accounted are summed up; shown stands beside them."""

NO_COMMON_UNIT, UNKNOWN_AMOUNT, NOTHING_IN = "no_common_unit", "unknown_amount", "nothing_in"

REASONS = {
    "before_history": "it was there before the records begin, so nobody knows how much came in",
    UNKNOWN_AMOUNT: "an amount is not recorded",
    "unclear_count": "something moved between the counts of its locations, or a count has no "
    "time, amount or unit",
    "not_closed": "the order is not closed: what is in process is neither used up nor made yet",
    "no_records": "no record moved it",
    NO_COMMON_UNIT: "its amounts have no unit in common; pieces of different items cannot be added",
    NOTHING_IN: "no record says that anything came in",
}
"""Why a balance is not assessable, as a half sentence."""

BASES = {
    "counted": "On hand is what was counted, and what moved since.",
    "counted_in_part": "On hand was counted at some of its sites; at the others it is by the book.",
    "book": "On hand is by the book: it was never counted, so that the balance closes by itself "
    "unless the book is below zero.",
}
"""What the amount on hand rests on."""
