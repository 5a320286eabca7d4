"""The extract contracts: which tables a system may hand over, and their columns and keys.

The order is that of docs/data-flow.md. `!` marks a column without which a row is no fact; brackets
hold the words a column may use; `a|b` in a key reads "a, else b".
"""

from __future__ import annotations

from traceability.contracts.column import Contract, parse_columns

_TABLES = """
erp_items
    key: item_code
    columns: item_code!; item_name; item_type(raw packaging semi_finished finished by_product
        consumable); product_family; brand; pack_size; base_uom; is_lot_managed;
        is_serial_managed; is_on_food_traceability_list; gtin; shelf_life_days;
        unit_value; currency

erp_partners
    key: partner_code
    columns: partner_code!; partner_name; is_supplier; is_customer; is_ship_to;
        parent_partner_code; country; address; language; contact_name; email; phone;
        after_hours_phone; contact_verified_date

erp_sites
    key: site_code
    columns: site_code!; site_name; org_code; site_type(own subcontractor outside_store);
        gln; timezone; address; phone

erp_uom_conversions
    key: item_code from_uom to_uom
    columns: item_code; from_uom!; to_uom!; factor!

erp_work_orders
    key: work_order_code
    period: started_at
    columns: work_order_code!; site_code; line_code; item_code; planned_qty; uom;
        order_type(standard rework pilot repack disassembly subcontract);
        order_status(planned released in_progress closed cancelled); started_at;
        closed_at

erp_work_order_components
    key: work_order_code line_no
    columns: work_order_code!; line_no!; item_code!; required_qty; uom; is_mandatory;
        alternate_group; bom_version; allocated_lot_code; allocated_lot_uid

erp_receipts
    key: receipt_code line_no
    period: received_at
    columns: receipt_code!; line_no!; item_code!; supplier_code; supplier_lot_code; lot_code;
        lot_uid; qty; uom; received_at; site_code; ship_from_code; purchase_order_code;
        document_type; manufactured_at; expires_at; certificate_code

erp_deliveries
    key: delivery_code line_no
    period: shipped_at
    columns: delivery_code!; line_no!; item_code!; customer_code; ship_to_code; lot_code;
        lot_uid; serial_code; qty; uom; delivery_status(open shipped cancelled);
        shipped_at; site_code; sales_order_code; carrier_name; vehicle_code;
        document_type

wms_lots
    key: site_code item_code lot_uid|lot_code
    columns: item_code!; lot_code; lot_uid; site_code; supplier_code; supplier_lot_code;
        manufactured_at; expires_at; lot_status(released quarantine hold restricted
        rejected recalled); status_at; traceability_lot_code_source

wms_movements
    key: movement_id
    period: occurred_at
    columns: movement_id!; movement_type!(receipt putaway transfer transfer_out transfer_in
        issue return_from_order production_receipt split merge relabel adjustment scrap
        sample status_change shipment customer_return supplier_return); occurred_at;
        recorded_at; site_code; from_location; to_location; item_code!; lot_code;
        lot_uid; to_item_code; to_lot_code; to_lot_uid; serial_code; qty; uom;
        work_order_code; delivery_code; receipt_code; partner_code; handling_unit_code;
        operator_code; capture_method(scan machine manual backflush); reason_code;
        reversal_of

wms_stock
    key: counted_at site_code location item_code lot_uid|lot_code
    period: counted_at
    columns: counted_at!; site_code!; location; item_code!; lot_code; lot_uid; qty; uom;
        stock_status

wms_handling_units
    key: parent_code child_code item_code lot_uid|lot_code serial_code packed_at
    period: packed_at
    columns: parent_code!; child_code; item_code; lot_code; lot_uid; serial_code; qty; uom;
        packed_at; unpacked_at

mes_operations
    key: operation_run_id
    period: started_at
    columns: operation_run_id!; work_order_code; site_code; operation_no; operation_name;
        equipment_code; operator_code; shift_code; started_at; ended_at; good_qty;
        scrap_qty; uom

mes_consumptions
    key: consumption_id
    period: started_at
    columns: consumption_id!; work_order_code; operation_run_id; site_code; place_code;
        item_code!; lot_code; lot_uid; serial_code; qty; uom; started_at; ended_at;
        recorded_at; operator_code; equipment_code; shift_code; capture_method(scan
        machine manual backflush); consumption_kind(standard top_up substitute rework
        return); output_group; reversal_of

mes_outputs
    key: output_id
    period: started_at
    columns: output_id!; work_order_code; operation_run_id; site_code; place_code;
        item_code!; lot_code; lot_uid; serial_code; qty; uom; started_at; ended_at;
        recorded_at; operator_code; equipment_code; shift_code; capture_method(scan
        machine manual backflush); output_kind(product co_product by_product scrap
        rework sample); output_group; reversal_of

mes_lot_changes
    key: change_id
    period: changed_at
    columns: change_id!; work_order_code; operation_run_id; site_code; place_code;
        equipment_code; item_code!; from_lot_code; from_lot_uid; to_lot_code;
        to_lot_uid; changed_at; operator_code; capture_method(scan machine manual
        backflush)

mes_places
    key: place_code
    columns: place_code!; site_code; place_name; place_type(line feeder hopper tank silo oven
        other); has_hold_up; is_metered; residence_minutes

mes_place_events
    key: event_id
    period: occurred_at
    columns: event_id!; place_code!; event_type!(emptied cleaned counted); qty; uom;
        occurred_at; recorded_at; operator_code; capture_method(scan machine manual
        backflush)

mes_parameters
    key: operation_run_id parameter_name measured_at
    period: measured_at
    columns: operation_run_id!; parameter_name!; value!; unit; measured_at; lower_limit;
        upper_limit

mes_inspections
    key: inspection_id
    period: inspected_at
    columns: inspection_id!; item_code!; lot_code; lot_uid; inspection_type(incoming
        in_process final); work_order_code; operation_run_id; receipt_code;
        characteristic; result_value; unit; verdict(pass fail concession pending);
        inspected_at; inspector_code; new_lot_status; certificate_code

crosswalks
    key: kind system_a code_a system_b code_b
    columns: kind!(lot item partner site order equipment person uom); system_a!; item_code;
        code_a!; system_b!; code_b!; approved_by
"""


def _read(text: str) -> dict[str, Contract]:
    """Parse the block above; a name at the margin begins a contract."""
    contracts = {}
    for block in text.strip().split("\n\n"):
        name, _, body = block.partition("\n")
        before, _, columns = body.partition("columns:")
        fields = dict(line.strip().split(": ", 1) for line in before.strip().splitlines())
        contracts[name] = Contract(
            name,
            tuple(fields["key"].split()),
            parse_columns(" ".join(columns.split())),
            fields.get("period", ""),
        )
    return contracts


EXTRACTS = _read(_TABLES)
"""Every extract contract by name. `corrections` is written by Lotline alone and is not one."""
