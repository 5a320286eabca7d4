-- Grain: one row per pool of input gaps and lot that may be meant, with what speaks for it. Where
-- the lot's life is closed, the book is that of the pool's time; else it is what is left.
with

candidates as (

    select * from {{ ref('int_candidates') }}
    where node_kind = 'lot'

),

pools as (

    select * from {{ ref('int_input_pools') }}

),

lives as (

    select * from {{ ref('int_lot_lives') }}

),

quantities as (

    select * from {{ ref('lot_quantities') }}

),

flows as (

    select
        lot_id,
        cast(null as string) as pool_id,
        occurred_at,
        flow_qty,
        case when flow_qty > 0 then 0 else 2 end as step_kind,
        fact_id
    from {{ ref('stock_movements') }}
    where lot_id is not null and not is_transfer
    union all
    select
        candidates.node_id as lot_id,
        candidates.pool_id,
        pools.occurred_at,
        cast(0 as decimal(18, 6)) as flow_qty,
        1 as step_kind,
        candidates.pool_id as fact_id
    from candidates
    inner join pools on candidates.pool_id = pools.pool_id

),

books as (

    select
        lot_id,
        pool_id,
        cast(sum(flow_qty) over (
            partition by lot_id
            order by
                occurred_at asc nulls first, step_kind asc nulls last, fact_id asc nulls last
            rows between unbounded preceding and current row
        ) as decimal(18, 6)) as book_qty
    from flows

),

valued as (

    select
        candidates.pool_id,
        candidates.node_id as lot_id,
        pools.occurred_at,
        lives.origin,
        lives.is_unknown,
        lives.first_at,
        lives.first_at_text,
        quantities.uom,
        case when books.pool_id is null then quantities.on_hand_qty else books.book_qty end
            as book_qty
    from candidates
    inner join lives on candidates.node_id = lives.lot_id
    left join pools on candidates.pool_id = pools.pool_id
    left join quantities on candidates.node_id = quantities.lot_id
    left join books
        on candidates.pool_id = books.pool_id and candidates.node_id = books.lot_id

)

select * from valued
