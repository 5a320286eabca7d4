-- Grain: one row per contract, source system and key: the load whose rows are in force.
-- The latest load that has the key wins with its whole set of rows. A later full load that lacks
-- the key withdraws it, if the set lies in the period the load covers (no period = everything).
with

landed_keys as (

    select * from {{ ref('int_landed_keys') }}

),

loads as (

    select * from {{ ref('stg_loads') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by contract, source_system, row_key
            order by load_id desc nulls last
        ) as version_no
    from landed_keys

),

winners as (

    select
        ranked.*,
        loads.lot_scope,
        loads.zone_name as load_zone,
        coalesce(loads.is_contract_shaped, true) as is_contract_shaped
    from ranked
    left join loads
        on
            ranked.load_id = loads.load_id
            and ranked.contract = loads.contract
            and ranked.source_system = loads.source_system
    where ranked.version_no = 1

),

full_loads as (

    select * from loads
    where mode = 'full'

),

withdrawn as (

    select
        winners.contract,
        winners.source_system,
        winners.row_key,
        max(full_loads.load_id) as withdrawn_by
    from winners
    inner join full_loads
        on
            winners.contract = full_loads.contract
            and winners.source_system = full_loads.source_system
            and winners.load_id < full_loads.load_id
            and (full_loads.covers_from is null or winners.first_date >= full_loads.covers_from)
            and (full_loads.covers_to is null or winners.last_date <= full_loads.covers_to)
    group by winners.contract, winners.source_system, winners.row_key

),

decided as (

    select
        winners.contract,
        winners.source_system,
        winners.row_key,
        winners.load_id,
        withdrawn.withdrawn_by is not null as is_withdrawn,
        withdrawn.withdrawn_by,
        winners.lot_scope,
        winners.load_zone,
        winners.is_contract_shaped
    from winners
    left join withdrawn
        on
            winners.contract = withdrawn.contract
            and winners.source_system = withdrawn.source_system
            and winners.row_key = withdrawn.row_key

)

select * from decided
