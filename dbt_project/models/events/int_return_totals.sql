-- Grain: one row per kind, order, item and lot of record that something came back of.
with

facts as (

    select
        *,
        direction * coalesce(booked_qty, 1) < 0 as is_return
    from {{ ref('int_facts_of_record') }}

),

totals as (

    select
        balance_key,
        cast(sum(case when is_return then -signed_qty end) as decimal(18, 6)) as back_qty,
        max(case when is_return then 0 else 1 end) = 1 as has_facts,
        min(case when signed_qty is null then 0 else 1 end) = 1
        and count(distinct coalesce(booked_uom, '')) = 1 as is_comparable
    from facts
    group by balance_key
    having max(case when is_return then 1 else 0 end) = 1

)

select * from totals
