"""Find lots, orders, documents, handling units, items and partners by a piece of their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.code_keys import code_key
from traceability.domain.plain_values import plain
from traceability.domain.scans import looks_scanned, read_scan
from traceability.domain.tables import TextTable
from traceability.domain.trace import SCHEMA_VERSION
from traceability.errors import NotFoundError, UsageError
from traceability.services.name_candidates import near_lots
from traceability.services.open_snapshot import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.index.reader import GenealogyIndex, MartTable
    from traceability.settings import Settings

_PLACES = (
    ("lot", "trace_lots", "lot_code_key", "lot_code"),
    ("supplier lot", "trace_supplies", "supplier_lot_key", "supplier_lot_code"),
    ("order", "trace_runs", "work_order_code", "work_order_code"),
    ("delivery", "trace_shipments", "delivery_code", "delivery_code"),
    ("receipt", "trace_supplies", "receipt_code", "receipt_code"),
    ("handling unit", "trace_handling_units", "handling_unit_code", "handling_unit_code"),
    ("item", "trace_lots", "item_code", "item_code"),
    ("item", "trace_lots", "item_name", "item_code"),
    ("partner", "trace_partners", "partner_code", "partner_code"),
    ("partner", "trace_partners", "partner_name", "partner_code"),
)
"""What is found, the mart and searched column, and the column that names it."""
_MATCHES = ("exact", "prefix", "substring")
_LOT_KINDS = frozenset({"lot", "supplier lot"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. lot_id and item_code stand where the thing is a lot."""

    kind: str
    match: str
    code: str
    name: str | None
    item_code: str | None
    lot_id: str | None


@dataclass(frozen=True, slots=True)
class Findings:
    """All hits, best first; `more` = keys that matched beyond the limit, by kind."""

    text: str
    hits: tuple[Hit, ...]
    more: dict[str, int]

    def as_document(self) -> dict[str, Any]:
        """What `find --json` prints."""
        document: dict[str, Any] = {"schema_version": SCHEMA_VERSION, **plain(self)}
        return document


def find_lot(
    settings: Settings, text: str, *, limit: int = 100, snapshot_id: str | None = None
) -> Findings:
    """Search by code key: exact before prefix before substring; at most `limit` keys per kind.

    Raises NotFoundError with near spellings when nothing matches, UsageError for an empty text.
    """
    wanted = _wanted(text)
    if not wanted:
        raise UsageError("There is nothing to find.", hint="Write `lotline find TEXT`.")
    index = open_snapshot(settings, snapshot_id).index
    hits: dict[tuple[str, ...], Hit] = {}
    more: dict[str, int] = {}
    for kind, mart, column, named_by in _PLACES:
        table = index.table(mart)
        if not len(table) or not table.has_keys(column):
            continue
        found = list(_codes(table, column, wanted))
        if len(found) > limit:
            more[kind] = more.get(kind, 0) + len(found) - limit
        for match, code in found[:limit]:
            for hit in _hits(index, table, (kind, match, column, named_by), code):
                hits.setdefault((hit.kind, hit.code, hit.lot_id or ""), hit)
    hits |= _by_id(index, text.strip())
    if not hits:
        raise NotFoundError(
            f"Nothing in this snapshot is called {text}.",
            hint="Try a shorter piece of the code.",
            candidates=near_lots(index, wanted),
        )
    return Findings(text, tuple(sorted(hits.values(), key=_rank)), more)


def _wanted(text: str) -> str:
    """The key to look for: of a scan the lot or serial on its label, else the text itself."""
    scan = read_scan(text) if looks_scanned(text) else None
    code = (scan.lot_code or scan.serial_code) if scan else None
    return code_key(code or text)


def _codes(table: MartTable, column: str, key: str) -> Iterator[tuple[str, int]]:
    """Positions of matching keys with how they match, each once."""
    pool = table.keys(column)
    exact = pool.code_of(key)
    prefix = pool.starting_with(key)
    if exact >= 0:
        yield "exact", exact
    yield from (("prefix", code) for code in prefix if code != exact)
    yield from (("substring", code) for code in pool.containing(key) if code not in prefix)


def _hits(
    index: GenealogyIndex, table: MartTable, place: tuple[str, str, str, str], code: int
) -> Iterator[Hit]:
    kind, match, column, named_by = place
    rows = table.rows_of_key_code(column, code)
    if kind in _LOT_KINDS:
        nodes = rows if kind == "lot" else table.owners_of(rows)
        lots = index.table("trace_lots").records(("lot_id", "item_code", "item_name"), nodes)
        codes = table.take(named_by, rows)
        for label, (lot_id, item, name) in zip(codes, lots, strict=True):
            yield Hit(kind, match, label or table.keys(column)[code], name, item, lot_id)
        return
    names = {"item": "item_name", "partner": "partner_name"}
    told = table.take(names[kind], rows) if kind in names else [None] * len(rows)
    for label, name in dict(zip(table.take(named_by, rows), told, strict=True)).items():
        if label is not None:
            yield Hit(kind, match, label, name, None, None)


def _by_id(index: GenealogyIndex, text: str) -> dict[tuple[str, ...], Hit]:
    """A lot asked for by its own id."""
    node = index.lot_of(text)
    if node is None:
        return {}
    columns = ("lot_code", "item_name", "item_code", "lot_id")
    ((code, name, item, lot_id),) = index.table("trace_lots").records(columns, np.array([node]))
    return {("lot", code or "", lot_id): Hit("lot", "exact", code or "", name, item, lot_id)}


def _rank(hit: Hit) -> tuple[Any, ...]:
    kinds = [place[0] for place in _PLACES]
    return (
        _MATCHES.index(hit.match),
        kinds.index(hit.kind),
        hit.code,
        hit.item_code or "",
        hit.lot_id or "",
    )


def findings_lines(found: Findings) -> list[str]:
    """What was found in numbers, and what lies beyond the limit."""
    lines = [f"{len(found.hits)} found for {found.text}."]
    for kind, count in found.more.items():
        lines.append(f"{count} more of kind {kind}: raise --limit, or write more of the code.")
    return lines


def findings_table(found: Findings) -> TextTable:
    """The hits for people."""
    columns = ("kind", "match", "code", "name", "item_code", "lot_id")
    rows = (tuple(getattr(hit, name) or "" for name in columns) for hit in found.hits)
    return TextTable("Found", columns, tuple(rows))
