-- Grain: one row per lot and side (qms: inspections, wms: the warehouse) with the status that side
-- gave last. A lot master without a time says what is so now; at two sites of a lot, the stricter
-- one counts.
with

statements as (

    select
        *,
        row_number() over (
            partition by lot_id, side
            order by
                case when said_from is null and contract = 'wms_lots' then 0 else 1 end
                asc nulls last,
                said_from desc nulls last,
                case when said = 'released' then 1 else 0 end asc nulls last,
                said asc nulls last,
                contract asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last
        ) as statement_no
    from {{ ref('int_lot_statements') }}
    where subject = 'status'

)

select
    lot_id,
    subject,
    side,
    said,
    said_from,
    source_system,
    contract,
    source_file,
    source_row
from statements
where statement_no = 1
