-- Grain: one row per item: how grave it is that a fact of it names no lot.
-- S1: its master says that it is tracked by lot or serial, or any landed row ever named one of it,
-- superseded rows, masters, counts and plans included. S2: nothing promises more.
with

items as (

    select * from {{ ref('items') }}

),

carriers as (

    select item_code from {{ ref('int_lot_mentions') }}
    group by item_code

)

select
    items.item_code,
    case
        when items.is_lot_managed or items.is_serial_managed or carriers.item_code is not null
            then 'S1'
        else 'S2'
    end as severity
from items
left join carriers on items.item_code = carriers.item_code
