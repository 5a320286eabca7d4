-- Grain: one row per input gap: a fact without lot or with a guessed one, a shortage, or a lot
-- without origin; with the window in which its material was taken: what
-- was not captured when it happened, since its order began. Null = open.
with

of_facts as (

    select
        facts.fact_id,
        facts.rule_id,
        facts.node_id,
        facts.item_code,
        facts.gap_qty,
        facts.site_code,
        spans.occurred_at,
        case
            when facts.has_start
                then least(spans.from_at, coalesce(orders.from_at, spans.from_at))
        end as from_at,
        spans.until_at,
        spans.closes_at,
        facts.time_basis,
        facts.work_order_code,
        facts.source_system,
        facts.contract,
        facts.source_file,
        facts.source_row,
        facts.event_month
    from {{ ref('int_gap_facts') }} as facts
    left join {{ ref('int_fact_spans') }} as spans on facts.fact_id = spans.fact_id
    left join {{ ref('int_order_spans') }} as orders
        on facts.work_order_code = orders.work_order_code and facts.time_basis <> 'recorded'

),

of_orders as (

    select
        'shortage' || chr(31) || shortages.work_order_code || chr(31) || shortages.item_code
            as fact_id,
        'candidate_of_gap' as rule_id,
        shortages.lot_id as node_id,
        shortages.item_code,
        shortages.need_qty - shortages.used_qty as gap_qty,
        spans.site_code,
        spans.from_at as occurred_at,
        spans.from_at,
        spans.until_at,
        spans.closes_at,
        'none' as time_basis,
        shortages.work_order_code,
        shortages.source_system,
        shortages.contract,
        shortages.source_file,
        shortages.source_row,
        {{ month_of('spans.from_at') }} as event_month
    from {{ ref('int_shortages') }} as shortages
    left join {{ ref('int_order_spans') }} as spans
        on shortages.work_order_code = spans.work_order_code

),

of_lots as (

    select
        'origin' || chr(31) || lots.lot_id as fact_id,
        'origin_not_recorded' as rule_id,
        lots.lot_id as node_id,
        lots.item_code,
        lots.lacking_qty as gap_qty,
        lots.site_code,
        spans.first_at as occurred_at,
        case when spans.has_untimed = 0 then spans.from_at end as from_at,
        case when spans.has_untimed = 0 then spans.until_at end as until_at,
        case when spans.has_untimed = 0 then spans.closes_at end as closes_at,
        'none' as time_basis,
        cast(null as string) as work_order_code,
        spans.source_system,
        spans.contract,
        spans.source_file,
        spans.source_row,
        {{ month_of('spans.first_at') }} as event_month
    from {{ ref('int_unexplained_lots') }} as lots
    left join {{ ref('int_lot_spans') }} as spans on lots.lot_id = spans.lot_id

)

select * from of_facts
union all
select * from of_orders
union all
select * from of_lots
