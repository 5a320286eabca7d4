"""What the warehouse says of each lot and run, as arrays beside the nodes of the index."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.errors import IntegrityError
from traceability.services.tally_metrics import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from traceability.index.reader import GenealogyIndex

    Facts = Mapping[str, ArrayLike]

_DIMENSIONS = {
    "site": "site_code",
    "line": "line_code",
    "shift": "shift_code",
    "family": "product_family",
    "period": "event_month",
}


class Ground:
    """Lots and runs as the metrics count them. Arrays of lots are by node; nan = unknown amount.

    is_outside: known lots that no record says were made here. is_finished: known lots of finished
    items; where an item's kind is not known, those that were shipped.
    """

    def __init__(self, index: GenealogyIndex, lots: Facts, runs: Facts) -> None:
        self._lots = _by_node(index, "trace_lots", "lot_id", lots)
        self._runs = _by_node(index, "trace_runs", "run_id", runs)
        self.lot_count = index.lot_count
        self.layout = Layout(
            {name: self._lots[held].tolist() for name, held in _DIMENSIONS.items()}
        )
        origin, kind = self._lots["origin"], self._lots["item_type"]
        is_known = ~_marks(self._lots["is_unknown"])
        self.is_shipped = _marks(self._lots["is_shipped"])
        self.has_supplier = _marks(self._lots["has_supplier"])
        self.is_outside = is_known & (origin != "produced")
        no_kind = np.array([one is None for one in kind.tolist()], bool)
        self.is_finished = is_known & ((kind == "finished") | (no_kind & self.is_shipped))
        self._is_old = origin == "before_history"
        self._is_endless = (origin == "unknown") | ((origin == "received") & ~self.has_supplier)
        self.shipped_qty = _numbers(self._lots["shipped_qty"])
        self.total_qty = _numbers(self._lots["total_qty"])
        self.shipped_value = _numbers(self._lots["shipped_value"])

    @cached_property
    def open_ends(self) -> NDArray[np.int64]:
        """Nodes at which a way back ends in nothing: lots without origin, runs with a gap."""
        runs = _marks(self._runs["is_assessable"]) & ~_marks(self._runs["is_covered"])
        return np.concatenate(
            (np.flatnonzero(self._is_endless), self.lot_count + np.flatnonzero(runs))
        )

    @cached_property
    def unclear_ends(self) -> NDArray[np.int64]:
        """Nodes behind which nobody can say: older than the records, or without a plan."""
        runs = ~_marks(self._runs["is_assessable"])
        return np.concatenate((np.flatnonzero(self._is_old), self.lot_count + np.flatnonzero(runs)))

    @cached_property
    def shipped_units(self) -> list[str]:
        """Units in which lots were shipped."""
        return self._named("shipped_uom", self.is_shipped)

    @cached_property
    def units(self) -> list[str]:
        """Units in which lots are held."""
        return self._named("uom", np.ones(self.lot_count, bool))

    @cached_property
    def currencies(self) -> list[str]:
        """Currencies in which shipped lots have a value."""
        return self._named("currency", self.is_shipped)

    def shipped_in(self, uom: str) -> NDArray[np.bool_]:
        """Which lots were shipped in a unit."""
        return self.is_shipped & self._is("shipped_uom", uom)

    def held_in(self, uom: str) -> NDArray[np.bool_]:
        """Which lots are held in a unit."""
        return self._is("uom", uom)

    def valued_in(self, currency: str) -> NDArray[np.bool_]:
        """Which shipped lots have a value in a currency."""
        return self.is_shipped & self._is("currency", currency) & ~np.isnan(self.shipped_value)

    def _named(self, column: str, kept: NDArray[np.bool_]) -> list[str]:
        return sorted(set(self._lots[column][kept].tolist()) - {""})

    def _is(self, column: str, value: str) -> NDArray[np.bool_]:
        return np.asarray(self._lots[column] == value, bool)


def _by_node(index: GenealogyIndex, table: str, key: str, facts: Facts) -> dict[str, NDArray[Any]]:
    """The facts in order of the nodes.

    facts: in order of their ids, the same as the index has: so a fact lies where the index, which
    numbers its ids in order, has its id. Raises IntegrityError where they are others.
    """
    mart = index.table(table)
    if not mart.text_pool(key).is_made_of(np.asarray(facts[key]).tolist()):
        raise IntegrityError(
            f"The warehouse and the index of this snapshot name other ids in {table}.",
            hint="Run `lotline doctor`, then `lotline build`.",
        )
    places = mart.numbers(key)
    return {name: np.asarray(column)[places] for name, column in facts.items()}


def _marks(values: NDArray[Any]) -> NDArray[np.bool_]:
    return values.astype(bool)


def _numbers(values: NDArray[Any]) -> NDArray[np.float64]:
    """Amounts; None becomes nan."""
    return values.astype(np.float64)
