-- Grain: one row per current lot with a code: the shape of the code, digits in a row as one 9 and
-- letters in a row as one a, so that neither a running number nor a year changes it.
{% set runs = [
    '9' * 16, '9' * 8, '9' * 4, '999', '99', '99', 'a' * 16, 'a' * 8, 'a' * 4, 'aaa', 'aa', 'aa'
] %}
{% set letters = 'abcdefghijklmnopqrstuvwxyz' %}
with

lots as (

    select * from {{ ref('lots') }}
    where is_current and lot_code_key is not null

),

folded_0 as (

    select
        lot_id,
        lot_kind,
        item_code,
        lot_code,
        translate(
            lot_code_key, '0123456789{{ letters }}', '9999999999{{ 'a' * letters | length }}'
        ) as mask
    from lots

),

{% for run in runs %}
folded_{{ loop.index }} as (

    select
        lot_id,
        lot_kind,
        item_code,
        lot_code,
        replace(mask, '{{ run }}', '{{ run[0] }}') as mask
    from folded_{{ loop.index0 }}

){{ ',' if not loop.last }}

{% endfor %}
select * from folded_12
