-- Grain: one row per lot of which nothing can be left after its last record: counted as gone, or
-- zero by a book that no guess is part of. A backflushed lot is a guess; an adjustment is a person
-- who looked.
with

quantities as (

    select * from {{ ref('lot_quantities') }}
    where on_hand_qty = 0

),

guessed as (

    select lot_id from {{ ref('consumptions') }}
    where capture_method = 'backflush'
    group by lot_id

),

-- A book of zero does not empty a tank.
heels as (

    select * from {{ ref('int_tank_heels') }}
    where cleared_at is null

),

movements as (

    select
        lot_id,
        flow_kind,
        row_number() over (
            partition by lot_id
            order by occurred_at desc nulls first, fact_id desc nulls last
        ) as movement_no
    from {{ ref('stock_movements') }}
    where lot_id is not null

),

by_book as (

    select quantities.lot_id
    from quantities
    inner join movements on quantities.lot_id = movements.lot_id and movements.movement_no = 1
    left join guessed on quantities.lot_id = guessed.lot_id
    left join heels on quantities.lot_id = heels.lot_id
    where
        heels.lot_id is null
        and (guessed.lot_id is null or movements.flow_kind = 'adjustment')

)

select lot_id from by_book
union
select lot_id from {{ ref('int_lots_counted_out') }}
