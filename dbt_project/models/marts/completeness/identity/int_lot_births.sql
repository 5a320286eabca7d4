-- Grain: one row per receipt or output of a lot (no serial unit) that brought it, with the one
-- before; what came back, and what an order gave out again, brought nothing.
with

lots as (

    select * from {{ ref('lots') }}
    where lot_kind = 'lot'

),

taken_in as (

    select
        run_id,
        lot_id
    from {{ ref('consumptions') }}
    group by run_id, lot_id

),

births as (

    select
        'made' as note,
        outputs.run_id as document_key,
        {% for name in [
            'fact_id', 'lot_id', 'work_order_code', 'site_code', 'booked_qty', 'booked_uom',
            'occurred_at', 'occurred_at_text', 'contract', 'source_system', 'source_file',
            'source_row',
        ] %}
        outputs.{{ name }},
        {% endfor %}
        cast(null as string) as receipt_code
    from {{ ref('outputs') }} as outputs
    left join taken_in
        on outputs.run_id = taken_in.run_id and outputs.lot_id = taken_in.lot_id
    where not outputs.is_unknown_lot and not outputs.is_returned and taken_in.lot_id is null
    union all
    select
        'received' as note,
        document_code as document_key,
        fact_id,
        lot_id,
        cast(null as string) as work_order_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at,
        occurred_at_text,
        contract,
        source_system,
        source_file,
        source_row,
        receipt_code
    from {{ ref('receipts') }}
    where not is_unknown_lot and not is_listed_only and coalesce(booked_qty > 0, true)

)

select
    births.note,
    births.document_key,
    births.fact_id,
    births.lot_id,
    births.work_order_code,
    births.receipt_code,
    births.site_code,
    births.booked_qty,
    births.booked_uom,
    births.occurred_at,
    births.occurred_at_text,
    births.contract,
    births.source_system,
    births.source_file,
    births.source_row,
    lots.item_code,
    lots.lot_code,
    lots.lot_code_key,
    lag(births.occurred_at) over (
        partition by births.lot_id
        order by births.occurred_at asc nulls last, births.fact_id asc nulls last
    ) as before_at
from births
inner join lots on births.lot_id = lots.lot_id
