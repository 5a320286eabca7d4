-- Grain: one row per tie from a lot to a lot that no row of its own tells: the same thing under
-- another name, or a transfer between sites that number their lots each for itself.
with

ties as (

    select
        'same_lot' as tie_kind,
        from_lot_id,
        to_lot_id,
        'possible' as evidence,
        rule_id,
        'none' as time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('int_same_lot_ties') }}
    union all
    select
        'transfer' as tie_kind,
        from_lot_id,
        to_lot_id,
        evidence,
        rule_id,
        time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('int_transfer_ties') }}

)

select
    tie_kind || chr(31) || from_lot_id || chr(31) || to_lot_id as fact_id,
    tie_kind,
    from_lot_id,
    to_lot_id,
    evidence,
    rule_id,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row,
    'unknown' as event_month
from ties
