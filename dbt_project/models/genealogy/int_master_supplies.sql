-- Grain: one row per WMS lot master row that names a supplier or supplier lot no receipt names.
with

masters as (

    select * from {{ ref('stg_wms__lots') }}
    where supplier_code is not null or supplier_lot_code is not null

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

receipts as (

    select
        lot_id,
        coalesce(supplier_code, '') as supplier_code,
        coalesce(supplier_lot_key, '') as supplier_lot_key
    from {{ ref('receipts') }}
    group by lot_id, coalesce(supplier_code, ''), coalesce(supplier_lot_key, '')

)

select
    lot_references.lot_id,
    masters.supplier_code,
    masters.supplier_lot_code,
    masters.supplier_lot_code_key as supplier_lot_key,
    masters.source_system,
    masters.contract,
    masters.source_file,
    masters.source_row
from masters
inner join lot_references on masters.lot_ref = lot_references.lot_ref
left join receipts
    on
        lot_references.lot_id = receipts.lot_id
        and coalesce(masters.supplier_code, receipts.supplier_code) = receipts.supplier_code
        and coalesce(masters.supplier_lot_code_key, receipts.supplier_lot_key)
        = receipts.supplier_lot_key
where receipts.lot_id is null
