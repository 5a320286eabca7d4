-- Grain: one row per lot that any landed row ever named.
with

records as (

    select * from {{ ref('int_lot_records') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

members as (

    select
        lot_references.lot_id,
        lot_references.match_method,
        records.*,
        row_number() over (
            partition by lot_references.lot_id
            order by records.record_no asc nulls last
        ) as member_no,
        row_number() over (
            partition by lot_references.lot_id
            order by
                case when records.lot_code is null then 1 else 0 end asc nulls last,
                records.record_no asc nulls last
        ) as code_no,
        row_number() over (
            partition by lot_references.lot_id
            order by
                case when records.lot_uid is null then 1 else 0 end asc nulls last,
                records.record_no asc nulls last
        ) as uid_no
    from records
    inner join lot_references on records.lot_ref = lot_references.lot_ref

),

lots as (

    select
        lot_id,
        min(case when member_no = 1 then lot_kind end) as lot_kind,
        min(case when member_no = 1 then item_code end) as item_code,
        min(case when code_no = 1 then lot_code end) as lot_code,
        min(case when code_no = 1 then lot_code_key end) as lot_code_key,
        min(case when uid_no = 1 then lot_uid end) as lot_uid,
        min(case when member_no = 1 then source_system end) as source_system,
        case cast(
            max(
                case match_method
                    when 'normalised' then 4
                    when 'supplier_lot' then 3
                    when 'crosswalk' then 2
                    when 'exact' then 1
                    else 0
                end
            ) as integer
        )
            when 4 then 'normalised'
            when 3 then 'supplier_lot'
            when 2 then 'crosswalk'
            when 1 then 'exact'
            else 'uid'
        end as match_method,
        min(case when member_no = 1 then first_load_id end) as first_load_id,
        cast(max(case when is_current then 1 else 0 end) as integer) = 1 as is_current
    from members
    group by lot_id

)

select * from lots
