-- Grain: one row per lot in a WMS lot master; of several sites the strictest status speaks.
with

masters as (

    select * from {{ ref('stg_wms__lots') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

ranked as (

    select
        lot_references.lot_id,
        masters.site_code,
        case masters.lot_status
            when 'recalled' then 6
            when 'rejected' then 5
            when 'hold' then 4
            when 'quarantine' then 3
            when 'restricted' then 2
            when 'released' then 1
            else 0
        end as strictness,
        masters.lot_status
    from masters
    inner join lot_references on masters.lot_ref = lot_references.lot_ref

),

numbered as (

    select
        lot_id,
        site_code,
        lot_status,
        row_number() over (
            partition by lot_id
            order by strictness desc nulls last, site_code asc nulls last, lot_status asc nulls last
        ) as master_no
    from ranked

)

select * from numbered
where master_no = 1
