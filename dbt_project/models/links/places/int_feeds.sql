-- Grain: one row per consumption of a component of its order: its turn at its place. is_trusted:
-- every row of the order's item (alternates too) was captured when it happened, with an amount that
-- no return makes unsure. is_counted: a use in turn; rework, top-ups, substitutes and rows without
-- a place are not, and what came back whole is none. earlier_qty: what counted rows before it at
-- its place fed.
with

consumptions as (

    select * from {{ ref('consumptions') }}
    where work_order_code is not null

),

needs as (

    select * from {{ ref('int_component_needs') }}

),

rows_of_needs as (

    select
        consumptions.fact_id,
        consumptions.work_order_code,
        needs.feed_group,
        needs.unit_need,
        consumptions.place_code,
        consumptions.occurred_from_at as scanned_at,
        consumptions.base_qty as qty,
        coalesce(
            consumptions.contract = 'mes_consumptions'
            and consumptions.begun_basis = 'recorded'
            and consumptions.base_qty >= 0
            and consumptions.base_uom = needs.base_uom
            and returned.item_code is null,
            false
        ) as is_sound,
        consumptions.consumption_kind = 'standard' as is_standard,
        coalesce(
            consumptions.consumption_kind = 'standard'
            and consumptions.place_code is not null
            and consumptions.base_qty > 0,
            false
        ) as is_counted
    from consumptions
    inner join needs
        on
            consumptions.work_order_code = needs.work_order_code
            and consumptions.item_code = needs.item_code
    left join {{ ref('int_returned_feeds') }} as returned
        on
            consumptions.work_order_code = returned.work_order_code
            and consumptions.item_code = returned.item_code

),

totalled as (

    select
        *,
        min(case when is_sound then 1 else 0 end) over (
            partition by work_order_code, feed_group
        ) = 1 as is_trusted,
        cast(sum(qty) over (
            partition by work_order_code, feed_group
        ) as decimal(38, 6)) as total_qty,
        cast(sum(case when is_standard then qty else 0 end) over (
            partition by work_order_code, feed_group
        ) as decimal(38, 6)) as standard_qty,
        cast(sum(qty) over (
            partition by work_order_code, feed_group, place_code
        ) as decimal(38, 6)) as place_qty,
        cast(sum(case when is_counted then qty else 0 end) over (
            partition by work_order_code, feed_group, place_code
            order by scanned_at asc nulls last, fact_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as decimal(38, 6)) as preceding_qty
    from rows_of_needs

)

-- Rows of one instant have no order among them: each may be the first.
select
    fact_id,
    work_order_code,
    feed_group,
    unit_need,
    place_code,
    scanned_at,
    qty,
    is_trusted,
    is_counted,
    total_qty,
    standard_qty,
    place_qty,
    min(coalesce(preceding_qty, 0)) over (
        partition by work_order_code, feed_group, place_code, scanned_at
    ) as earlier_qty
from totalled
