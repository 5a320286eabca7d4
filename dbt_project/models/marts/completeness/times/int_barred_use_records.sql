-- Grain: one row per use or shipment of a lot before its release (TM-04) or while it was rejected,
-- held or recalled (TM-05), and per record that gave the status, to compare with.
with

facts as (

    select * from {{ ref('int_barred_use_facts') }}

),

lots as (

    select * from {{ ref('lots') }}

),

records as (

    select
        facts.*,
        'S1' as severity,
        'Lot ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || lots.item_code || ' was '
        || facts.done || case facts.rule_id
            when 'TM-04' then ' before its release'
            else ' while it was not free'
        end as words,
        lots.item_code,
        cast(null as string) as receipt_code
    from facts
    inner join lots on facts.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
