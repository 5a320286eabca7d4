"""The query behind commissioning: lots that no run and no other lot made, at their first record."""

from __future__ import annotations

from traceability.store.exported_facts import in_days, local_day

COMMISSIONED = f"""
    with firsts as (
        select
            told.lot_id,
            arg_min(told.site_code, (told.occurred_at, told.occurred_at_text, told.fact_id))
                as site_code,
            min(told.occurred_at) as occurred_at,
            arg_min(told.occurred_at_text, (told.occurred_at, told.occurred_at_text))
                as occurred_at_text
        from events.lot_events as told
        inner join asked_lots on told.lot_id = asked_lots.lot_id
        where told.occurred_at is not null
        group by told.lot_id
    ),
    expiries as (
        select refs.lot_id, told.expires_at_text
        from staging.stg_wms__lots as told
        inner join identity.lot_references as refs on told.lot_ref = refs.lot_ref
        union
        select refs.lot_id, told.expires_at_text
        from staging.stg_erp__receipts as told
        inner join identity.lot_references as refs on told.lot_ref = refs.lot_ref
    ),
    dates as (
        select
            lot_id, min(left(expires_at_text, 10)) as expires_on,
            count(distinct left(expires_at_text, 10)) as expiry_count
        from expiries where expires_at_text is not null group by lot_id
    ),
    suppliers as (
        select
            lot_id, min(supplier_code) as supplier_code,
            min(supplier_lot_code) as supplier_lot_code,
            count(distinct (supplier_code, supplier_lot_code)) as supplier_lot_count
        from events.receipts
        where supplier_lot_code is not null and evidence <> 'possible'
        group by lot_id
    )
    select
        'commissioning' as kind, lots.item_code, lots.lot_code, lots.gtin, lots.is_serial,
        lots.is_shared, lots.lot_id, firsts.site_code, zones.zone_name, firsts.occurred_at,
        firsts.occurred_at_text, length(firsts.occurred_at_text) = 10 as is_day_only,
        'confirmed' as evidence,
        case when dates.expiry_count = 1 then dates.expires_on end as expires_on,
        coalesce(dates.expiry_count, 0) as expiry_count,
        case when suppliers.supplier_lot_count = 1 then suppliers.supplier_code end
            as supplier_code,
        case when suppliers.supplier_lot_count = 1 then suppliers.supplier_lot_code end
            as supplier_lot_code,
        1 as record_count
    from named_lots as lots
    inner join asked_lots on lots.lot_id = asked_lots.lot_id
    left join firsts on lots.lot_id = firsts.lot_id
    left join site_zones as zones on firsts.site_code = zones.site_code
    left join dates on lots.lot_id = dates.lot_id
    left join suppliers on lots.lot_id = suppliers.lot_id
    where
        lots.lot_code is not null
        and lots.lot_id not in (select lot_id from events.outputs where evidence <> 'possible')
        and lots.lot_id not in (select to_lot_id from events.lot_transformations)
        and (firsts.occurred_at is null or ({in_days(local_day("firsts.occurred_at"))}))
    order by lots.lot_id
"""

COUNTS_LEFT_OUT = """
    select 'possible' as reason, count(*) as record_count from (
        select lot_id from events.consumptions where evidence = 'possible'
        union all
        select lot_id from events.outputs where evidence = 'possible'
    ) as told inner join asked_lots on told.lot_id = asked_lots.lot_id
    union all
    select 'listed_only', count(*) from (
        select lot_id from events.receipts where is_listed_only
        union all
        select lot_id from events.shipments where is_listed_only
    ) as told inner join asked_lots on told.lot_id = asked_lots.lot_id
    order by reason
"""
