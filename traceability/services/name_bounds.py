"""Name the bounds of sites and places that an answer leans on, and sites whose time is no help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.trace import Bound, Gap
from traceability.services.order_rows import order_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex

NO_RECORDED_TIME = "no_recorded_time"
"""Rule of the line that says that time narrows nothing at a site."""
_TIMES = "recorded_times"
"""Bound whose value counts the instants of a site that were captured when they happened."""
_BOUND = ("site_code", "place_code", "bound_name", "bound_value", "unit", "basis")


def name_bounds(
    index: GenealogyIndex, nodes: NDArray[np.int64], edges: NDArray[np.int64]
) -> tuple[Bound, ...]:
    """Settings of the sites and places of these lots, runs, pools and links.

    Empty where the genealogy has neither windows nor pools: then no bound was used.
    """
    graph = index.graph
    if graph.windows is None and graph.pool_start == graph.node_count:
        return ()
    sites, places = _sites(index, nodes), _places(index, nodes, edges)
    return order_rows(
        (
            bound
            for bound in _bounds(index)
            if bound.bound_name != _TIMES
            and (bound.place_code in places if bound.place_code else bound.site_code in sites)
        ),
        "site_code",
        "place_code",
        "bound_name",
    )


def name_untimed_sites(index: GenealogyIndex, nodes: NDArray[np.int64]) -> tuple[Gap, ...]:
    """One line per site of the answer none of whose times was captured when it happened."""
    found = [bound for bound in _bounds(index) if bound.bound_name == _TIMES and bound.value == 0]
    if not found:
        return ()
    sites = _sites(index, nodes)
    return order_rows(
        (
            Gap(
                NO_RECORDED_TIME,
                f"No time of site {bound.site_code} is captured when it happened, "
                "so time narrows nothing there.",
                None,
                None,
                None,
                0,
            )
            for bound in found
            if bound.site_code in sites
        ),
        "message",
    )


def _bounds(index: GenealogyIndex) -> list[Bound]:
    table = index.table("trace_bounds")
    rows = np.arange(len(table), dtype=np.int64)
    return [Bound(*record) for record in table.records(_BOUND, rows)]


def _sites(index: GenealogyIndex, nodes: NDArray[np.int64]) -> set[str | None]:
    return _words(index, "site_code", nodes, ("trace_lots", "trace_runs", "trace_pools"))


def _places(
    index: GenealogyIndex, nodes: NDArray[np.int64], edges: NDArray[np.int64]
) -> set[str | None]:
    of_pools = _words(index, "place_code", nodes, ("trace_pools",))
    return of_pools | _distinct(index, "trace_edges", "place_code", edges)


def _words(
    index: GenealogyIndex, column: str, nodes: NDArray[np.int64], marts: tuple[str, ...]
) -> set[str | None]:
    firsts = {"trace_lots": 0, "trace_runs": index.lot_count, "trace_pools": index.pool_start}
    words: set[str | None] = set()
    for mart in marts:
        rows = nodes[(nodes >= firsts[mart]) & (nodes < firsts[mart] + len(index.table(mart)))]
        words |= _distinct(index, mart, column, rows - firsts[mart])
    return words


def _distinct(
    index: GenealogyIndex, mart: str, column: str, rows: NDArray[np.int64]
) -> set[str | None]:
    """The texts of a column in these rows, without unknown ones."""
    return set(index.table(mart).take(column, rows)) - {None}
