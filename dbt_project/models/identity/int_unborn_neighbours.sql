-- Grain: one row per current lot and code of it, of the items of which some lot was neither
-- received nor made. is_born: whether the lot was.
with

keys as (

    select
        code as lot_code_key,
        loose_key
    from {{ ref('stg_code_keys') }}
    where kind = 'lot'

),

lots as (

    select
        lot_references.lot_id,
        min(codes.item_code) as item_code,
        codes.lot_code_key,
        max(case when born.local_ref is null then 0 else 1 end) as is_born
    from {{ ref('int_lot_codes') }} as codes
    inner join {{ ref('lot_references') }} as lot_references
        on codes.lot_ref = lot_references.lot_ref
    inner join {{ ref('int_local_lots') }} as local_lots on codes.lot_ref = local_lots.lot_ref
    left join {{ ref('int_born_lots') }} as born on local_lots.local_ref = born.local_ref
    where codes.is_current = 1 and codes.lot_kind = 'lot'
    group by lot_references.lot_id, codes.lot_code_key

),

judged as (

    select
        lots.lot_id,
        lots.item_code,
        lots.lot_code_key,
        nullif(keys.loose_key, '') as loose_key,
        max(lots.is_born) over (partition by lots.lot_id) as is_born
    from lots
    left join keys on lots.lot_code_key = keys.lot_code_key

),

asked_items as (

    select item_code from judged
    where is_born = 0
    group by item_code

),

compared as (

    select judged.*
    from judged
    inner join asked_items on judged.item_code = asked_items.item_code

)

select * from compared
