-- Grain: one row per serial unit and lot it is a member of, where no row of its own says that the
-- unit was used or shipped: what a row says of the lot alone may be about it.
with

memberships as (

    select * from {{ ref('serial_memberships') }}

),

gone as (

    select lot_id from {{ ref('consumptions') }}
    union
    select lot_id from {{ ref('int_shipment_facts') }}
    where not is_unknown_lot

)

select
    memberships.serial_lot_id,
    memberships.lot_id
from memberships
left join gone on memberships.serial_lot_id = gone.lot_id
where gone.lot_id is null
