-- Grain: one row per crosswalk row that turns a partner or site into one of several of another
-- system: it was merged twice, and nobody can say which is meant (ID-14).
with

crosswalks as (

    select * from {{ ref('stg_crosswalks') }}
    where kind in ('partner', 'site')

),

sides as (

    {% for mine, other in [('a', 'b'), ('b', 'a')] %}
    select
        kind,
        system_{{ mine }} as source_name,
        code_{{ mine }} as code,
        system_{{ other }} as other_name,
        code_{{ other }} as other_code,
        contract,
        source_system,
        source_file,
        source_row
    from crosswalks
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

merged as (

    select
        kind,
        source_name,
        code,
        other_name
    from sides
    where source_name <> other_name
    group by kind, source_name, code, other_name
    having count(distinct other_code) > 1

),

records as (

    select
        'ID-14' as rule_id,
        sides.kind as subject_kind,
        sides.source_name || chr(31) || sides.code || chr(31) || sides.other_name as subject_key,
        sides.contract,
        sides.source_system,
        sides.source_file,
        sides.source_row,
        'said to be ' || sides.other_code as note,
        'S1' as severity,
        'Crosswalks say that ' || sides.kind || ' ' || sides.code || ' of ' || sides.source_name
        || ' is several of ' || sides.other_name as words,
        {{ untold([
            'item_code', 'lot_id', 'work_order_code', 'delivery_code', 'receipt_code',
            'partner_code', 'site_code', 'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from sides
    inner join merged
        on
            sides.kind = merged.kind
            and sides.source_name = merged.source_name
            and sides.code = merged.code
            and sides.other_name = merged.other_name

)

select {{ told_columns() }}
from records
