"""The queries behind lists for authorities: one row per recorded fact, in a total order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.store.exported_facts import facts, in_days, local_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

_CODES_OF_LOTS = """
create temp view lot_makers as
    select
        lot_id, min(site_code) as site_code, count(distinct site_code) as site_count,
        max(is_made) as is_made
    from (
        select lot_id, site_code, true as is_made from events.outputs where evidence <> 'possible'
        union all
        select to_lot_id, site_code, true from events.lot_transformations
    ) as told
    group by lot_id;
create temp view supplier_lots as
    select
        lot_id, min(supplier_lot_code) as supplier_lot_code,
        count(distinct supplier_lot_code) as code_count
    from events.receipts
    where supplier_lot_code is not null and not is_listed_only
    group by lot_id;
create temp view told_sources as
    select
        refs.lot_id, min(told.traceability_lot_code_source) as told_source,
        count(distinct told.traceability_lot_code_source) as source_count
    from staging.stg_wms__lots as told
    inner join identity.lot_references as refs on told.lot_ref = refs.lot_ref
    where told.traceability_lot_code_source is not null
    group by refs.lot_id;
create temp view lot_words as
    select
        lots.lot_id, lots.item_code, lots.lot_code, lots.gtin,
        concat_ws(', ', lots.item_name, lots.brand, lots.pack_size) as product_description,
        lots.item_name, suppliers.supplier_lot_code,
        case
            when makers.is_made then lots.lot_code
            when suppliers.code_count = 1 then suppliers.supplier_lot_code
        end as traceability_lot_code,
        case
            when makers.is_made and makers.site_count = 1 then concat_ws(
                ', ', coalesce(sites.site_name, makers.site_code), sites.address, sites.gln
            )
            when makers.is_made is null and sources.source_count = 1 then sources.told_source
        end as tlc_source
    from named_lots as lots
    left join lot_makers as makers on lots.lot_id = makers.lot_id
    left join identity.sites as sites on makers.site_code = sites.site_code
    left join supplier_lots as suppliers on lots.lot_id = suppliers.lot_id
    left join told_sources as sources on lots.lot_id = sources.lot_id
"""
_SITE = """
    told.site_code, sites.site_name, sites.address as site_address, sites.phone as site_phone,
    sites.gln as site_gln
"""
_RECORD = "told.evidence, told.source_system, told.source_file, told.source_row"
_WORDS = "words.traceability_lot_code, words.lot_code, words.item_code, words.gtin"


def _traded(table: str, party: str, place: str, *, is_listed: bool = False) -> str:
    """Receipts or shipments with the words of their lot, partner and site.

    is_listed: those that are listed without an amount beside a record of another lot or partner.
    """
    more = "words.supplier_lot_code," if table == "receipts" else ""
    return f"""
        select
            {_WORDS}, words.product_description, words.item_name, {more} words.tlc_source,
            told.booked_qty as qty, told.booked_uom as uom, told.{party} as partner_code,
            partners.partner_name, partners.address as partner_address,
            partners.country as partner_country, partners.phone as partner_phone,
            told.{place} as place_code, places.partner_name as place_name,
            places.address as place_address, places.phone as place_phone,
            {_SITE}, {local_day("told.occurred_at")} as day,
            told.document_type, told.document_code, told.line_no, {_RECORD}
        from events.{table} as told
        inner join asked_lots on told.lot_id = asked_lots.lot_id
        inner join lot_words as words on told.lot_id = words.lot_id
        left join identity.partners as partners on told.{party} = partners.partner_code
        left join identity.partners as places on told.{place} = places.partner_code
        left join identity.sites as sites on told.site_code = sites.site_code
        left join site_zones as zones on told.site_code = zones.site_code
        where
            {"" if is_listed else "not "}told.is_listed_only
            and told.item_code in (select item_code from asked_items)
            and (told.occurred_at is null or ({in_days(local_day("told.occurred_at"))}))
        order by
            told.occurred_at nulls last, told.document_code nulls last, told.line_no nulls last,
            words.item_code, words.lot_code nulls last, told.fact_id, told.lot_id
    """


RECEIVED = _traded("receipts", "supplier_code", "ship_from_code")
SHIPPED = _traded("shipments", "customer_code", "ship_to_code")
RECEIVED_LISTED = _traded("receipts", "supplier_code", "ship_from_code", is_listed=True)
SHIPPED_LISTED = _traded("shipments", "customer_code", "ship_to_code", is_listed=True)

_LINE = """
    select
        '{side}' as side, told.lot_id, told.run_id, 'work_order' as document_type,
        told.work_order_code as document_code, told.output_group, told.item_code, told.site_code,
        told.booked_qty, told.booked_uom, told.is_returned, told.occurred_at,
        told.evidence, told.source_system, told.source_file, told.source_row, told.fact_id
    from events.{table} as told
    where told.evidence <> 'possible'
"""
_RELOTTED = """
    select
        '{side}' as side, told.{lot} as lot_id, told.fact_id as run_id,
        told.transformation_kind as document_type,
        coalesce(told.work_order_code, split_part(told.fact_id, chr(31), 3)) as document_code,
        cast(null as varchar) as output_group, told.{item} as item_code, told.site_code,
        told.{qty} as booked_qty, told.{uom} as booked_uom, false as is_returned,
        told.occurred_at, told.evidence, told.source_system, told.source_file, told.source_row,
        told.fact_id
    from events.lot_transformations as told
"""
_BEFORE = _RELOTTED.format(
    side="used", lot="from_lot_id", item="from_item_code", qty="booked_qty", uom="booked_uom"
)
_AFTER = _RELOTTED.format(
    side="made", lot="to_lot_id", item="to_item_code", qty="made_qty", uom="made_uom"
)
TRANSFORMED = f"""
    with lines as (
        {_LINE.format(side="used", table="consumptions")}
        union all
        {_LINE.format(side="made", table="outputs")}
        union all
        {_BEFORE}
        union all
        {_AFTER}
    ),
    asked_runs as (
        select distinct lines.run_id from lines
        inner join asked_lots on lines.lot_id = asked_lots.lot_id
    ),
    listed_runs as (
        select distinct run_id from lines
        where item_code in (select item_code from asked_items)
    )
    select
        told.side, {_WORDS}, words.product_description, words.tlc_source,
        case when told.is_returned then -abs(told.booked_qty) else told.booked_qty end as qty,
        told.booked_uom as uom, {_SITE}, {local_day("told.occurred_at")} as day,
        told.document_type, told.document_code, told.output_group, {_RECORD}
    from lines as told
    inner join asked_runs on told.run_id = asked_runs.run_id
    inner join listed_runs on told.run_id = listed_runs.run_id
    inner join lot_words as words on told.lot_id = words.lot_id
    left join identity.sites as sites on told.site_code = sites.site_code
    left join site_zones as zones on told.site_code = zones.site_code
    where
        (told.side = 'made' or told.item_code in (select item_code from asked_items))
        and (told.occurred_at is null or ({in_days(local_day("told.occurred_at"))}))
    order by
        told.document_code nulls last, told.document_type, told.output_group nulls last,
        told.run_id, told.side desc,
        told.occurred_at nulls last, words.item_code, words.lot_code nulls last, told.fact_id,
        told.lot_id
"""
_LISTED = """
    select
        count(*) filter (where is_on_food_traceability_list) as listed_count,
        count(*) filter (where is_on_food_traceability_list is null) as silent_count,
        count(*) as item_count
    from identity.items
"""


def prepare_lists(connection: duckdb.DuckDBPyConnection, *, only_listed: bool) -> None:
    """Make the words of lots, and name the items asked for: those on the list, or all."""
    for part in _CODES_OF_LOTS.split(";"):
        connection.execute(part)
    where = "where is_on_food_traceability_list" if only_listed else ""
    connection.execute(
        f"create temp table asked_items as select item_code from identity.items {where}"
    )


def count_listed_items(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many items are on the food traceability list, do not say, and are there at all."""
    (row,) = list(facts(connection, _LISTED))
    return row


def list_rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    """The rows of one list."""
    return facts(connection, query)
