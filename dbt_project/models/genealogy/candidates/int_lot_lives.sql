-- Grain: one row per lot, known or unknown, that may stand behind a missing record: from when to
-- when there can have been any of it. Null = open: no record of its origin, a record without time,
-- or an end that neither book nor count tells.
-- What was poured into a tank lives until that is cleared.
with

lots as (

    select
        lots.lot_id,
        lots.item_code,
        false as is_unknown,
        origins.origin
    from {{ ref('lots') }} as lots
    inner join {{ ref('lot_origins') }} as origins on lots.lot_id = origins.lot_id
    where lots.is_current
    union all
    select
        lot_id,
        min(item_code) as item_code,
        true as is_unknown,
        max(case when flow_kind = 'receipt' then 'received' else 'produced' end) as origin
    from {{ ref('stock_movements') }}
    where
        is_unknown_lot
        and lot_id is not null
        and flow_kind in (
            'receipt', 'output', 'customer_return', 'split_to', 'merge_to', 'relabel_to'
        )
    group by lot_id

),

spans as (

    select * from {{ ref('int_lot_spans') }}

),

heels as (

    select * from {{ ref('int_tank_heels') }}

),

closings as (

    select * from {{ ref('int_lot_closings') }}

),

lives as (

    select
        lots.*,
        spans.from_at,
        greatest(spans.until_at, coalesce(heels.cleared_at, spans.until_at)) as until_at,
        greatest(spans.closes_at, coalesce(heels.cleared_at, spans.closes_at)) as closes_at,
        coalesce(spans.has_untimed, 1) = 0 and lots.origin in ('produced', 'received') as has_start,
        closings.lot_id is not null as is_closed,
        spans.first_at,
        spans.first_at_text,
        spans.source_system,
        spans.contract,
        spans.source_file,
        spans.source_row
    from lots
    left join spans on lots.lot_id = spans.lot_id
    left join closings on lots.lot_id = closings.lot_id
    left join heels on lots.lot_id = heels.lot_id

)

select
    lot_id,
    item_code,
    is_unknown,
    origin,
    case when has_start then from_at end as from_at,
    case when has_start and is_closed then until_at end as until_at,
    case when has_start and is_closed then closes_at end as closes_at,
    first_at,
    first_at_text,
    source_system,
    contract,
    source_file,
    source_row
from lives
