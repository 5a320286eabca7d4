-- Grain: one row per lot whose code names no lot: a word such as MIX or DEFAULT, or a day under
-- which several orders or receipts were booked (ID-11).
{% set words = [
    'mix', 'mixed', 'mixture', 'blend', 'various', 'misc', 'default', 'general', 'generic',
    'common', 'bulk', 'unknown', 'tbd', 'any', 'all', 'multiple', 'multi', '混批', '混合', '通用',
    '默认', '散装', '其他', '综合', '待定', '未知', '多批',
] %}
with

lots as (

    select * from {{ ref('lots') }}
    where is_current and lot_kind = 'lot'

),

dated as (

    select
        *,
        replace(replace(replace(lot_code_key, '-', ''), '.', ''), '/', '') as bare_code,
        replace({{ iso_date('occurred_at') }}, '-', '') as birth_day
    from {{ ref('int_lot_births') }}

),

buckets as (

    select lot_id from dated
    where bare_code in (birth_day, substr(birth_day, 3))
    group by lot_id
    having count(distinct document_key) > 1

),

generic as (

    select
        lots.lot_id,
        case
            when buckets.lot_id is null then ' is a word for any lot'
            else ' is a day, and several orders or receipts of that day stand under it'
        end as fault
    from lots
    left join buckets on lots.lot_id = buckets.lot_id
    where
        buckets.lot_id is not null
        or lots.lot_code_key in (
            {% for word in words %}
            '{{ word }}'{{ ',' if not loop.last }}
            {% endfor %}
        )

),

records as (

    select
        'ID-11' as rule_id,
        'lot' as subject_kind,
        generic.lot_id as subject_key,
        mentions.contract,
        mentions.source_system,
        mentions.source_file,
        mentions.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Lot code ' || coalesce(mentions.lot_code, '(none)') || ' of item ' || mentions.item_code
        || generic.fault as words,
        mentions.item_code,
        generic.lot_id,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from generic
    inner join {{ ref('int_lot_first_mentions') }} as mentions
        on generic.lot_id = mentions.lot_id and mentions.mention_no = 1

)

select {{ told_columns() }}
from records
