"""What identity makes of staged mentions: a lot of each, and a master row of every code."""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.comparison import lacking, staged_name, united
from traceability.contracts.extracts import EXTRACTS

_PARTNERS = (
    ("erp_partners", "partner_code"),
    ("erp_receipts", "supplier_code"),
    ("erp_receipts", "ship_from_code"),
    ("erp_deliveries", "customer_code"),
    ("erp_deliveries", "ship_to_code"),
    ("wms_lots", "supplier_code"),
    ("wms_movements", "partner_code"),
)


def _having(column: str) -> tuple[tuple[str, str], ...]:
    """The contracts whose rows name such a code; a crosswalk names one only to narrow a pair."""
    return tuple(
        (name, column)
        for name, contract in EXTRACTS.items()
        if column in contract.column_names and name != "crosswalks"
    )


def _unknown(columns: tuple[tuple[str, str], ...], code: str) -> str:
    """The first staged row of every code that the examined relation lacks."""
    named = united(
        f"select {column} as {code}, '{contract}' as contract, source_system, source_file, "
        f"source_row from {staged_name(contract)} where {column} is not null"
        for contract, column in columns
    )
    first = (
        f"select {code}, arg_min(contract, source_row) as contract, "
        "arg_min(source_system, source_row) as source_system, "
        "arg_min(source_file, source_row) as source_file, min(source_row) as source_row "
        f"from ({named}) as named group by {code}"
    )
    return lacking(first, "select * from examined", (code,))


IDENTITY = (
    Check(
        "identity.every_mention_is_a_lot",
        "staging.int_lot_mentions",
        "Every landed row that names a lot leads to a lot, superseded versions included.",
        """select examined.contract, examined.source_system, examined.source_file,
    examined.source_row, examined.item_code, examined.lot_code
from examined
left join identity.lot_references as known on examined.lot_ref = known.lot_ref
left join identity.lots as lots on known.lot_id = lots.lot_id
where lots.lot_id is null""",
    ),
    Check(
        "identity.a_lot_is_current_as_its_rows_are",
        "identity.lots",
        "A lot is current exactly if a row in force names it.",
        """select examined.lot_id, examined.item_code, examined.lot_code, examined.is_current
from examined
left join (
    select known.lot_id, bool_or(mentions.is_current) as is_named
    from staging.int_lot_mentions as mentions
    inner join identity.lot_references as known on mentions.lot_ref = known.lot_ref
    group by known.lot_id
) as named on examined.lot_id = named.lot_id
where examined.is_current is distinct from named.is_named""",
    ),
    Check(
        "identity.every_item_is_known",
        "identity.items",
        "Every item code of a staged row is an item.",
        _unknown((*_having("item_code"), ("wms_movements", "to_item_code")), "item_code"),
    ),
    Check(
        "identity.every_work_order_is_known",
        "identity.work_orders",
        "Every order code of a staged row is a work order.",
        _unknown(_having("work_order_code"), "work_order_code"),
    ),
    Check(
        "identity.every_partner_is_known",
        "identity.partners",
        "Every supplier, customer and ship-to code of a staged row is a partner.",
        _unknown(_PARTNERS, "partner_code"),
    ),
)
