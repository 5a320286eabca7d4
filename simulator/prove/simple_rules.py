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
from typing import TYPE_CHECKING

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


def without_candidates(index: GenealogyIndex, _: Path) -> Graph:
    """A row without lot stays without, and a loss that a count shows is written off."""
    return _without(index, _of_kind(index, _GUESSES))


def without_origins(index: GenealogyIndex, _: Path) -> Graph:
    """A lot that comes from nowhere stays there."""
    rules = index.table("trace_edges").take("rule_id", _all(index))
    return _without(index, np.array([rule == "origin_not_recorded" for rule in rules], bool))


def draws_name_their_lot(index: GenealogyIndex, _: Path) -> Graph:
    """A tank holds what its draw names, nothing else."""
    return _without(index, _of_kind(index, _PLACES))


def fill_empties_tanks(index: GenealogyIndex, _: Path) -> Graph:
    """A tank is empty before it is filled: no lot outlives the next fill."""
    return _without(index, _of_kind(index, {"carry"}))


def balance_empties_tanks(index: GenealogyIndex, extracts: Path) -> Graph:
    """A tank is empty where its book reads zero or below: nothing is there at the next fill.

    Food plants of over_recorded, fills_late, blended_silo and unit_error lose nothing by it.
    """
    empty = fills_at_zero(extracts)
    columns = ("edge_kind", "contract", "source_file", "source_row")
    told = index.table("trace_edges").records(columns, _all(index))
    doomed = [
        (kind, contract) == ("carry", "wms_movements") and (name, line) in empty
        for kind, contract, name, line in told
    ]
    return _without(index, np.array(doomed, bool))


def without_hold_up(index: GenealogyIndex, _: Path) -> Graph:
    """A hopper is empty when its order ends."""
    return _without(index, _of_kind(index, {"held"}))


def probable_stops_the_pool(index: GenealogyIndex, _: Path) -> Graph:
    """Where the books leave one lot, nobody looks further."""
    graph, table, rows = index.graph, index.table("trace_edges"), _all(index)
    told = table.records(("rule_id", "evidence"), rows)
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
    windows = graph.windows
    opens = np.full(len(graph.source), -OPEN) if windows is None else windows.from_at.copy()
    closes = np.full(len(graph.source), OPEN) if windows is None else windows.closes_at
    for edge, (key, scan) in scans.items():
        if scan > first[key]:
            opens[edge] = scan
    return replace(graph, windows=Windows(opens, closes))


SIMPLE_RULES: dict[str, Callable[[GenealogyIndex, Path], Graph]] = {
    "no_candidates": without_candidates,
    "no_origins": without_origins,
    "draws_name_their_lot": draws_name_their_lot,
    "fill_empties_tanks": fill_empties_tanks,
    "balance_empties_tanks": balance_empties_tanks,
    "no_hold_up": without_hold_up,
    "probable_stops_the_pool": probable_stops_the_pool,
    "first_lot_per_order": only_first_lot_from_the_start,
}
"""Every simple rule by name."""


def fills_at_zero(extracts: Path) -> set[tuple[str, int]]:
    """File and row of every movement into a place whose running balance is zero or below by then.

    The balance follows the instants that the warehouse wrote down.
    """
    found: set[tuple[str, int]] = set()
    for path in sorted(extracts.glob("wms_movements*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = [
                (dt.datetime.fromisoformat(row["occurred_at"]), number, row)
                for number, row in enumerate(csv.DictReader(file), start=2)
                if len(row["occurred_at"]) > _DAY
            ]
        books: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for _, number, row in sorted(rows, key=lambda one: one[:2]):
            out, into = row["from_location"], row["to_location"]
            if out:
                books[row["site_code"], out] -= Decimal(row["qty"])
            if into:
                if books[row["site_code"], into] <= 0:
                    found.add((path.name, number))
                books[row["site_code"], into] += Decimal(row["qty"])
    return found


def _scans(index: GenealogyIndex, extracts: Path) -> dict[int, tuple[tuple[str, str], int]]:
    """By edge of a use: its order and item, and its scan in microseconds, from its source row."""
    told: dict[str, list[dict[str, str]]] = {}
    found: dict[int, tuple[tuple[str, str], int]] = {}
    written = {path.name for path in extracts.iterdir()}
    table = index.table("trace_edges")
    columns = ("edge_kind", "contract", "source_file", "source_row")
    for edge, (kind, contract, name, line) in enumerate(table.records(columns, _all(index))):
        # The home may hold rows of other plants beside those of the simulator.
        if (kind, contract) != ("consumption", "mes_consumptions") or name not in written:
            continue
        if name not in told:
            with (extracts / name).open(encoding="utf-8", newline="") as file:
                told[name] = list(csv.DictReader(file))
        row = told[name][line - 2]
        if len(row["started_at"]) > _DAY:
            at = dt.datetime.fromisoformat(row["started_at"])
            found[edge] = (row["work_order_code"], row["item_code"]), int(at.timestamp() * 1e6)
    return found


def _all(index: GenealogyIndex) -> NDArray[np.int64]:
    return np.arange(len(index.table("trace_edges")), dtype=np.int64)


def _of_kind(index: GenealogyIndex, kinds: set[str]) -> NDArray[np.bool_]:
    found = index.table("trace_edges").take("edge_kind", _all(index))
    return np.array([kind in kinds for kind in found], bool)


def _without(index: GenealogyIndex, doomed: NDArray[np.bool_]) -> Graph:
    """The graph without some edges: their rank is weaker than any scope admits."""
    ranks = index.graph.rank.copy()
    ranks[doomed] = _NO_RANK
    return replace(index.graph, rank=ranks)
