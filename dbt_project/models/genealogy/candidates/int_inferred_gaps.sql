-- Grain: one row per gap that no empty lot cell tells, in words: a shortage, backflushed lots of a
-- run and item, a lot without origin or of which more left than came, stock found missing. node_id:
-- where a trace meets it.
with

counted as (

    {% for records in ['int_order_gap_records', 'int_lot_gap_records'] %}
    select
        rule_id,
        subject_kind,
        subject_key,
        cast(count(*) as bigint) as record_count
    from {{ ref(records) }}
    where coalesce(note, '') not like 'compared with%'
    group by rule_id, subject_kind, subject_key
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

told as (

    select
        'LK-05' as rule_id,
        lot_id as subject_key,
        lot_id as node_id,
        lot_id,
        item_code,
        work_order_code,
        greatest(need_qty - used_qty, 0) as qty,
        uom,
        'Work order ' || work_order_code || case
            when row_count = 0
                then ' made lots, and no use of its component ' || item_code || ' is recorded'
            else
                ' needed ' || {{ plain_number('need_qty') }} || coalesce(' ' || uom, '')
                || ' of item ' || item_code || ' for what it made; recorded are '
                || {{ plain_number('used_qty') }} || case
                    when impossible_count > 0 then ', without amounts that cannot be' else ''
                end
        end as words
    from {{ ref('int_shortages') }}
    union all
    select
        'QT-09' as rule_id,
        run_id || chr(31) || item_code as subject_key,
        run_id as node_id,
        cast(null as string) as lot_id,
        item_code,
        min(work_order_code) as work_order_code,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        'Work order ' || coalesce(min(work_order_code), '(none)') || ' used item ' || item_code
        || ' by backflush: the lot is a guess' as words
    from {{ ref('consumptions') }}
    where capture_method = 'backflush' and not is_unknown_lot
    group by run_id, item_code
    union all
    select
        rule_id,
        lot_id as subject_key,
        lot_id as node_id,
        lot_id,
        item_code,
        cast(null as string) as work_order_code,
        excess_qty as qty,
        uom,
        words
    from {{ ref('int_unexplained_lots') }}
    union all
    select
        'QT-12' as rule_id,
        {{ joined(['losses.lot_id', 'losses.site_code', iso_instant('losses.occurred_at')]) }}
            as subject_key,
        losses.lot_id as node_id,
        losses.lot_id,
        losses.item_code,
        cast(null as string) as work_order_code,
        losses.lost_qty as qty,
        losses.uom,
        'Lot ' || coalesce(lots.lot_code, losses.lot_id) || ' of item ' || losses.item_code
        || ' lacked ' || coalesce(
            {{ plain_number('losses.lost_qty') }} || coalesce(' ' || losses.uom, ''), 'some'
        ) || ' against the book' || coalesce(' on ' || losses.occurred_at_text, '') as words
    from {{ ref('int_stock_losses') }} as losses
    inner join {{ ref('lots') }} as lots on losses.lot_id = lots.lot_id

)

select
    told.*,
    counted.subject_kind,
    counted.record_count,
    told.words || ' (' || cast(counted.record_count as string)
    || case when counted.record_count = 1 then ' record).' else ' records).' end as message
from told
inner join counted
    on told.rule_id = counted.rule_id and told.subject_key = counted.subject_key
