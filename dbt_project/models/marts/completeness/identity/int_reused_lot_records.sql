-- Grain: one row per receipt or output that brought a lot again a year or more after the one before
-- (ID-08).
{% set year_seconds = 365 * 24 * 60 * 60 %}
with

births as (

    select * from {{ ref('int_lot_births') }}

),

records as (

    select
        *,
        'ID-08' as rule_id,
        'lot' as subject_kind,
        lot_id as subject_key,
        'S1' as severity,
        'Lot ' || coalesce(lot_code, lot_id) || ' of item ' || item_code
        || ' was received or made again a year or more after the last time: its number was used'
        || ' twice' as words,
        {{ untold(['delivery_code', 'partner_code']) }}
    from births
    where {{ seconds_between('before_at', 'occurred_at') }} >= {{ year_seconds }}

)

select {{ told_columns() }}
from records
