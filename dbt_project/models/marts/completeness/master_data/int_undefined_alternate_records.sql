-- Grain: one row per use of a substitute that the order's bill of materials does not offer as an
-- alternate of another item (MD-02). Orders without a plan are MD-01.
with

uses as (

    select * from {{ ref('consumptions') }}
    where consumption_kind = 'substitute' and work_order_code is not null and not is_returned

),

components as (

    select * from {{ ref('stg_erp__work_order_components') }}

),

plans as (

    select work_order_code from components
    group by work_order_code

),

groups as (

    select
        work_order_code,
        alternate_group
    from components
    where alternate_group is not null
    group by work_order_code, alternate_group
    having count(distinct item_code) > 1

),

alternates as (

    select
        components.work_order_code,
        components.item_code
    from components
    inner join groups
        on
            components.work_order_code = groups.work_order_code
            and components.alternate_group = groups.alternate_group
    group by components.work_order_code, components.item_code

),

records as (

    select
        'MD-02' as rule_id,
        'component' as subject_kind,
        uses.work_order_code || chr(31) || uses.item_code as subject_key,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        cast(null as string) as note,
        'S2' as severity,
        'Work order ' || uses.work_order_code || ' used item ' || uses.item_code
        || ' as a substitute, and its bill of materials defines no alternates with it' as words,
        uses.item_code,
        uses.lot_id,
        uses.work_order_code,
        uses.site_code,
        uses.booked_qty,
        uses.booked_uom,
        uses.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from uses
    inner join plans on uses.work_order_code = plans.work_order_code
    left join alternates
        on
            uses.work_order_code = alternates.work_order_code
            and uses.item_code = alternates.item_code
    where alternates.item_code is null

)

select {{ told_columns() }}
from records
