-- Grain: one row per flow, order or delivery, item and lot: what the ERP, the warehouse and the
-- shop floor say of it. lot_id is null for records without lot.
-- An amount is null where a record of that side gives none, and where units differ.
with

rows_told as (

    select
        *,
        case when not is_unknown_lot then lot_id end as told_lot_id
    from {{ ref('int_reconciled_rows') }}

),

lots as (

    select * from {{ ref('lots') }}

),

told as (

    select
        flow,
        document_code,
        item_code,
        told_lot_id as lot_id,
        {{ only('site_code') }} as site_code,
        {{ only('uom') }} as uom,
        {{ is_one("coalesce(uom, '')") }} as has_one_uom,
        min(case when is_sure then 1 else 0 end) = 1 as is_sure,
        {% for side in ['erp', 'wms', 'mes'] %}
        cast(count(case when side = '{{ side }}' then 1 end) as bigint) as {{ side }}_record_count,
        count(case when side = '{{ side }}' then qty end) as {{ side }}_qty_count,
        try_cast(sum(case when side = '{{ side }}' then qty end) as decimal(18, 6))
            as {{ side }}_sum,
        {% endfor %}
        min(occurred_at_text) as occurred_at
    from rows_told
    group by flow, document_code, item_code, told_lot_id

)

select
    told.flow,
    told.document_code,
    told.site_code,
    told.item_code,
    told.lot_id,
    lots.lot_code,
    {% for side in ['erp', 'wms', 'mes'] %}
    case
        when told.has_one_uom and told.{{ side }}_qty_count = told.{{ side }}_record_count
            then told.{{ side }}_sum
    end as {{ side }}_qty,
    {% endfor %}
    told.uom,
    told.erp_record_count,
    told.wms_record_count,
    told.mes_record_count,
    told.is_sure,
    told.occurred_at
from told
left join lots on told.lot_id = lots.lot_id
