-- Grain: one row per lot that nobody received or made, and lot of its item that was, whose codes a
-- hand may have taken for one another: one loose key, or one letter more, less, other or swapped.
-- A letter is dropped at each place of both keys; keys of 40 letters and more are not compared so.
with

compared as (

    select * from {{ ref('int_unborn_neighbours') }}

),

places as (

    {% for place in range(1, 41) -%}
    select {{ place }} as place
    {% if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}

),

shortened as (

    select
        compared.lot_id,
        compared.item_code,
        compared.is_born,
        substr(compared.lot_code_key, 1, places.place - 1)
        || substr(compared.lot_code_key, places.place + 1) as short_key,
        places.place,
        substr(compared.lot_code_key, places.place, 1) as dropped
    from compared
    inner join places on places.place <= length(compared.lot_code_key)
    where length(compared.lot_code_key) between 4 and 39
    union
    select
        lot_id,
        item_code,
        is_born,
        lot_code_key as short_key,
        cast(null as integer) as place,
        '' as dropped
    from compared

),

found as (

    select
        asked.lot_id,
        born.lot_id as twin_lot_id,
        'loose_key' as method
    from compared as asked
    inner join compared as born
        on asked.item_code = born.item_code and asked.loose_key = born.loose_key
    where asked.is_born = 0 and born.is_born = 1
    union
    select
        asked.lot_id,
        born.lot_id as twin_lot_id,
        'one_letter' as method
    from shortened as asked
    inner join shortened as born
        on
            asked.item_code = born.item_code
            and asked.short_key = born.short_key
            and (
                coalesce(asked.place - born.place, 0) = 0
                or (abs(asked.place - born.place) = 1 and asked.dropped = born.dropped)
            )
    where asked.is_born = 0 and born.is_born = 1

)

select
    lot_id,
    twin_lot_id,
    min(method) as method
from found
where lot_id <> twin_lot_id
group by lot_id, twin_lot_id
