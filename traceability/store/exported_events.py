"""The queries behind events: each gives the rows of one event next to one another."""

from __future__ import annotations

from traceability.store.exported_facts import in_days, local_day

_LOT = "lots.item_code, lots.lot_code, lots.gtin, lots.is_serial, lots.is_shared, lots.lot_id"
_DAY_ONLY = "length({text}) = 10"


def _handed_over(kind: str, table: str, party: str, party_place: str, alone: str) -> str:
    day = local_day("told.occurred_at")
    return f"""
        select
            '{kind}' as kind, told.document_code, told.{party} as party_code,
            {party_place} as party_place_code, told.site_code, zones.zone_name,
            told.occurred_at,
            {_DAY_ONLY.format(text="told.occurred_at_text")} as is_day_only,
            {"'confirmed'" if kind == "returning" else "told.evidence"} as evidence,
            {_LOT}, told.booked_uom as uom,
            case when count(told.booked_qty) = count(*) then sum(told.booked_qty) end as qty,
            count(*) as record_count
        from events.{table} as told
        inner join asked_lots on told.lot_id = asked_lots.lot_id
        inner join named_lots as lots on told.lot_id = lots.lot_id
        left join site_zones as zones on told.site_code = zones.site_code
        where {alone} and (told.occurred_at is null or ({in_days(day)}))
        group by all
        order by
            told.document_code nulls last, told.{party} nulls last, told.occurred_at nulls last,
            lots.item_code, lots.lot_code nulls last, lots.lot_id, told.booked_uom nulls last,
            evidence, told.site_code nulls last, party_place_code nulls last,
            is_day_only nulls last
    """


RECEIVED = _handed_over(
    "receiving", "receipts", "supplier_code", "told.ship_from_code", "not told.is_listed_only"
)
SHIPPED = _handed_over(
    "shipping", "shipments", "customer_code", "told.ship_to_code", "not told.is_listed_only"
)
RETURNED = _handed_over(
    "returning", "customer_returns", "customer_code", "cast(null as varchar)", "true"
)

_RUN_LINE = """
    select
        '{side}' as side, told.run_id, told.work_order_code, told.output_group, told.site_code,
        told.lot_id, told.evidence, told.booked_uom as uom, told.is_returned,
        told.occurred_at, told.occurred_at_text, told.booked_qty
    from events.{table} as told
    where told.run_id in (select run_id from asked_runs)
"""

RUNS = f"""
    with asked_runs as (
        select told.run_id from events.consumptions as told
        inner join asked_lots on told.lot_id = asked_lots.lot_id
        union
        select told.run_id from events.outputs as told
        inner join asked_lots on told.lot_id = asked_lots.lot_id
    ),
    lines as (
        {_RUN_LINE.format(side="in", table="consumptions")}
        union all
        {_RUN_LINE.format(side="out", table="outputs")}
    ),
    dated as (
        select lines.*, zones.zone_name, {local_day("lines.occurred_at")} as day
        from lines left join site_zones as zones on lines.site_code = zones.site_code
    ),
    given_back as (
        select run_id, side, lot_id, uom, sum(abs(booked_qty)) as qty, count(*) as record_count
        from dated where is_returned and evidence <> 'possible' group by all
    ),
    daily as (
        select
            side, run_id, work_order_code, output_group, lot_id, uom, day,
            max(evidence) as evidence,
            case when count(booked_qty) = count(*) then sum(booked_qty) end as qty,
            count(*) as record_count
        from dated where not is_returned and evidence <> 'possible' group by all
    ),
    summed as (
        select
            daily.*,
            sum(daily.qty) over of_lot as whole_qty,
            coalesce(sum(daily.qty) over before, 0) as earlier_qty
        from daily
        window
            of_lot as (partition by run_id, side, lot_id, uom),
            before as (
                partition by run_id, side, lot_id, uom order by day nulls last, work_order_code,
                output_group nulls last
                rows between unbounded preceding and 1 preceding
            )
    ),
    moments as (
        select
            run_id, day,
            max(occurred_at) as occurred_at,
            bool_or({_DAY_ONLY.format(text="occurred_at_text")}) as is_day_only,
            min(site_code) as site_code, min(zone_name) as zone_name
        from dated where not is_returned and evidence <> 'possible' group by all
    )
    select
        'run' as kind, summed.work_order_code, summed.output_group, summed.run_id, summed.day,
        moments.occurred_at, moments.is_day_only, moments.site_code,
        moments.zone_name, summed.side, summed.evidence, {_LOT}, summed.uom,
        case
            when summed.qty is null or given_back.qty is null then summed.qty
            else greatest(
                0, least(summed.qty, summed.whole_qty - given_back.qty - summed.earlier_qty)
            )
        end as qty,
        summed.record_count
    from summed
    inner join moments
        on summed.run_id = moments.run_id and summed.day is not distinct from moments.day
    inner join named_lots as lots on summed.lot_id = lots.lot_id
    left join given_back
        on summed.run_id = given_back.run_id and summed.side = given_back.side
        and summed.lot_id = given_back.lot_id and summed.uom is not distinct from given_back.uom
    where summed.day is null or ({in_days("summed.day")})
    order by
        summed.work_order_code nulls last, summed.output_group nulls last, summed.run_id,
        summed.day nulls last, summed.side, lots.item_code, lots.lot_code nulls last, lots.lot_id,
        summed.uom nulls last
"""

RELOTTED = f"""
    select
        'relotting' as kind, told.site_code, zones.zone_name, told.occurred_at,
        {_DAY_ONLY.format(text="told.occurred_at_text")} as is_day_only, told.evidence,
        {_LOT}, told.booked_uom as uom,
        case when count(told.booked_qty) = count(*) then sum(told.booked_qty) end as qty,
        made.item_code as made_item_code, made.lot_code as made_lot_code, made.gtin as made_gtin,
        made.is_serial as made_is_serial, made.is_shared as made_is_shared,
        made.lot_id as made_lot_id, told.made_uom,
        case when count(told.made_qty) = count(*) then sum(told.made_qty) end as made_qty,
        count(*) as record_count
    from events.lot_transformations as told
    inner join named_lots as lots on told.from_lot_id = lots.lot_id
    inner join named_lots as made on told.to_lot_id = made.lot_id
    left join site_zones as zones on told.site_code = zones.site_code
    where
        (
            told.from_lot_id in (select lot_id from asked_lots)
            or told.to_lot_id in (select lot_id from asked_lots)
        )
        and (told.occurred_at is null or ({in_days(local_day("told.occurred_at"))}))
    group by all
    order by
        lots.lot_id, made.lot_id, told.site_code nulls last, told.occurred_at nulls last,
        told.booked_uom nulls last, told.made_uom nulls last, told.evidence,
        is_day_only nulls last
"""


def _packing(kind: str, moment: str) -> str:
    return f"""
        select
            '{kind}' as kind, told.parent_code as unit_code, told.child_code,
            cast(null as varchar) as site_code, cast(null as varchar) as zone_name,
            told.{moment}_from as occurred_at,
            {_DAY_ONLY.format(text=f"told.{moment}_text")} as is_day_only, 'confirmed' as evidence,
            {_LOT}, told.uom,
            case when count(told.qty) = count(*) then sum(told.qty) end as qty,
            count(*) as record_count
        from staging.stg_wms__handling_units as told
        left join identity.lot_references as refs on told.lot_ref = refs.lot_ref
        left join named_lots as lots on refs.lot_id = lots.lot_id
        where
            told.parent_code in (
                select packed.unit_code from events.unit_contents as packed
                inner join asked_lots on packed.lot_id = asked_lots.lot_id
            )
            and {"told.unpacked_at_text is not null" if moment == "unpacked_at" else "true"}
            and (
                told.{moment}_from is null
                or ({in_days(local_day(f"told.{moment}_from", "cast(null as varchar)"))})
            )
        group by all
        order by
            told.parent_code, occurred_at nulls last, is_day_only nulls last,
            told.child_code nulls last, lots.item_code nulls last, lots.lot_code nulls last,
            lots.lot_id nulls last, told.uom nulls last
    """


PACKED = _packing("packing", "packed_at")
UNPACKED = _packing("unpacking", "unpacked_at")
