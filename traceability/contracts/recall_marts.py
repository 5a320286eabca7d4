"""The recall marts as the index reads them: everything `trace --json` prints comes from here.

dbt enforces the same names and types on `marts.trace_*`; a test compares both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MartKind = Literal["text", "quantity", "integer", "boolean", "instant"]
"""text: also instants as printed. quantity: decimal(18,6). instant: UTC timestamp."""


@dataclass(frozen=True, slots=True)
class Mart:
    """One recall mart: its columns by name, and what its rows hang on.

    by: the column that ties a row to its owner: a lot id, a node id, an order or operation code,
    or "" where all rows are read.
    """

    name: str
    by: str
    columns: tuple[tuple[str, MartKind], ...]


def _mart(name: str, by: str, text: str) -> Mart:
    short: dict[str, MartKind] = {"q": "quantity", "i": "integer", "b": "boolean", "t": "instant"}
    columns = []
    for part in text.split():
        column, _, mark = part.partition(":")
        columns.append((column, short.get(mark, "text")))
    return Mart(name, by, tuple(columns))


MARTS: dict[str, Mart] = {
    mart.name: mart
    for mart in (
        _mart(
            "trace_lots",
            "lot_id",
            "lot_id item_code item_name gtin lot_code lot_code_key lot_uid item_type site_code uom "
            "total_qty:q on_hand_qty:q shipped_qty:q returned_qty:q lot_status origin is_unknown:b "
            "first_seen_at source_system match_method",
        ),
        _mart(
            "trace_runs",
            "run_id",
            "run_id work_order_code output_group item_code order_type order_status site_code "
            "line_code started_at closed_at",
        ),
        _mart(
            "trace_edges",
            "from_node_id",
            "from_node_id to_node_id edge_kind evidence rule_id from_at:t until_at:t closes_at:t "
            "time_basis qty:q uom mass_qty:q work_order_code operation_run_id place_code "
            "is_returned:b contract source_system source_file source_row:i",
        ),
        _mart(
            "trace_pools",
            "pool_id",
            "pool_id pool_kind item_code site_code place_code from_at until_at",
        ),
        _mart(
            "trace_candidates",
            "pool_id",
            "pool_id lot_id rank_no:i score:i reason source_file source_row:i",
        ),
        _mart(
            "trace_shipments",
            "lot_id",
            "lot_id delivery_code line_no customer_code ship_to_code item_code lot_code qty:q uom "
            "shipped_at carrier_name delivery_status evidence contract source_file source_row:i",
        ),
        _mart(
            "trace_returns",
            "lot_id",
            "lot_id customer_code item_code qty:q uom returned_at source_file source_row:i",
        ),
        _mart(
            "trace_stock",
            "lot_id",
            "lot_id site_code location item_code lot_code qty:q uom stock_status basis evidence",
        ),
        _mart(
            "trace_partners",
            "partner_code",
            "partner_code partner_name country address contact_name email phone after_hours_phone "
            "contact_verified_date",
        ),
        _mart(
            "trace_supplies",
            "lot_id",
            "lot_id supplier_code supplier_lot_code supplier_lot_key receipt_code received_at "
            "qty:q uom evidence contract source_file source_row:i",
        ),
        _mart(
            "trace_gaps",
            "node_id",
            "node_id rule_id message item_code lot_code work_order_code record_count:i",
        ),
        _mart(
            "trace_operations",
            "work_order_code",
            "work_order_code operation_run_id operation_no operation_name equipment_code "
            "operator_code shift_code started_at ended_at good_qty:q scrap_qty:q uom",
        ),
        _mart(
            "trace_machine_work",
            "",
            "equipment_code work_order_code lot_id begun_at ended_at record_count:i",
        ),
        _mart(
            "trace_parameters",
            "operation_run_id",
            "operation_run_id parameter_name value unit measured_at lower_limit:q upper_limit:q",
        ),
        _mart(
            "trace_inspections",
            "lot_id",
            "lot_id inspection_id inspection_type characteristic result_value unit verdict "
            "inspected_at inspector_code certificate_code work_order_code",
        ),
        _mart(
            "trace_events",
            "lot_id",
            "lot_id event_kind occurred_at recorded_at site_code from_location to_location qty:q "
            "uom work_order_code delivery_code receipt_code partner_code operator_code "
            "source_system source_file source_row:i",
        ),
        _mart("trace_bounds", "", "site_code place_code bound_name bound_value:q unit basis"),
        _mart(
            "trace_handling_units",
            "lot_id",
            "handling_unit_code lot_id item_code qty:q uom packed_at unpacked_at contract "
            "source_system source_file source_row:i",
        ),
        _mart("trace_sources", "", "source_system data_as_of landed_at"),
        _mart("trace_aliases", "", "alias_id lot_id"),
        _mart(
            "trace_quarantine",
            "",
            "contract source_system source_file source_row:i rule_id reason mentions",
        ),
    )
}
