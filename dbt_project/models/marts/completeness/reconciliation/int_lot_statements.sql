-- Grain: one row per lot and record that says something of it which other systems say too: status,
-- expiry, supplier's lot, certificate. side: who says so; said: the words; said_from, said_until:
-- the time a day of expiry can mean, however its zone is read.
{% set tables = {
    'stg_erp__receipts': ['erp', 'expiry', 'supplier_lot', 'certificate'],
    'stg_wms__lots': ['wms', 'expiry', 'supplier_lot'],
    'stg_mes__inspections': ['qms', 'certificate'],
} %}
{% set columns = {
    'expiry': 'expires_at_text',
    'supplier_lot': 'supplier_lot_code_key',
    'certificate': 'certificate_code',
} %}
with

lot_references as (

    select * from {{ ref('lot_references') }}

),

statuses as (

    select * from {{ ref('lot_statuses') }}

),

told as (

    {% for table, sides in tables.items() %}
    {% set table_loop = loop %}
    {% for subject in sides[1:] %}
    select
        '{{ subject }}' as subject,
        '{{ sides[0] }}' as side,
        lot_ref,
        {{ columns[subject] }} as said,
        {% if subject == 'expiry' %}
        expires_at_from as said_from,
        case
            when expires_at_until > expires_at_from then {{ shift_seconds('expires_at_until', -1) }}
            else expires_at_until
        end as said_until,
        {% else %}
        cast(null as timestamp) as said_from,
        cast(null as timestamp) as said_until,
        {% endif %}
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref(table) }}
    where {{ columns[subject] }} is not null
    {% if not (table_loop.last and loop.last) %}union all{% endif %}
    {% endfor %}
    {% endfor %}

),

identified as (

    select
        lot_references.lot_id,
        told.subject,
        told.side,
        told.said,
        told.said_from,
        told.said_until,
        told.source_system,
        told.contract,
        told.source_file,
        told.source_row
    from told
    inner join lot_references on told.lot_ref = lot_references.lot_ref

)

select * from identified
union all
select
    lot_id,
    'status' as subject,
    case when told_by = 'inspection' then 'qms' else 'wms' end as side,
    lot_status as said,
    given_at as said_from,
    given_at as said_until,
    source_system,
    contract,
    source_file,
    source_row
from statuses
where lot_status is not null
