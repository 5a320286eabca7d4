"""Figures of plants whose truth is known: they lack what was lost in the records, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pytest

from simulator.faults.mixtures import CLASSES
from simulator.plant import Observed
from simulator.prove.make_plants import PlantOrder, one_of_each
from simulator.records import Row
from simulator.truth import Lot
from tests.proof.small_proof import REQUEST
from traceability.services.list_metrics import Figure, list_metrics
from traceability.settings import Settings

_ORDERS = {order.code: order for (order, *_) in one_of_each(tuple(CLASSES), REQUEST.seed)}
FAULTLESS, ROWS_LOST, RECEIPTS_LOST, BACK_DATED, MIXED = "F00N1", "P04N1", "F18N1", "P07N1", "F42N1"
PLANTS = (FAULTLESS, ROWS_LOST, RECEIPTS_LOST, BACK_DATED, MIXED)


@dataclass(frozen=True)
class KnownPlant:
    """A plant of the home as it ran, and what its records told of it."""

    observed: Observed

    @cached_property
    def sites(self) -> set[str]:
        return {row["site_code"] for row in self.observed.records["erp_sites"]}

    @cached_property
    def uses(self) -> list[Row]:
        records = self.observed.records
        return [
            *(row for row in records["mes_consumptions"] if row["consumption_kind"] != "return"),
            *(row for row in records["wms_movements"] if row["movement_type"] == "issue"),
        ]

    @cached_property
    def components(self) -> set[tuple[str, str]]:
        """Order and item of everything that a closed order truly used and its plan names."""
        truth, records = self.observed.truth, self.observed.records
        closed = {
            row["work_order_code"]
            for row in records["erp_work_orders"]
            if row["order_status"] == "closed"
        }
        planned = {
            (row["work_order_code"], row["item_code"])
            for row in records["erp_work_order_components"]
        }
        used = {(order, item) for order, lots in truth.used.items() for item, _ in lots}
        return {pair for pair in used & planned if pair[0] in closed}

    @cached_property
    def told(self) -> set[tuple[str, str]]:
        """Order and item of every use that some record told with its lot."""
        return {
            (row["work_order_code"], row["item_code"]) for row in self.uses if row.get("lot_code")
        }

    @cached_property
    def outside(self) -> set[Lot]:
        """Lots that were not made of others."""
        made = {flow.to_lot for flow in self.observed.truth.flows}
        return self.observed.truth.lots() - made

    @cached_property
    def shipped(self) -> set[Lot]:
        return {sent.lot for sent in self.observed.truth.shipments if sent.qty > 0}

    @cached_property
    def complete(self) -> set[Lot]:
        """Shipped lots behind which no order lacks a lot and no lot lacks its receipt."""
        truth, records = self.observed.truth, self.observed.records
        received = {(row["item_code"], row["lot_code"]) for row in records["erp_receipts"]}
        lotless = {
            row["work_order_code"]
            for row in self.uses
            if "consumption_id" in row and not row.get("lot_code")
        }
        orders = lotless | {order for order, _ in self.components - self.told}
        after = truth.order_level()
        ends = {lot for order in orders for lot in truth.made[order]} | (self.outside - received)
        return self.shipped - ends.union(*(after.get(lot, set()) for lot in ends))


_RAN: dict[str, KnownPlant] = {}


def known(code: str) -> KnownPlant:
    """The plant, run once for all tests of this file."""
    if code not in _RAN:
        order: PlantOrder = _ORDERS[code]
        _RAN[code] = KnownPlant(order.run())
    return _RAN[code]


@pytest.fixture(scope="module")
def by_site(strangers: Settings) -> list[Figure]:
    return list(list_metrics(strangers, by="site").figures)


def summed(
    figures: list[Figure], name: str, plant: KnownPlant, weight: str = "count"
) -> tuple[Decimal, Decimal]:
    """Numerator and denominator of `metric.measure` over the sites of a plant."""
    metric, measure = name.split(".")
    mine = [
        one
        for one in figures
        if (one.metric_id, one.measure, one.weight) == (metric, measure, weight)
        and one.dimension_value in plant.sites
    ]
    assert all(one.assessable_count == one.subject_count for one in mine)
    return sum((one.numerator for one in mine), Decimal(0)), sum(
        (one.denominator for one in mine), Decimal(0)
    )


@pytest.mark.parametrize("code", PLANTS)
def test_link_coverage_lacks_what_no_record_tells_of_what_truly_was_used(
    by_site: list[Figure], code: str
) -> None:
    plant = known(code)
    told = len(plant.components & plant.told)
    assert summed(by_site, "link_coverage.components", plant) == (told, len(plant.components))


@pytest.mark.parametrize("code", PLANTS)
def test_backward_completeness_lacks_what_holds_material_of_lost_records(
    by_site: list[Figure], code: str
) -> None:
    plant = known(code)
    assert summed(by_site, "backward_completeness.shipped_lots", plant) == (
        len(plant.complete),
        len(plant.shipped),
    )


def test_the_plants_differ_in_what_was_lost() -> None:
    assert len({len(known(code).complete) / len(known(code).shipped) for code in PLANTS}) == 4
    assert known(ROWS_LOST).components - known(ROWS_LOST).told


@pytest.mark.parametrize("code", PLANTS)
def test_the_shipped_amount_is_the_true_one(by_site: list[Figure], code: str) -> None:
    plant = known(code)
    left = sum((sent.qty for sent in plant.observed.truth.shipments if sent.qty > 0), Decimal(0))
    assert summed(by_site, "shipment_coverage.shipments", plant, "quantity") == (left, left)


@pytest.mark.parametrize("code", [FAULTLESS, BACK_DATED])
def test_dispersion_is_that_of_the_true_orders_whatever_the_clocks_say(
    by_site: list[Figure], code: str
) -> None:
    plant = known(code)
    types = {row["item_code"]: row["item_type"] for row in plant.observed.records["erp_items"]}
    after = plant.observed.truth.order_level()
    true = sum(
        types[lot[0]] == "finished" for start in plant.outside for lot in after.get(start, set())
    )
    for measure in ("downward", "upward"):
        assert summed(by_site, f"dispersion.{measure}", plant)[0] == true
