-- Grain: one row per use and output of lots by which orders stand before themselves (LK-13).
with

cycles as (

    select * from {{ ref('int_order_cycles') }}

),

steps as (

    select
        steps.*,
        cycles.cycle_key
    from {{ ref('int_order_cycle_steps') }} as steps
    inner join cycles on steps.from_run_id = cycles.run_id
    inner join cycles as onward
        on steps.to_run_id = onward.run_id and cycles.cycle_key = onward.cycle_key

),

sides as (

    select
        cycle_key,
        from_run_id as run_id,
        lot_id,
        'given out' as note
    from steps
    union
    select
        cycle_key,
        to_run_id as run_id,
        lot_id,
        'taken in' as note
    from steps

),

facts as (

    {% for table, note in [('consumptions', 'taken in'), ('outputs', 'given out')] %}
    select
        run_id,
        lot_id,
        work_order_code,
        item_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        contract,
        source_system,
        source_file,
        source_row,
        '{{ note }}' as note
    from {{ ref(table) }}
    where not is_returned
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

told as (

    select
        facts.*,
        sides.cycle_key,
        min(facts.work_order_code) over (partition by sides.cycle_key) as first_order_code,
        max(facts.work_order_code) over (partition by sides.cycle_key) as last_order_code
    from facts
    inner join sides
        on
            facts.run_id = sides.run_id
            and facts.lot_id = sides.lot_id
            and facts.note = sides.note

),

records as (

    select
        'LK-13' as rule_id,
        'run' as subject_kind,
        cycle_key as subject_key,
        *,
        'S1' as severity,
        'Work orders ' || coalesce(first_order_code, '(none)') || ' and '
        || coalesce(last_order_code, '(none)')
        || ' each used what came of the other, and neither is an order for rework' as words,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from told

)

select {{ told_columns() }}
from records
