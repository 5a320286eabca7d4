-- Grain: one row per lot, site and time at which some of it was found missing: from when to when it
-- can have gone, and the record that says so. Since the last time that book and stock agreed, else
-- since the lot's first record.
with

checks as (

    select * from {{ ref('int_stock_checks') }}
    where is_loss

),

slacks as (

    select * from {{ ref('int_site_slacks') }}

),

lives as (

    select * from {{ ref('int_lot_lives') }}

),

looks as (

    select
        lot_id,
        site_code,
        occurred_at,
        occurred_at_text,
        fact_id,
        source_system,
        contract,
        source_file,
        source_row,
        case when flow_qty > 0 then 1 else 0 end as is_gain
    from {{ ref('stock_movements') }}
    where flow_kind = 'adjustment'
    union all
    select
        lot_id,
        site_code,
        occurred_at,
        occurred_at_text,
        contract || chr(31) || source_file || chr(31) || cast(source_row as string) as fact_id,
        source_system,
        contract,
        source_file,
        source_row,
        0 as is_gain
    from {{ ref('counts') }}

),

records as (

    select
        *,
        row_number() over (
            partition by lot_id, site_code, occurred_at
            order by is_gain asc nulls last, contract asc nulls last, fact_id asc nulls last
        ) as look_no
    from looks
    where lot_id is not null

)

select
    checks.lot_id,
    checks.site_code,
    checks.item_code,
    checks.occurred_at,
    records.occurred_at_text,
    checks.lost_qty,
    checks.uom,
    coalesce(
        {{ shift_seconds(
            'checks.squared_at', '-(slacks.late_seconds + slacks.tolerance_seconds)'
        ) }},
        lives.from_at
    ) as from_at,
    {{ shift_seconds('checks.occurred_at', '86400 + slacks.late_seconds') }} as until_at,
    {{ shift_seconds(
        'checks.occurred_at', '86400 + slacks.late_seconds + slacks.tolerance_seconds'
    ) }} as closes_at,
    records.source_system,
    records.contract,
    records.source_file,
    records.source_row
from checks
inner join slacks on coalesce(checks.site_code, '') = slacks.site_key
inner join records
    on
        checks.lot_id = records.lot_id
        and coalesce(checks.site_code, '') = coalesce(records.site_code, '')
        and coalesce(checks.occurred_at = records.occurred_at, records.occurred_at is null)
        and records.look_no = 1
left join lives on checks.lot_id = lives.lot_id
