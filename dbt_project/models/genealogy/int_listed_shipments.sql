-- Grain: one row per lot that a delivery names without an amount of its own.
with

shipments as (

    select * from {{ ref('shipments') }}
    where is_listed_only

)

select lot_id from shipments
group by lot_id
