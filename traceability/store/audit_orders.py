"""Reads the orders that an audit draws from, and the fields of those drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.record_audits import AuditOrder

if TYPE_CHECKING:
    import duckdb

_POPULATION = """
    with shifts as (
        select
            work_order_code,
            arg_min(shift_code, (coalesce(started_at_text, '9'), shift_code)) as shift_code
        from (
            select work_order_code, shift_code, started_at_text from staging.stg_mes__operations
            union all
            select work_order_code, shift_code, started_at_text from staging.stg_mes__consumptions
        ) as told
        where shift_code is not null and work_order_code is not null
        group by work_order_code
    )
    select orders.work_order_code, min(orders.line_code), min(shifts.shift_code)
    from staging.stg_erp__work_orders as orders
    left join shifts on orders.work_order_code = shifts.work_order_code
    where
        orders.started_at >= cast(? as timestamp) and orders.started_at < cast(? as timestamp)
        and coalesce(orders.order_status, '') <> 'cancelled'
    group by orders.work_order_code
    order by orders.work_order_code
"""

_FIELDS = """
    with records as (
        select
            'order' as kind, '' as first_at, item_code, null as lot_code,
            cast(planned_qty as varchar) as qty, uom, source_file, source_row
        from staging.stg_erp__work_orders
        where work_order_code = ?
        union all
        select
            'use', coalesce(started_at_text, ''), item_code, lot_code, cast(qty as varchar), uom,
            source_file, source_row
        from staging.stg_mes__consumptions
        where work_order_code = ? and reversal_of is null
        union all
        select
            'output', coalesce(started_at_text, ended_at_text, ''), item_code, lot_code,
            cast(qty as varchar), uom, source_file, source_row
        from staging.stg_mes__outputs
        where work_order_code = ? and reversal_of is null
    )
    select
        kind || ' ' || row_number() over (
            partition by kind order by first_at, source_file, source_row
        ) as record,
        kind, item_code, lot_code, qty, uom, first_at, source_file, source_row
    from records
    order by kind = 'output', kind = 'use', first_at, source_file, source_row
"""


def read_population(
    connection: duckdb.DuckDBPyConnection, period_from: str, period_until: str
) -> list[AuditOrder]:
    """Orders that started in the period, by code; cancelled ones and those without start are out.

    The shift is that of the order's first record that names one.
    """
    rows = connection.execute(_POPULATION, [period_from, period_until]).fetchall()
    return [AuditOrder(*row) for row in rows]


def read_fields(
    connection: duckdb.DuckDBPyConnection, work_order_code: str
) -> list[dict[str, Any]]:
    """Every field of an order to compare: record, field, recorded, source_file, source_row.

    The order has its item; a use or an output has item, lot, amount with unit, and time.
    """
    found = []
    for record, kind, item, lot, qty, uom, at, file, row in connection.execute(
        _FIELDS, [work_order_code] * 3
    ).fetchall():
        fields = {"item": item}
        if kind != "order":
            amount = None if qty is None else f"{_short(qty)} {uom or ''}".strip()
            fields |= {"lot": lot, "amount": amount, "time": at or None}
        found += [
            {
                "record": record,
                "field": name,
                "recorded": value,
                "source_file": file,
                "source_row": row,
            }
            for name, value in fields.items()
        ]
    return found


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
