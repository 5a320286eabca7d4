-- Grain: one row per lot reference, item, scope value and code key under which it was named.
-- match_item is the item within which the source says its codes are unique ('' = across items).
with

codes as (

    select
        lot_ref,
        lot_kind,
        source_system,
        item_code,
        case when lot_scope = 'everywhere' then '' else item_code end as match_item,
        lot_scope,
        scope_value,
        lot_code_key,
        case when lot_uid is not null then 1 else 0 end as has_uid,
        max(case when is_current then 1 else 0 end) as is_current
    from {{ ref('int_lot_mentions') }}
    where lot_code_key is not null
    group by
        lot_ref,
        lot_kind,
        source_system,
        item_code,
        lot_scope,
        scope_value,
        lot_code_key,
        lot_uid

),

ranked as (

    select
        *,
        is_current = max(is_current) over (
            partition by source_system, lot_kind, match_item, lot_code_key
        ) as stands
    from codes

)

select * from ranked
