-- Grain: one row per consumption and output of an order that took a lot in and gave it out under
-- its own number. What came back whole, and what another system booked in and out again, was not
-- taken in; a part that came back when its product was taken apart was not given out. What was
-- booked as reworked keeps its number by intent.
with

consumptions as (

    select
        *,
        'taken in' as note
    from {{ ref('consumptions') }}
    where
        not is_unknown_lot
        and not is_returned
        and not (rule_id = 'named_by_the_other_system' and evidence = 'possible')

),

parts_back as (

    select * from {{ ref('int_disassembly_returns') }}

),

outputs as (

    select
        made.*,
        'given out' as note
    from {{ ref('outputs') }} as made
    left join parts_back on made.fact_id = parts_back.fact_id
    where
        not made.is_unknown_lot
        and not made.is_returned
        and not (made.rule_id = 'named_by_the_other_system' and made.evidence = 'possible')
        and parts_back.fact_id is null
        and coalesce(made.output_kind, 'product') <> 'rework'

),

facts as (

    {% for table in ['consumptions', 'outputs'] %}
    select
        coalesce(work_order_code, run_id) as order_key,
        fact_id,
        lot_id,
        work_order_code,
        item_code,
        site_code,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        note
    from {{ table }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

loops as (

    select
        order_key,
        lot_id
    from facts
    group by order_key, lot_id
    having count(distinct note) = 2

),

records as (

    select
        facts.*,
        'LK-14' as rule_id,
        'lot' as subject_kind,
        facts.order_key || chr(31) || facts.lot_id as subject_key
    from facts
    inner join loops on facts.order_key = loops.order_key and facts.lot_id = loops.lot_id

)

select
    {{ record_columns() }},
    fact_id,
    lot_id,
    work_order_code,
    item_code,
    site_code,
    occurred_at_text
from records
