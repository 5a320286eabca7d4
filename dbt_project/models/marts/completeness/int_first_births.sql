-- Grain: one row per lot that was received or made: the record that says so first.
with

births as (

    select * from {{ ref('int_lot_arrivals') }}
    where is_birth

),

numbered as (

    select
        *,
        row_number() over (
            partition by lot_id
            order by
                earliest_at asc nulls last,
                contract asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                fact_id asc nulls last
        ) as birth_no
    from births

)

-- All columns of an arrival.
select * from numbered  -- noqa: AM04
where birth_no = 1
