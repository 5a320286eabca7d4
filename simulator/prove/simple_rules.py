"""Rules that read well and lose lots, put in place of ours: the proof must fail with each.

Each takes an index, and the extracts behind it, and gives its graph as the rule would make it.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.index.graph import Windows
from traceability.index.layout import OPEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.graph import Graph
    from traceability.index.reader import GenealogyIndex

_NO_RANK = 9
_DAY = len("2026-03-02")
_GUESSES = {"candidate", "gap", "loss"}
_LIKELY = {"only_stock", "backflush"}
_PLACES = {"fill", "carry", "draw"}
_INTO = {"receipt", "production_receipt", "transfer_in", "return_from_order"}
_OUT_OF = {"issue", "shipment", "scrap", "sample", "transfer_out"}
_HOUR = 3_600_000_000


def without_candidates(index: GenealogyIndex, _: Path) -> Graph:
    """A row without lot stays without, and a loss that a count shows is written off."""
    return _without(index, _of_kind(index, _GUESSES))


def without_origins(index: GenealogyIndex, _: Path) -> Graph:
    """A lot that comes from nowhere stays there."""
    rules = _told(index, "trace_edges", "rule_id")
    return _without(index, np.array([rule == "origin_not_recorded" for (rule,) in rules], bool))


def draws_name_their_lot(index: GenealogyIndex, _: Path) -> Graph:
    """A tank holds what its draw names, nothing else."""
    return _without(index, _of_kind(index, _PLACES))


def fill_empties_tanks(index: GenealogyIndex, _: Path) -> Graph:
    """A tank is empty before it is filled: no lot outlives the next fill."""
    return _without(index, _of_kind(index, {"carry"}))


def balance_rules_out_lots(index: GenealogyIndex, extracts: Path) -> Graph:
    """A lot of which the book holds nothing at the time of a use cannot have been used.

    So a candidate counts from the moment it stood in the book, and a gap without any slack.
    """
    since, graph = booked_since(extracts), index.graph
    keys = _told(index, "trace_lots", "item_code", "lot_code")
    late = {
        site: int(hours) * _HOUR
        for site, name, hours in _told(
            index, "trace_bounds", "site_code", "bound_name", "bound_value"
        )
        if name == "late_booking_hours"
    }
    sites = [site for (site,) in _told(index, "trace_pools", "site_code")]
    opens, closes = _windows(graph)
    for edge, (kind,) in enumerate(_told(index, "trace_edges", "edge_kind")):
        source = int(graph.source[edge])
        if kind == "candidate" and source < graph.lot_count and keys[source] in since:
            opens[edge] = max(opens[edge], since[keys[source]])
        if kind == "gap" and closes[edge] < OPEN:
            closes[edge] -= late.get(sites[source - graph.pool_start], 0)
    return replace(graph, windows=Windows(opens, closes))


def without_hold_up(index: GenealogyIndex, _: Path) -> Graph:
    """A hopper is empty when its order ends."""
    return _without(index, _of_kind(index, {"held"}))


def probable_stops_the_pool(index: GenealogyIndex, _: Path) -> Graph:
    """Where the books leave one lot, nobody looks further."""
    graph, told = index.graph, _told(index, "trace_edges", "rule_id", "evidence")
    likely = np.array([rule in _LIKELY and word == "probable" for rule, word in told], bool)
    settled = np.zeros(graph.node_count, bool)
    settled[graph.out_node[likely]] = True
    return _without(index, _of_kind(index, _GUESSES) & settled[graph.out_node])


def only_first_lot_from_the_start(index: GenealogyIndex, extracts: Path) -> Graph:
    """In an order the first lot of an item is used from the start, each later one from its scan."""
    graph = index.graph
    scans = _scans(index, extracts)
    first: dict[tuple[str, str], int] = {}
    for key, scan in scans.values():
        first[key] = min(first.get(key, scan), scan)
    opens, closes = _windows(graph)
    for edge, (key, scan) in scans.items():
        if scan > first[key]:
            opens[edge] = scan
    return replace(graph, windows=Windows(opens, closes))


SIMPLE_RULES: dict[str, Callable[[GenealogyIndex, Path], Graph]] = {
    "no_candidates": without_candidates,
    "no_origins": without_origins,
    "draws_name_their_lot": draws_name_their_lot,
    "fill_empties_tanks": fill_empties_tanks,
    "balance_rules_out_lots": balance_rules_out_lots,
    "no_hold_up": without_hold_up,
    "probable_stops_the_pool": probable_stops_the_pool,
    "first_lot_per_order": only_first_lot_from_the_start,
}
"""Every simple rule by name."""


def booked_since(extracts: Path) -> dict[tuple[str, str], int]:
    """By item and lot: the first moment, in microseconds, at which the warehouse's book holds some.

    The book follows the instants that the warehouse wrote down.
    """
    found: dict[tuple[str, str], int] = {}
    for path in sorted(extracts.glob("wms_movements*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if len(row["occurred_at"]) > _DAY]
        books: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for row in sorted(rows, key=lambda one: _instant(one["occurred_at"])):
            lot = row["item_code"], row["lot_code"]
            sign = (row["movement_type"] in _INTO) - (row["movement_type"] in _OUT_OF)
            books[lot] += sign * Decimal(row["qty"])
            if books[lot] > 0:
                found.setdefault(lot, _instant(row["occurred_at"]))
    return found


def _instant(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp() * 1e6)


def _windows(graph: Graph) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """From when and until when each edge counts, to be changed."""
    if graph.windows is None:
        return np.full(len(graph.source), -OPEN), np.full(len(graph.source), OPEN)
    return graph.windows.from_at.copy(), graph.windows.closes_at.copy()


def _told(index: GenealogyIndex, name: str, *columns: str) -> list[tuple[Any, ...]]:
    table = index.table(name)
    return [*table.records(columns, np.arange(len(table), dtype=np.int64))]


def _scans(index: GenealogyIndex, extracts: Path) -> dict[int, tuple[tuple[str, str], int]]:
    """By edge of a use: its order and item, and its scan in microseconds, from its source row."""
    told: dict[str, list[dict[str, str]]] = {}
    found: dict[int, tuple[tuple[str, str], int]] = {}
    written = {path.name for path in extracts.iterdir()}
    columns = ("edge_kind", "contract", "source_file", "source_row")
    for edge, (kind, contract, name, line) in enumerate(_told(index, "trace_edges", *columns)):
        # The home may hold rows of other plants beside those of the simulator.
        if (kind, contract) != ("consumption", "mes_consumptions") or name not in written:
            continue
        if name not in told:
            with (extracts / name).open(encoding="utf-8", newline="") as file:
                told[name] = list(csv.DictReader(file))
        row = told[name][line - 2]
        if len(row["started_at"]) > _DAY:
            key = row["work_order_code"], row["item_code"]
            found[edge] = key, _instant(row["started_at"])
    return found


def _of_kind(index: GenealogyIndex, kinds: set[str]) -> NDArray[np.bool_]:
    found = _told(index, "trace_edges", "edge_kind")
    return np.array([kind in kinds for (kind,) in found], bool)


def _without(index: GenealogyIndex, doomed: NDArray[np.bool_]) -> Graph:
    """The graph without some edges: their rank is weaker than any scope admits."""
    ranks = index.graph.rank.copy()
    ranks[doomed] = _NO_RANK
    return replace(index.graph, rank=ranks)
