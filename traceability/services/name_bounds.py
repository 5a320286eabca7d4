"""Name the bounds of sites and places that an answer leans on, and sites whose time is no help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.trace import NO_RECORDED_TIME, Bound, Gap
from traceability.index.layout import NULL_CODE
from traceability.index.node_sets import is_among
from traceability.services.order_rows import order_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex

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
    is_site, is_times = _is_of(index, _sites(index, nodes)), _is_times(index)
    of_place = _among(index, "place_code", _places(index, nodes, edges))
    return order_rows(
        _bounds(index, ~is_times & (is_site | of_place)),
        "site_code",
        "place_code",
        "bound_name",
    )


def name_untimed_sites(index: GenealogyIndex, nodes: NDArray[np.int64]) -> tuple[Gap, ...]:
    """One line per site of the answer none of whose times was captured when it happened."""
    found = _is_times(index)
    if found.any():
        found &= index.table("trace_bounds").numbers("bound_value") == 0
    if not found.any():
        return ()
    found &= _is_of(index, _sites(index, nodes))
    return order_rows(
        (
            Gap(
                NO_RECORDED_TIME,
                f"No time of site {bound.site_code} is captured when it happened, "
                "so time narrows no recorded link there; only what may stand behind a missing "
                "record is narrowed, by how late a booking may come.",
                None,
                None,
                None,
                0,
            )
            for bound in _bounds(index, found)
        ),
        "message",
    )


def _bounds(index: GenealogyIndex, kept: NDArray[np.bool_]) -> list[Bound]:
    """The rows marked; a company of many sites has thousands, and only these become text."""
    rows = np.flatnonzero(kept)
    return [Bound(*record) for record in index.table("trace_bounds").records(_BOUND, rows)]


def _is_times(index: GenealogyIndex) -> NDArray[np.bool_]:
    """Which rows count the captured instants of a site."""
    return _among(index, "bound_name", {_TIMES})


def _is_of(index: GenealogyIndex, sites: set[str | None]) -> NDArray[np.bool_]:
    """Which rows speak of one of these sites as a whole, and of no place in it."""
    kept = _among(index, "site_code", sites)
    if len(kept):
        kept &= index.table("trace_bounds").numbers("place_code") == NULL_CODE
    return kept


def _among(index: GenealogyIndex, column: str, texts: set[str | None]) -> NDArray[np.bool_]:
    """Which bounds have one of these texts in a column."""
    table = index.table("trace_bounds")
    if not len(table):
        return np.zeros(0, bool)
    pool = table.text_pool(column)
    codes = sorted(pool.code_of(text) for text in texts if text is not None)
    known = np.array([code for code in codes if code >= 0], np.int64)
    return is_among(table.numbers(column), known)


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
