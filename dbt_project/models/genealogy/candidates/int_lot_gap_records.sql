-- Grain: one row per record behind a gap of a lot: it has no origin (ID-09), more of it left than
-- came (QT-01, QT-02; what brought it stands beside), or some of it was found missing (QT-12).
with

orphans as (

    select * from {{ ref('int_unexplained_lots') }}
    where rule_id = 'ID-09'

),

excesses as (

    select * from {{ ref('int_unexplained_lots') }}
    where rule_id <> 'ID-09'

),

balance_records as (

    select * from {{ ref('lot_balance_records') }}
    where side <> 'shown'

),

orphan_facts as (

    {% for table in ['consumptions', 'shipments', 'stock_movements', 'counts'] %}
    select
        lot_id,
        site_code,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref(table) }}
    {% if not loop.last %}union{% endif %}
    {% endfor %}

)

select
    'ID-09' as rule_id,
    'lot' as subject_kind,
    orphans.lot_id as subject_key,
    cast(null as string) as note,
    orphan_facts.site_code,
    orphan_facts.occurred_at_text,
    orphan_facts.source_system,
    orphan_facts.contract,
    orphan_facts.source_file,
    orphan_facts.source_row
from orphans
inner join orphan_facts on orphans.lot_id = orphan_facts.lot_id
union all
select
    excesses.rule_id,
    'lot' as subject_kind,
    excesses.lot_id as subject_key,
    case when balance_records.side = 'in' then 'compared with: ' else '' end
    || balance_records.line as note,
    cast(null as string) as site_code,
    balance_records.occurred_at_text,
    balance_records.source_system,
    balance_records.contract,
    balance_records.source_file,
    balance_records.source_row
from excesses
inner join balance_records on excesses.lot_id = balance_records.lot_id
union all
select
    'QT-12' as rule_id,
    'count' as subject_kind,
    {{ joined(['lot_id', 'site_code', iso_instant('occurred_at')]) }} as subject_key,
    cast(null as string) as note,
    site_code,
    occurred_at_text,
    source_system,
    contract,
    source_file,
    source_row
from {{ ref('int_stock_losses') }}
