-- Grain: one row per lot or order with balance lines: what came in and what is accounted for, in
-- its unit; null = there is none, or an amount is unknown.
with

lines as (

    select * from {{ ref('int_valued_lines') }}
    where side <> 'shown'

),

sums as (

    select
        subject_kind,
        subject_id,
        min(balance_uom) as uom,
        max(use_mass) as use_mass,
        cast(sum(unknown_count) as bigint) as unknown_count,
        min(case when balance_qty is null then 0 else 1 end) as is_known,
        cast(sum(case when side = 'in' then balance_qty else 0 end) as decimal(18, 6)) as in_qty,
        cast(sum(case when side = 'accounted' then balance_qty else 0 end) as decimal(18, 6))
            as accounted_qty
    from lines
    group by subject_kind, subject_id

)

select
    subject_kind,
    subject_id,
    uom,
    use_mass,
    unknown_count,
    case when is_known = 1 then in_qty end as in_qty,
    case when is_known = 1 then accounted_qty end as accounted_qty
from sums
