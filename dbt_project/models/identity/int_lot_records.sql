-- Grain: one row per lot reference (a lot as one source names it).
-- record_no orders the references by their first landing; own_id is the id its first-landed record
-- gives, which the lot bears unless an earlier reference turns out to be the same lot. A lot that a
-- correction parts from what others call the same has an id of its source.
{% set id_parts = ['lot_kind', 'id_item_code', "coalesce(scope_value, chr(26))"] %}
with

mentions as (

    select
        *,
        row_number() over (
            partition by lot_ref
            order by
                load_id asc nulls last,
                contract asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                lot_code asc nulls last
        ) as landing_no,
        row_number() over (
            partition by lot_ref
            order by
                case when lot_code is null then 1 else 0 end asc nulls last,
                case when is_current then 0 else 1 end asc nulls last,
                load_id desc nulls last,
                contract asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                lot_code asc nulls last
        ) as spelling_no,
        cast(
            max(case when is_current then 1 else 0 end) over (partition by lot_ref) as integer
        ) = 1 as is_current_lot
    from {{ ref('int_lot_mentions') }}

),

first_landed as (

    select
        mentions.*,
        case
            when mentions.lot_uid is not null
                then {{ joined(id_parts + ['source_system', "'uid'", 'lot_uid']) }}
            when parted.lot_ref is not null
                then {{ joined(id_parts + ['source_system', "'parted'", 'lot_code_key']) }}
            else {{ joined(id_parts + ["''", "'key'", 'lot_code_key']) }}
        end as id_text
    from mentions
    left join {{ ref('int_parted_lots') }} as parted on mentions.lot_ref = parted.lot_ref
    where mentions.landing_no = 1

),

last_spelled as (

    select * from mentions
    where spelling_no = 1

),

records as (

    select
        row_number() over (
            order by
                first_landed.load_id asc nulls last,
                first_landed.contract asc nulls last,
                first_landed.source_file asc nulls last,
                first_landed.source_row asc nulls last,
                first_landed.lot_ref asc nulls last
        ) as record_no,
        first_landed.lot_ref,
        first_landed.lot_kind,
        first_landed.source_system,
        first_landed.item_code,
        last_spelled.lot_code,
        last_spelled.lot_code_key,
        first_landed.lot_uid,
        first_landed.load_id as first_load_id,
        first_landed.is_current_lot as is_current,
        {{ sha256_hex('first_landed.id_text') }} as id_hash
    from first_landed
    inner join last_spelled on first_landed.lot_ref = last_spelled.lot_ref

),

identified as (

    select
        records.*,
        'L' || {{ base32('records.id_hash') }} as own_id
    from records

)

select * from identified
