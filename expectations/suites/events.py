"""What events make of staged rows: postings, facts and what happened to each lot."""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.comparison import conserved, lacking, staged_name, staged_rows, united

_BOOKED = ("mes_consumptions", "mes_outputs", "wms_movements")
_RECORD = ("contract", "source_system", "source_file", "source_row")
_RECORDS = ", ".join(_RECORD)
_FACTS = (
    *("consumptions", "outputs", "shipments", "open_deliveries", "receipts", "customer_returns"),
    *("lot_transformations", "serial_memberships", "counts", "inspections", "operations"),
    "parameters",
)
_ORDER_ITEM = ("fact_type", "work_order_code", "item_code", "contract")

_NAMED = {
    "mes_consumptions": "true",
    "mes_outputs": "true",
    "wms_movements": "true",
    "wms_stock": "true",
    "mes_inspections": "true",
    "erp_receipts": "true",
    "erp_deliveries": "coalesce(delivery_status, case when shipped_at is null then 'open' "
    "else 'shipped' end) = 'shipped'",
}
"""Rows that are an event of the lot they name, by contract."""

_LOTS_NAMED = united(
    f"select known.lot_id, '{contract}' as contract, named.source_system, named.source_file, "
    f"named.source_row from {staged_name(contract)} as named "
    f"inner join identity.lot_references as known on named.lot_ref = known.lot_ref "
    f"where {condition}"
    for contract, condition in _NAMED.items()
)

_PLAIN = """(
    select *, work_order_code || chr(31) || item_code || chr(31) || fact_type as plain_key
    from examined
    where fact_type in ('consumption', 'output') and work_order_code is not null
    qualify not bool_or(
        reversal_of is not null or direction < 0 or booked_qty is null or booked_qty < 0
        or coalesce(lot_split_count, 1) > 1
        or (contract, source_system, record_id) in (
            select (contract, source_system, reversal_of) from examined
            where reversal_of is not null
        )
    ) over (partition by fact_type, work_order_code, item_code)
)"""
"""Bookings of orders and items of which nothing was taken back and all amounts are known."""


def _shown(table: str, kind: str) -> str:
    columns = ", ".join(_ORDER_ITEM[1:])
    return f"select '{kind}' as fact_type, {columns}, booked_qty from events.{table}"


_OF_RECORD = (
    f"select {', '.join(_ORDER_ITEM)}, booked_qty from {_PLAIN} as plain "
    "qualify (contract <> 'wms_movements') = bool_or(contract <> 'wms_movements') "
    "over (partition by plain_key)"
)
_AS_FACTS = (
    f"select facts.* from ({_shown('consumptions', 'consumption')} "
    f"union all {_shown('outputs', 'output')}) as facts "
    f"semi join {_PLAIN} as plain using (fact_type, work_order_code, item_code) "
    "where booked_qty is not null"
)


def _moved(table: str, erp: str, code: str, condition: str, movement: str) -> str:
    """Lots that a receipt or delivery moved by a staged row and by no fact."""
    by_line = (
        f"select known.lot_id, '{erp}' as contract, named.source_system, named.source_file, "
        f"named.source_row, named.{code} as document_code, named.item_code "
        f"from {staged_name(erp)} as named inner join identity.lot_references as known "
        f"on named.lot_ref = known.lot_ref where {condition}"
    )
    by_movement = (
        "select known.lot_id, 'wms_movements' as contract, named.source_system, "
        "named.source_file, named.source_row from staging.stg_wms__movements as named "
        "inner join identity.lot_references as known on named.lot_ref = known.lot_ref "
        "anti join (select source_system, reversal_of from staging.stg_wms__movements) as back "
        "on named.source_system = back.source_system and named.movement_id = back.reversal_of "
        f"where {movement} and named.reversal_of is null"
    )
    facts = f"select * from {table}"
    return (
        f"select {_RECORDS}, lot_id from ("
        f"{lacking(by_line, facts, ('document_code', 'item_code', 'lot_id'))}) as lines\n"
        f"union all\nselect {_RECORDS}, lot_id from ("
        f"{lacking(by_movement, facts, ('lot_id', *_RECORD))}) as movements"
    )


EVENTS = (
    Check(
        "events.every_booked_row_is_a_posting",
        "events.int_postings",
        "Every staged consumption, output and movement is one posting, with its amount.",
        conserved(
            staged_rows("source_system, source_file, source_row, qty", _BOOKED),
            "select * from examined",
            _RECORD,
            "qty",
        ),
    ),
    Check(
        "events.orders_keep_what_was_booked",
        "events.int_postings",
        "An order consumes and makes of an item what its system of record booked, where nothing "
        "was taken back and all amounts are known.",
        conserved(_OF_RECORD, _AS_FACTS, _ORDER_ITEM, "booked_qty", is_reckoned=True),
    ),
    Check(
        "events.every_row_that_names_a_lot_is_an_event",
        "events.lot_events",
        "Every staged row that says what happened to a lot is an event of that lot.",
        lacking(_LOTS_NAMED, "select * from examined", ("lot_id", *_RECORD)),
    ),
    Check(
        "events.every_received_lot_is_a_receipt",
        "events.receipts",
        "Every lot that a staged receipt names was received by it.",
        _moved(
            "examined", "erp_receipts", "receipt_code", "true", "named.movement_type = 'receipt'"
        ),
    ),
    Check(
        "events.every_shipped_lot_is_a_shipment",
        "events.shipments",
        "Every lot that a staged row ships was shipped by its delivery.",
        _moved(
            "examined",
            "erp_deliveries",
            "delivery_code",
            f"coalesce(named.qty, 0) >= 0 and {_NAMED['erp_deliveries']}",
            "named.movement_type = 'shipment' and coalesce(named.qty, 0) >= 0",
        ),
    ),
    Check(
        "events.every_fact_rests_on_a_row",
        "events.lot_events",
        "Every fact and every event names the staged row it rests on.",
        lacking(
            united(
                [
                    f"select 'lot_events' as fact_table, {_RECORDS} from examined",
                    *(
                        f"select '{table}' as fact_table, {_RECORDS} from events.{table}"
                        for table in _FACTS
                    ),
                ]
            ),
            staged_rows("source_system, source_file, source_row"),
            _RECORD,
        ),
    ),
)
