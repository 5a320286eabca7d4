-- Grain: one row per use or shipment of a lot while another lot of the item lay at the same site,
-- expires at least a day earlier, and left only later (TM-18). Of the lots that leave later, the
-- one that expires first is looked at; it counts if it was there and free by then.
with

expiries as (

    select * from {{ ref('int_lot_expiries') }}
    where first_expires_at = last_expires_at

),

stays as (

    select * from {{ ref('int_lot_stays') }}

),

last_statuses as (

    select
        lot_id,
        max(until_at) as until_at
    from {{ ref('int_status_spans') }}
    group by lot_id

),

uses as (

    select
        uses.*,
        windows.earliest_at,
        lots.item_code,
        expiries.last_expires_at as expires_at
    from {{ ref('int_lot_uses') }} as uses
    inner join {{ ref('int_fact_windows') }} as windows on uses.fact_id = windows.fact_id
    inner join {{ ref('lots') }} as lots on uses.lot_id = lots.lot_id
    inner join expiries on uses.lot_id = expiries.lot_id
    where
        uses.is_zoned
        and not uses.is_whole_day
        and uses.site_code is not null

),

watched as (

    select
        *,
        min({{ iso_instant('expires_at') }} || chr(31) || lot_id) over (
            partition by item_code, site_code
            order by earliest_at asc nulls last, fact_id asc nulls last, lot_id asc nulls last
            rows between 1 following and unbounded following
        ) as later_pick
    from uses

),

picked as (

    select
        *,
        substr(later_pick, 22) as later_lot_id
    from watched
    where later_pick < {{ iso_instant('expires_at') }}

)

-- All columns of a use.
select
    picked.*,  -- noqa: AM04
    lots.lot_code as later_lot_code
from picked
inner join {{ ref('lots') }} as lots on picked.later_lot_id = lots.lot_id
inner join stays
    on
        picked.later_lot_id = stays.lot_id
        and picked.site_code = stays.site_code
left join last_statuses on picked.later_lot_id = last_statuses.lot_id
inner join expiries on picked.later_lot_id = expiries.lot_id
where
    stays.began_at < picked.earliest_at
    and coalesce(last_statuses.until_at < picked.earliest_at, true)
    and {{ seconds_between('expiries.last_expires_at', 'picked.expires_at') }} >= 86400
