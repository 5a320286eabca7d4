"""What a plant really did, as the judge of its traces needs it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from simulator.plant import Observed
from simulator.truth import Lot, Truth

Reach = dict[Lot, frozenset[Lot]]
_BOUGHT = {"raw", "packaging"}


@dataclass(frozen=True, slots=True)
class KnownPlant:
    """One plant and its truth.

    code: prefix of all its codes. raw: lots that came from outside. finished: lots that could be
    sold. descendants, ancestors: what truly holds material of each raw lot, and of what each
    finished lot truly is. order_descendants: the same as far as orders tell it, without clocks.
    children, order_children: one step of the two.
    """

    code: str
    industry: str
    fault_class: str
    raw: tuple[Lot, ...]
    finished: tuple[Lot, ...]
    descendants: Reach
    ancestors: Reach
    order_descendants: Reach
    children: Reach
    order_children: Reach

    def lots(self) -> list[Lot]:
        """Every lot of the truth, in order."""
        found = {*self.raw, *self.finished}
        for reach in (self.descendants, self.ancestors, self.order_descendants):
            found.update(*reach.values())
        return sorted(found)


def know(observed: Observed, industry: str, fault_class: str) -> KnownPlant:
    """Work out the truth of a plant, lot by lot."""
    truth = observed.truth
    types = {row["item_code"]: row["item_type"] for row in observed.records["erp_items"]}
    lots = sorted(truth.lots())
    raw = tuple(lot for lot in lots if types[lot[0]] in _BOUGHT)
    finished = tuple(lot for lot in lots if types[lot[0]] == "finished")
    by_order = truth.order_level()
    return KnownPlant(
        observed.code,
        industry,
        fault_class,
        raw,
        finished,
        descendants={lot: frozenset(truth.descendants(lot)) for lot in raw},
        ancestors={lot: frozenset(truth.ancestors(lot)) for lot in finished},
        order_descendants={lot: frozenset(by_order.get(lot, ())) for lot in raw},
        children=_children(truth),
        order_children=_order_children(truth),
    )


def _children(truth: Truth) -> Reach:
    found: defaultdict[Lot, set[Lot]] = defaultdict(set)
    for flow in truth.flows:
        found[flow.from_lot].add(flow.to_lot)
    return {lot: frozenset(below) for lot, below in found.items()}


def _order_children(truth: Truth) -> Reach:
    found: defaultdict[Lot, set[Lot]] = defaultdict(set)
    for order, used in truth.used.items():
        for lot in used:
            found[lot] |= truth.made[order]
    return {lot: frozenset(below - {lot}) for lot, below in found.items()}
