-- Grain: one row per lot reference.
-- match_method is the weaker of two steps: the reference to its lot within the source, and that lot
-- to the lot that bears the id. uid < exact < crosswalk < supplier_lot < normalised. A label with
-- the code of the supplier lot says so, whichever record landed first.
with

records as (

    select * from {{ ref('int_lot_records') }}

),

local_lots as (

    select * from {{ ref('int_local_lots') }}

),

groups as (

    select * from {{ ref('int_lot_groups') }}

),

crosswalked as (

    select left_ref as lot_ref from {{ ref('int_lot_pairs') }}
    where match_method = 'crosswalk'
    group by left_ref

),

labelled as (

    select
        label_ref as lot_ref,
        'supplier_lot' as method
    from {{ ref('int_supplier_labels') }}
    where is_only
    union
    select
        owner_ref as lot_ref,
        'exact' as method
    from {{ ref('int_supplier_labels') }}
    where is_only

),

steps as (

    select
        records.lot_ref,
        survivors.own_id as lot_id,
        records.own_id,
        records.is_current,
        case
            when records.lot_uid is not null then 'uid'
            when records.lot_code = locals.lot_code then 'exact'
            else 'normalised'
        end as local_method,
        case
            when labelled.method = 'supplier_lot' then labelled.method
            when local_lots.local_ref = survivor_lots.local_ref then 'same'
            when crosswalked.lot_ref is not null then 'crosswalk'
            when locals.lot_code = survivors.lot_code then 'exact'
            else coalesce(labelled.method, 'normalised')
        end as system_method
    from records
    inner join local_lots on records.lot_ref = local_lots.lot_ref
    inner join records as locals on local_lots.local_ref = locals.lot_ref
    inner join groups on records.lot_ref = groups.lot_ref
    inner join records as survivors on groups.group_no = survivors.record_no
    inner join local_lots as survivor_lots on survivors.lot_ref = survivor_lots.lot_ref
    left join crosswalked on local_lots.local_ref = crosswalked.lot_ref
    left join labelled on local_lots.local_ref = labelled.lot_ref

),

lot_references as (

    select
        lot_ref,
        lot_id,
        case
            when local_method = 'normalised' or system_method = 'normalised' then 'normalised'
            when system_method = 'same' then local_method
            else system_method
        end as match_method,
        is_current,
        own_id
    from steps

)

select * from lot_references
