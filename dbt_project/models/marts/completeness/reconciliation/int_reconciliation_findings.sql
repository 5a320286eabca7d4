-- Grain: one row per break between the systems that tell one fact (XS-01 to XS-04, XS-06).
with

breaks as (

    select * from {{ ref('int_reconciliation_breaks') }}

),

lots as (

    select * from {{ ref('lots') }}

),

records as (

    select
        rule_id,
        subject_kind,
        subject_key,
        cast(count(*) as bigint) as record_count
    from {{ ref('int_reconciliation_records') }}
    where coalesce(note, '') not like 'compared with%'
    group by rule_id, subject_kind, subject_key

),

worded as (

    select
        breaks.*,
        lots.lot_code,
        case when breaks.flow = 'shipment' then 'Delivery ' else 'Order ' end
        || breaks.document_code || ': ' as opening,
        case breaks.flow when 'consumption' then 'used' when 'output' then 'made' else 'shipped' end
            as verb
    from breaks
    left join lots on breaks.lot_id = lots.lot_id

),

findings as (

    select
        worded.rule_id,
        worded.flow as subject_kind,
        worded.subject_key,
        'S1' as severity,
        worded.opening || case worded.break_kind
            when 'side'
                then
                    worded.telling || ' says that item ' || worded.item_code || ' was '
                    || worded.verb || ', and ' || worded.silent || ' does not.'
            when 'qty'
                then
                    'item ' || worded.item_code || ', ' || worded.verb || ': '
                    || {{ plain_number('worded.first_qty') }} || coalesce(' ' || worded.uom, '')
                    || ' by ' || worded.first_told_by || ', '
                    || {{ plain_number('worded.wms_qty') }} || ' by the warehouse.'
            else
                worded.telling || ' says that lot ' || coalesce(worded.lot_code, worded.lot_id)
                || ' of item ' || worded.item_code || ' was ' || worded.verb || ', and '
                || worded.silent || ' does not name it.'
        end || coalesce(' ' || worded.reason, '') as message,
        worded.item_code,
        worded.lot_id,
        worded.lot_code,
        case when worded.flow <> 'shipment' then worded.document_code end as work_order_code,
        case when worded.flow = 'shipment' then worded.document_code end as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        worded.site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        cast(null as string) as source_system,
        worded.differing_qty as qty,
        worded.uom,
        worded.occurred_at,
        records.record_count
    from worded
    inner join records
        on
            worded.rule_id = records.rule_id
            and worded.flow = records.subject_kind
            and worded.subject_key = records.subject_key

)

select {{ finding_columns() }}
from findings
