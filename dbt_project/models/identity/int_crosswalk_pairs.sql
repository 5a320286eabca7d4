-- Grain: one row per approved crosswalk of lots whose two codes each name exactly one lot.
with

items as (

    select
        code,
        min(canonical_code) as item_code
    from {{ ref('int_code_map') }}
    where kind = 'item'
    group by code
    having count(distinct canonical_code) = 1

),

crosswalks as (

    select
        stg_crosswalks.system_a,
        stg_crosswalks.system_b,
        coalesce(items.item_code, stg_crosswalks.item_code) as item_code,
        stg_crosswalks.code_a_key,
        stg_crosswalks.code_b_key
    from {{ ref('stg_crosswalks') }} as stg_crosswalks
    left join items on stg_crosswalks.item_code = items.code
    where stg_crosswalks.kind = 'lot' and stg_crosswalks.approved_by is not null

),

codes as (

    select
        int_lot_codes.source_system,
        int_lot_codes.item_code,
        int_lot_codes.lot_code_key,
        int_local_lots.local_ref
    from {{ ref('int_lot_codes') }} as int_lot_codes
    inner join {{ ref('int_local_lots') }} as int_local_lots
        on int_lot_codes.lot_ref = int_local_lots.lot_ref
    where int_lot_codes.lot_kind = 'lot'

),

named as (

    select
        crosswalks.system_a,
        crosswalks.system_b,
        crosswalks.item_code,
        crosswalks.code_a_key,
        crosswalks.code_b_key,
        min(codes_a.local_ref) as left_ref,
        min(codes_b.local_ref) as right_ref
    from crosswalks
    inner join codes as codes_a
        on
            crosswalks.system_a = codes_a.source_system
            and crosswalks.code_a_key = codes_a.lot_code_key
            and (crosswalks.item_code is null or crosswalks.item_code = codes_a.item_code)
    inner join codes as codes_b
        on
            crosswalks.system_b = codes_b.source_system
            and crosswalks.code_b_key = codes_b.lot_code_key
            and (crosswalks.item_code is null or crosswalks.item_code = codes_b.item_code)
    group by
        crosswalks.system_a,
        crosswalks.system_b,
        crosswalks.item_code,
        crosswalks.code_a_key,
        crosswalks.code_b_key
    having count(distinct codes_a.local_ref) = 1 and count(distinct codes_b.local_ref) = 1

),

pairs as (

    select * from named
    where left_ref <> right_ref

)

select * from pairs
