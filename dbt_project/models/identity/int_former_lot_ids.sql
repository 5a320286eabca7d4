-- Grain: one row per lot reference and id that its lot bore while two spellings of its item were
-- two items. An id is made of the item as landed, so the other spelling gave another one.
{% set id_parts = ['lot_kind', 'id_item_code', "coalesce(scope_value, chr(26))"] %}
with

mentions as (

    select * from {{ ref('int_lot_mentions') }}

),

respelled as (

    select lot_ref from mentions
    group by lot_ref
    having min(id_item_code) <> max(id_item_code)

),

texts as (

    select
        mentions.lot_ref,
        case
            when mentions.lot_uid is not null
                then {{ joined(id_parts + ['source_system', "'uid'", 'lot_uid']) }}
            else {{ joined(id_parts + ["''", "'key'", 'lot_code_key']) }}
        end as id_text
    from mentions
    inner join respelled on mentions.lot_ref = respelled.lot_ref

),

hashed as (

    select
        lot_ref,
        {{ sha256_hex('id_text') }} as id_hash
    from texts
    group by lot_ref, id_text

)

select
    lot_ref,
    'L' || {{ base32('id_hash') }} as former_id
from hashed
