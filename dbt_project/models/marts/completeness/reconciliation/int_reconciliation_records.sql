-- Grain: one row per break between two systems and record of either side of it. Of a lot that one
-- side alone names, the other side's records are what it is compared with.
with

breaks as (

    select * from {{ ref('int_reconciliation_breaks') }}

),

rows_told as (

    select * from {{ ref('int_reconciled_rows') }}

),

lots as (

    select * from {{ ref('lots') }}

),

records as (

    select
        breaks.rule_id,
        breaks.flow as subject_kind,
        breaks.subject_key,
        rows_told.contract,
        rows_told.source_system,
        rows_told.source_file,
        rows_told.source_row,
        case when breaks.lot_id <> rows_told.lot_id then 'compared with ' else '' end
        || case rows_told.side
            when 'wms' then 'the warehouse' when 'mes' then 'the shop floor' else 'the ERP'
        end
        || coalesce(', lot ' || lots.lot_code, ', no lot')
        || coalesce(
            ', ' || {{ plain_number('rows_told.qty') }} || coalesce(' ' || rows_told.uom, ''), ''
        ) as note
    from breaks
    inner join rows_told
        on
            breaks.flow = rows_told.flow
            and breaks.document_code = rows_told.document_code
            and breaks.item_code = rows_told.item_code
    left join lots on rows_told.lot_id = lots.lot_id
    where
        breaks.lot_id is null
        or breaks.lot_id = rows_told.lot_id
        or breaks.silent_side = rows_told.side

)

select {{ record_columns() }}
from records
