-- Grain: one row per serial unit and lot that some row names together.
with

named_together as (

{%- for staged in [
    'stg_mes__outputs', 'stg_mes__consumptions', 'stg_wms__movements',
    'stg_wms__handling_units', 'stg_erp__deliveries',
] %}
    {% if not loop.first %}union all
    {% endif -%}
    select
        lot_ref,
        parent_lot_ref,
        contract,
        source_system,
        load_id,
        source_file,
        source_row
    from {{ ref(staged) }}
    where parent_lot_ref is not null
    {%- endfor %}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

numbered as (

    select
        named_together.*,
        serials.lot_id as serial_lot_id,
        lots.lot_id,
        row_number() over (
            partition by serials.lot_id, lots.lot_id
            order by
                named_together.load_id asc nulls last,
                named_together.contract asc nulls last,
                named_together.source_file asc nulls last,
                named_together.source_row asc nulls last,
                named_together.lot_ref asc nulls last,
                named_together.parent_lot_ref asc nulls last
        ) as row_no
    from named_together
    inner join lot_references as serials on named_together.lot_ref = serials.lot_ref
    inner join lot_references as lots on named_together.parent_lot_ref = lots.lot_ref

)

select
    serial_lot_id || chr(31) || lot_id as fact_id,
    serial_lot_id,
    lot_id,
    source_system,
    contract,
    source_file,
    source_row,
    'unknown' as event_month
from numbered
where row_no = 1
