-- Grain: one row per lot reference whose coming into being some current row tells: it was received,
-- made, split off or given a master of its own.
with

told as (

    select lot_ref from {{ ref('stg_erp__receipts') }}
    union
    select lot_ref from {{ ref('stg_wms__lots') }}
    union
    select lot_ref from {{ ref('stg_mes__outputs') }}
    union
    select lot_ref from {{ ref('stg_wms__movements') }}
    where movement_type in ('receipt', 'production_receipt')
    union
    select to_lot_ref as lot_ref from {{ ref('stg_wms__movements') }}

),

local_lots as (

    select * from {{ ref('int_local_lots') }}

)

select local_lots.local_ref
from told
inner join local_lots on told.lot_ref = local_lots.lot_ref
group by local_lots.local_ref
