-- Grain: one row per record of a subcontractor's order of which one side is not recorded, and per
-- record of what it made that shows up at another site without a transfer there (LK-22).
with

orders as (

    select
        orders.work_order_code,
        orders.site_code,
        orders.order_status
    from {{ ref('work_orders') }} as orders
    left join {{ ref('sites') }} as sites on orders.site_code = sites.site_code
    where orders.order_type = 'subcontract' or sites.site_type = 'subcontractor'

),

facts as (

    {% for table, note in [('consumptions', 'used'), ('outputs', 'made')] %}
    select
        orders.site_code as order_site_code,
        orders.order_status,
        facts.work_order_code,
        facts.lot_id,
        facts.is_unknown_lot,
        facts.item_code,
        facts.site_code,
        facts.booked_qty,
        facts.booked_uom,
        facts.occurred_at_text,
        facts.contract,
        facts.source_system,
        facts.source_file,
        facts.source_row,
        '{{ note }}' as note
    from {{ ref(table) }} as facts
    inner join orders on facts.work_order_code = orders.work_order_code
    where not facts.is_returned
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

one_sided as (

    select work_order_code from facts
    group by work_order_code
    having
        max(note) = 'made' and min(note) = 'made'
        or max(note) = 'used' and min(note) = 'used' and max(order_status) = 'closed'

),

escaped as (

    select * from {{ ref('int_escaped_outputs') }}

),

judged as (

    select
        facts.*,
        case
            when one_sided.work_order_code is null
                then
                    'made lot ' || coalesce(escaped.lot_code, facts.lot_id)
                    || ', which is at another site without a transfer'
            when facts.note = 'made' then 'made lots, and nothing says what was sent to it'
            else 'used lots, and nothing says what came back'
        end as fault
    from facts
    left join one_sided on facts.work_order_code = one_sided.work_order_code
    left join escaped on facts.lot_id = escaped.lot_id and facts.note = 'made'
    where one_sided.work_order_code is not null or escaped.lot_id is not null

),

records as (

    select
        'LK-22' as rule_id,
        'work_order' as subject_kind,
        work_order_code as subject_key,
        *,
        'S1' as severity,
        'Subcontract order ' || work_order_code || ' ' || fault as words,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from judged

)

select {{ told_columns() }}
from records
