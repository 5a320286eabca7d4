-- Grain: one row per posted fact that a later load tells otherwise, and column that changed; and
-- one per id under which one load tells two facts, without a column (FI-05). What was missing and
-- was filled in later is no change, and neither is a fact of which the load gives other lines.
with

versions as (

    select
        *,
        lag(lowest) over (
            partition by contract, source_system, row_key, column_name
            order by load_id asc nulls last
        ) as lowest_before,
        lag(highest) over (
            partition by contract, source_system, row_key, column_name
            order by load_id asc nulls last
        ) as highest_before,
        lag(is_whole) over (
            partition by contract, source_system, row_key, column_name
            order by load_id asc nulls last
        ) as was_whole
    from {{ ref('int_row_versions') }}

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where not is_withdrawn

),

clashing_ids as (

    select * from {{ ref('int_clashing_ids') }}

),

changed as (

    select
        versions.contract,
        versions.source_system,
        versions.row_key,
        versions.load_id,
        versions.column_name,
        versions.lowest_before as said_before,
        versions.lowest as says,
        versions.source_file,
        versions.source_row
    from versions
    where
        versions.was_whole
        and versions.is_whole
        and (
            versions.lowest <> versions.lowest_before
            or versions.highest <> versions.highest_before
        )
    union all
    select
        contract,
        source_system,
        row_key,
        load_id,
        cast(null as string) as column_name,
        cast(null as string) as said_before,
        cast(null as string) as says,
        source_file,
        source_row
    from clashing_ids

)

select changed.*
from changed
inner join current_keys
    on
        changed.contract = current_keys.contract
        and changed.source_system = current_keys.source_system
        and changed.row_key = current_keys.row_key
        and changed.load_id = current_keys.load_id
