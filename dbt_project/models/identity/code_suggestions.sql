-- Grain: one row per pair of codes that may mean one thing; for a person to judge, never joined
-- alone. Of lots, a is the lot that nobody received or made, b the one that it may be.
with

lot_twins as (

    select * from {{ ref('int_lot_twins') }}

),

lots as (

    select * from {{ ref('lots') }}

),

code_twins as (

    select * from {{ ref('int_code_twins') }}

),

found as (

    select
        'lot' as kind,
        twins.lot_id as lot_a_id,
        twins.twin_lot_id as lot_b_id,
        lots_a.item_code,
        lots_a.lot_code as code_a,
        lots_b.lot_code as code_b,
        twins.method
    from lot_twins as twins
    inner join lots as lots_a on twins.lot_id = lots_a.lot_id
    inner join lots as lots_b on twins.twin_lot_id = lots_b.lot_id
    union all
    select
        kind,
        cast(null as string) as lot_a_id,
        cast(null as string) as lot_b_id,
        cast(null as string) as item_code,
        code_a,
        code_b,
        case when is_same_key then 'same_key' else 'loose_key' end as method
    from code_twins

)

select
    {{ joined(['kind', 'lot_a_id', 'lot_b_id', 'code_a', 'code_b']) }} as suggestion_id,
    kind,
    item_code,
    code_a,
    code_b,
    lot_a_id,
    lot_b_id,
    method,
    case method when 'same_key' then 3 when 'loose_key' then 2 else 1 end as score
from found
