-- Grain: one row per break between two systems that a rule names. wrong_side, reason: who is wrong,
-- only where the records themselves say so: a side of which a record of the item names no lot may
-- have meant the lot of the other; a lot that no record brings may be a code misread.
{% set rules = {
    'consumption': {'side': 'XS-01', 'qty': 'XS-02', 'lot': 'XS-03'},
    'output': {'side': 'XS-04', 'qty': 'XS-04', 'lot': 'XS-04'},
    'shipment': {'side': 'XS-06', 'qty': 'XS-06', 'lot': 'XS-06'},
} %}
{% set sides = {
    'silent': 'silent_side',
    'telling': "case when silent_side = 'wms' then first_side else 'wms' end",
    'first_told_by': 'first_side',
} %}
with

united as (

    select * from {{ ref('int_reconciliation_gaps') }}
    where flow <> 'receipt'

),

origins as (

    select
        lot_id,
        origin
    from {{ ref('lot_origins') }}

),

judged as (

    select
        united.*,
        case
            when united.break_kind <> 'lot' then null
            when
                case
                    when united.silent_side = 'wms' then united.wms_lotless_count
                    else united.first_lotless_count
                end > 0
                then united.silent_side
            when origins.origin = 'unknown'
                then case when united.silent_side = 'wms' then united.first_side else 'wms' end
        end as wrong_side
    from united
    left join origins on united.lot_id = origins.lot_id

)

select
    case
        {% for flow, by_kind in rules.items() %}
        {% for kind, rule in by_kind.items() %}
        when flow = '{{ flow }}' and break_kind = '{{ kind }}' then '{{ rule }}'
        {% endfor %}
        {% endfor %}
    end as rule_id,
    {{ joined(['document_code', 'item_code', 'break_kind', 'lot_id']) }} as subject_key,
    flow,
    break_kind,
    document_code,
    item_code,
    lot_id,
    site_code,
    first_side,
    silent_side,
    first_qty,
    wms_qty,
    case when break_kind = 'qty' then try_cast(abs(first_qty - wms_qty) as decimal(18, 6)) end
        as differing_qty,
    uom,
    occurred_at,
    {% for name, side in sides.items() %}
    case {{ side }}
        when 'mes' then 'the shop floor' when 'wms' then 'the warehouse' when 'erp' then 'the ERP'
    end as {{ name }},
    {% endfor %}
    wrong_side,
    case
        when wrong_side is null then null
        when wrong_side = silent_side then 'A record of its own of the item names no lot.'
        else 'No record brings this lot: its code may be misread.'
    end as reason
from judged
