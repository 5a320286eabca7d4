-- Grain: one row per pool of input gaps and lot that may be meant: its rank (spelled alike, in
-- stock by the book, there before, oldest), its score and why, in words. Neither removes one.
-- score: 6 where it is spelled nearly alike, 4 in stock (2 where unknown), 1 there before.
with

books as (

    select
        books.*,
        {{ seconds_between('books.first_at', 'books.occurred_at') }} as seconds_before,
        case when alike.lot_id is not null then 0 else 1 end as code_fit,
        case when books.book_qty > 0 then 0 when books.book_qty is null then 1 else 2 end
            as stock_fit,
        case
            when books.is_unknown and books.origin = 'received' then 'received without lot number'
            when books.is_unknown then 'made or brought back without lot number'
            when books.origin = 'received' then 'received'
            when books.origin = 'produced' then 'made'
            else 'first recorded'
        end as act
    from {{ ref('int_candidate_books') }} as books
    left join {{ ref('int_spelled_alike') }} as alike
        on books.pool_id = alike.pool_id and books.lot_id = alike.lot_id

),

timed as (

    select
        *,
        case when seconds_before < 0 then 1 else 0 end as time_fit,
        abs(seconds_before) as distance_seconds
    from books

),

told as (

    select
        *,
        case when code_fit = 0 then 'spelled nearly alike; ' else '' end || case
            when is_unknown then ''
            when stock_fit = 0
                then
                    'in stock by the book, ' || {{ plain_number('book_qty') }}
                    || coalesce(' ' || uom, '') || case
                        when occurred_at is null then ' left; ' else '; '
                    end
            when stock_fit = 1 then 'stock unknown; '
            else 'not in stock by the book; '
        end || case
            when first_at is null then 'no record of it'
            when occurred_at is null then act || ' on ' || first_at_text
            when distance_seconds < 3600 then act || ' at that time'
            else
                act || ' ' || case
                    when distance_seconds < 172800
                        then
                            cast({{ whole_division('distance_seconds', 3600) }} as string)
                            || ' hours '
                    else
                        cast({{ whole_division('distance_seconds', 86400) }} as string) || ' days '
                end || case when time_fit = 0 then 'before' else 'after' end
        end || case
            when origin in ('unknown', 'before_history') and first_at is not null
                then ', without a record of its origin'
            else ''
        end as reason
    from timed

)

select
    pool_id,
    lot_id,
    row_number() over (
        partition by pool_id
        order by
            code_fit asc nulls last,
            stock_fit asc nulls last,
            time_fit asc nulls last,
            first_at asc nulls last,
            lot_id asc nulls last
    ) as rank_no,
    cast(6 * (1 - code_fit) + 2 * (2 - stock_fit) + (1 - time_fit) as bigint) as score,
    reason
from told
