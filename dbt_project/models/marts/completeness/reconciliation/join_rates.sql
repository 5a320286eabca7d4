-- Grain: one row per kind of code and ordered pair of systems that both use such codes: how many of
-- the first one's codes the second one uses too, after crosswalks and spellings.
with

code_keys as (

    select * from {{ ref('stg_code_keys') }}
    where kind <> 'lot'

),

code_map as (

    select * from {{ ref('int_code_map') }}

),

mentions as (

    select * from {{ ref('int_code_mentions') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

used as (

    select distinct
        code_keys.kind,
        code_keys.source_system,
        coalesce(code_map.canonical_code, code_keys.code) as thing
    from code_keys
    left join code_map
        on
            code_keys.kind = code_map.kind
            and code_keys.source_system = code_map.source_system
            and code_keys.code = code_map.code
    union all
    select distinct
        mentions.lot_kind as kind,
        mentions.source_system,
        lot_references.lot_id as thing
    from mentions
    inner join lot_references on mentions.lot_ref = lot_references.lot_ref

),

counted as (

    select
        kind,
        source_system,
        cast(count(*) as bigint) as code_count
    from used
    group by kind, source_system

),

shared as (

    select
        used.kind,
        used.source_system as system_a,
        others.source_system as system_b,
        cast(count(*) as bigint) as joined_count
    from used
    inner join used as others
        on
            used.kind = others.kind
            and used.thing = others.thing
            and used.source_system <> others.source_system
    group by used.kind, used.source_system, others.source_system

)

select
    counted.kind,
    counted.source_system as system_a,
    others.source_system as system_b,
    counted.code_count,
    coalesce(shared.joined_count, 0) as joined_count,
    cast(
        cast(coalesce(shared.joined_count, 0) as decimal(18, 6)) / counted.code_count
        as decimal(9, 6)
    ) as join_rate
from counted
inner join counted as others
    on counted.kind = others.kind and counted.source_system <> others.source_system
left join shared
    on
        counted.kind = shared.kind
        and counted.source_system = shared.system_a
        and others.source_system = shared.system_b
