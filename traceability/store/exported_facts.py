"""Reads the facts that events are made of, in an order that puts one event's rows together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    import duckdb

    from traceability.settings import Settings

_AT_ONCE = 10_000
_PARTS = """
create temp table asked_days as select ?::date as first_day, ?::date as last_day;
create temp view site_zones as
    select site_code, min(zone_name) as zone_name from staging.int_site_settings group by site_code;
create temp view shared_codes as
    select item_code, lot_code from identity.lots
    where lot_code is not null group by item_code, lot_code having count(*) > 1;
create temp view named_lots as
    select
        lots.lot_id, lots.item_code, lots.lot_code, items.gtin,
        coalesce(identified.lot_kind = 'serial', false) as is_serial,
        shared.lot_code is not null as is_shared,
        items.item_name, items.brand, items.pack_size, items.is_on_food_traceability_list
    from marts.trace_lots as lots
    left join identity.lots as identified on lots.lot_id = identified.lot_id
    left join identity.items as items on lots.item_code = items.item_code
    left join shared_codes as shared
        on lots.item_code = shared.item_code and lots.lot_code = shared.lot_code;
"""


@contextmanager
def open_facts(
    path: Path,
    settings: Settings,
    *,
    lot_ids: Iterable[str] | None,
    days: tuple[date | None, date | None] = (None, None),
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a published warehouse with the lots and days that are asked for; None = all of them."""
    with open_warehouse(path, settings) as connection:
        first, *rest = [part for part in _PARTS.split(";") if part.strip()]
        connection.execute(first, list(days))
        for part in rest:
            connection.execute(part)
        connection.execute("create temp table asked_lots (lot_id varchar)")
        if lot_ids is None:
            connection.execute("insert into asked_lots select lot_id from marts.trace_lots")
        else:
            block = pa.table({"lot_id": pa.array(sorted(set(lot_ids)), pa.string())})
            connection.register("asked_block", block)
            connection.execute("insert into asked_lots from asked_block")
            connection.unregister("asked_block")
        yield connection


def facts(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    """Rows of a query, a few thousand at a time; read to the end before the next query."""
    reader: Any = connection.sql(query).to_arrow_reader(_AT_ONCE)
    for batch in reader:
        yield from batch.to_pylist()


def local_day(instant: str, zone: str = "zones.zone_name") -> str:
    """The day of an instant where it happened, in SQL."""
    return f"cast(timezone(coalesce({zone}, 'UTC'), timezone('UTC', {instant})) as date)"


def in_days(day: str) -> str:
    """Whether a day lies among those asked for, in SQL."""
    return (
        f"({day} >= (select first_day from asked_days)"
        " or (select first_day from asked_days) is null)"
        f" and ({day} <= (select last_day from asked_days)"
        " or (select last_day from asked_days) is null)"
    )
