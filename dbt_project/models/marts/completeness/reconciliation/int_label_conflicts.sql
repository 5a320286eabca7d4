-- Grain: one row per lot of whose supplier's lot or certificate two systems have no code in common
-- (XS-11).
with

statements as (

    select * from {{ ref('int_lot_statements') }}

),

told_by_both as (

    select
        lot_id,
        subject,
        said,
        count(distinct side) as side_count
    from statements
    where subject in ('supplier_lot', 'certificate')
    group by lot_id, subject, said

),

sides as (

    select
        lot_id,
        subject,
        count(distinct side) as side_count,
        min(case when side = 'erp' then said end) as erp_said,
        min(case when side <> 'erp' then said end) as other_said
    from statements
    where subject in ('supplier_lot', 'certificate')
    group by lot_id, subject

),

common as (

    select
        lot_id,
        subject,
        max(side_count) as most_sides
    from told_by_both
    group by lot_id, subject

),

label_conflicts as (

    select
        sides.lot_id,
        'XS-11' as rule_id,
        sides.subject,
        case
            when sides.subject = 'supplier_lot'
                then
                    'the receipt names supplier lot ' || sides.erp_said || ', the warehouse '
                    || sides.other_said
            else
                'the receipt names certificate ' || sides.erp_said || ', the inspection '
                || sides.other_said
        end as words
    from sides
    inner join common on sides.lot_id = common.lot_id and sides.subject = common.subject
    where sides.side_count = 2 and common.most_sides = 1

)

select * from label_conflicts
