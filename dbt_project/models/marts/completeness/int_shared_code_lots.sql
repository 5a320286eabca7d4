-- Grain: one row per code that several lots of one source bear, lot that bears it, and source.
-- A lot is item and uid, or item and code key. So one code at two sites or of two suppliers is not
-- several lots, and a code without uid is none beside the lots whose uid tells them apart.
with

codes as (

    select distinct
        lot_ref,
        lot_kind,
        source_system,
        lot_code_key
    from {{ ref('int_lot_codes') }}
    where is_current = 1

),

repeated as (

    select
        source_system,
        lot_kind,
        lot_code_key
    from codes
    group by source_system, lot_kind, lot_code_key
    having count(*) > 1

),

borne as (

    select distinct
        codes.source_system,
        codes.lot_kind,
        codes.lot_code_key,
        lots.lot_id,
        lots.item_code,
        lots.lot_uid
    from codes
    inner join repeated
        on
            codes.source_system = repeated.source_system
            and codes.lot_kind = repeated.lot_kind
            and codes.lot_code_key = repeated.lot_code_key
    inner join {{ ref('lot_references') }} as lot_references
        on codes.lot_ref = lot_references.lot_ref
    inner join {{ ref('lots') }} as lots on lot_references.lot_id = lots.lot_id

),

marked as (

    select
        *,
        case when lot_uid is null then 0 else 1 end as has_uid,
        max(case when lot_uid is null then 0 else 1 end) over (
            partition by source_system, lot_kind, lot_code_key, item_code
        ) as item_has_uid
    from borne

),

bearers as (

    select
        *,
        case when has_uid = 1 then lot_id else item_code end as bearer
    from marked
    where has_uid = item_has_uid

),

shared as (

    select
        source_system,
        lot_kind,
        lot_code_key
    from bearers
    group by source_system, lot_kind, lot_code_key
    having count(distinct bearer) > 1

)

select
    bearers.source_system,
    bearers.lot_kind,
    bearers.lot_code_key,
    bearers.lot_id,
    bearers.item_code,
    bearers.lot_uid,
    bearers.bearer
from bearers
inner join shared
    on
        bearers.source_system = shared.source_system
        and bearers.lot_kind = shared.lot_kind
        and bearers.lot_code_key = shared.lot_code_key
