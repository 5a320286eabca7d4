-- Grain: one row per pair of runs of which the second took a lot that the first made, where both
-- may lie on a circle. Runs that take from none or give to none are peeled off, eight times over;
-- what an order took in and gave out again it did not make.
{% set rounds = 8 %}
with

taken_0 as (

    select
        run_id,
        lot_id
    from {{ ref('consumptions') }}
    where not is_unknown_lot and not is_returned and evidence <> 'possible'
    group by run_id, lot_id

),

given_0 as (

    select
        outputs.run_id,
        outputs.lot_id
    from {{ ref('outputs') }} as outputs
    left join {{ ref('int_disassembly_returns') }} as parts_back
        on outputs.fact_id = parts_back.fact_id
    left join taken_0 on outputs.run_id = taken_0.run_id and outputs.lot_id = taken_0.lot_id
    where
        not outputs.is_unknown_lot
        and not outputs.is_returned
        and outputs.evidence <> 'possible'
        and parts_back.fact_id is null
        and taken_0.lot_id is null
    group by outputs.run_id, outputs.lot_id

),

{% for round in range(1, rounds + 1) %}
{% for mine, other in [('taken', 'given'), ('given', 'taken')] %}
{% set others = other ~ '_' ~ (round - 1 if mine == 'taken' else round) %}
{{ mine }}_{{ round }} as (

    select mine.*
    from {{ mine }}_{{ round - 1 }} as mine
    where
        mine.run_id in (select others.run_id from {{ others }} as others)
        and mine.lot_id in (select others.lot_id from {{ others }} as others)

),

{% endfor %}
{% endfor %}
steps as (

    select
        given_{{ rounds }}.run_id as from_run_id,
        taken_{{ rounds }}.run_id as to_run_id,
        min(given_{{ rounds }}.lot_id) as lot_id
    from given_{{ rounds }}
    inner join taken_{{ rounds }} on given_{{ rounds }}.lot_id = taken_{{ rounds }}.lot_id
    where given_{{ rounds }}.run_id <> taken_{{ rounds }}.run_id
    group by given_{{ rounds }}.run_id, taken_{{ rounds }}.run_id

)

select * from steps
