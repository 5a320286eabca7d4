-- Grain: one row per correction in force that joins or parts lots, and lot reference by which the
-- row that it names still names its lot.
with

corrections as (

    select
        *,
        case when column_name = 'serial_code' then 'serial' else 'lot' end as lot_kind
    from {{ ref('int_correction_states') }}
    where state = 'in_force' and action in ('join_lots', 'part_lots') and revert_of is null

),

mentions as (

    select * from {{ ref('int_lot_mentions') }}
    where is_current

)

select
    corrections.correction_no,
    corrections.action,
    mentions.lot_ref,
    corrections.new_value as other_lot_id
from corrections
inner join mentions
    on
        corrections.contract = mentions.contract
        and corrections.source_system = mentions.source_system
        and corrections.row_key = mentions.row_key
        and corrections.lot_kind = mentions.lot_kind
        and corrections.old_value is not distinct from mentions.lot_code
        and corrections.old_uid is not distinct from mentions.lot_uid
group by
    corrections.correction_no,
    corrections.action,
    mentions.lot_ref,
    corrections.new_value
