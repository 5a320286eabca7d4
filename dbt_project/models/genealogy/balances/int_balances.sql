-- Grain: one row per lot or order: in, accounted for, and the signed rest; never clipped.
with

subjects as (

    select * from {{ ref('int_balance_subjects') }}

),

sums as (

    select * from {{ ref('int_balance_sums') }}

),

reasoned as (

    select
        subjects.*,
        sums.uom,
        sums.in_qty,
        sums.accounted_qty,
        coalesce(
            subjects.hindrance,
            case
                when sums.subject_id is null then 'no_records'
                when sums.unknown_count > 0 then 'unknown_amount'
                when sums.use_mass is null then 'no_common_unit'
                when sums.in_qty is null or sums.accounted_qty is null then 'unknown_amount'
                when sums.in_qty <= 0 then 'nothing_in'
            end
        ) as reason
    from subjects
    left join sums
        on
            subjects.subject_kind = sums.subject_kind
            and subjects.subject_id = sums.subject_id

)

select
    subject_kind,
    subject_id,
    item_code,
    lot_code,
    work_order_code,
    uom,
    in_qty,
    accounted_qty,
    cast(case when reason is null then in_qty - accounted_qty end as decimal(18, 6))
        as residual_qty,
    case
        when reason is null
            then
                try_cast(
                    100 * cast(accounted_qty as double) / cast(in_qty as double)
                    as decimal(18, 6)
                )
    end as accounted_percent,
    on_hand_basis,
    reason
from reasoned
