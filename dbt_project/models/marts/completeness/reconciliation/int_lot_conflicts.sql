-- Grain: one row per lot and subject on which two systems contradict each other.
-- Status (XS-07): quality control said last that the lot may not be used and the warehouse has it
-- released; or it released the lot after the warehouse blocked it. Expiry (XS-10): no day is meant
-- by all.
with

statements as (

    select * from {{ ref('int_lot_statements') }}

),

statuses as (

    select * from {{ ref('int_statuses_in_force') }}

),

status_conflicts as (

    select
        controlled.lot_id,
        'XS-07' as rule_id,
        'status' as subject,
        'quality control has it ' || controlled.said || ', the warehouse ' || stored.said as words
    from statuses as controlled
    inner join statuses as stored on controlled.lot_id = stored.lot_id
    where
        controlled.side = 'qms'
        and stored.side = 'wms'
        and controlled.said <> stored.said
        and (
            stored.said = 'released'
            or (controlled.said = 'released' and stored.said_from < controlled.said_from)
        )

),

expiry_conflicts as (

    select
        lot_id,
        'XS-10' as rule_id,
        'expiry' as subject,
        'its expiry is told as ' || min(said) || ' and as ' || max(said) as words
    from statements
    where subject = 'expiry'
    group by lot_id
    having max(said_from) > min(said_until)

)

select * from status_conflicts
union all
select * from expiry_conflicts
union all
select
    lot_id,
    rule_id,
    subject,
    words
from {{ ref('int_label_conflicts') }}
