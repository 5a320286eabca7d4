"""Writes what truly happened in plants, for drills that are scored against it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.plant import Observed
from traceability.services.drills.true_reach import FLOWS, SHIPMENTS

TRUTH = "truth"
"""Folder of a home; no extract lies in it, and no build reads it."""

_FLOW = ("from_item", "from_lot", "to_item", "to_lot", "at")
_SHIPMENT = ("item", "lot", "delivery", "customer", "at")


def with_truth(plants: Iterable[Observed], folder: Path) -> Iterator[Observed]:
    """Hand the plants on, one after the other, and write the truth of each before it goes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / FLOWS).open("w", encoding="utf-8", newline="") as flow_file,
        (folder / SHIPMENTS).open("w", encoding="utf-8", newline="") as shipment_file,
    ):
        flows = csv.writer(flow_file, lineterminator="\n")
        shipments = csv.writer(shipment_file, lineterminator="\n")
        flows.writerow(_FLOW)
        shipments.writerow(_SHIPMENT)
        for observed in plants:
            truth = observed.truth
            flows.writerows((*one.from_lot, *one.to_lot, one.at.isoformat()) for one in truth.flows)
            shipments.writerows(
                (*one.lot, one.delivery, one.customer, one.at.isoformat())
                for one in truth.shipments
                if one.qty > 0
            )
            yield observed
