"""The plants that have defects: which defects share one, and what they send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from simulator.defects import identity, links, loads, moves, quantities, systems, times
from simulator.defects.defect import Delivery, Put, Sought
from simulator.defects.spot import Spot
from simulator.industries import INDUSTRIES
from simulator.prove.make_plants import PlantOrder
from simulator.records import Records
from simulator.write_extracts import write_extracts

DEFECTS: dict[str, Put] = {
    **identity.DEFECTS,
    **links.DEFECTS,
    **moves.DEFECTS,
    **quantities.DEFECTS,
    **times.DEFECTS,
    **systems.DEFECTS,
    **loads.DEFECTS,
}
"""Check of rows -> what puts its defect into a plant."""

_SHARED = (
    "ID-01 ID-06 ID-10 XS-10",
    "ID-02 ID-12 MD-03",
    "ID-03 ID-14 LK-26",
    "ID-04 LK-23 QT-09",
    "ID-05 ID-08 LK-08",
    "ID-07 LK-15 XS-11",
    "ID-09 ID-13 LK-09",
    "ID-11 TM-03",
    "ID-16 TY-01",
    "ID-17 TY-03",
    "ID-18 XS-09 LK-04",
    "LK-01 TM-02",
    "LK-02",
    "LK-03",
    "LK-05 LK-20",
    "LK-06 LK-10",
    "LK-07 XS-07",
    "LK-11 TM-01",
    "LK-12 MD-04",
    "LK-13",
    "LK-14",
    "LK-16 TY-11",
    "LK-17 TM-06",
    "LK-18 XS-04",
    "LK-19 LK-24",
    "LK-21",
    "LK-22 QT-12",
    "QT-01 QT-02 XS-01",
    "QT-03 XS-03",
    "QT-05 QT-06",
    "QT-07 QT-08 XS-02",
    "QT-10 XS-05",
    "QT-11",
    "QT-13 XS-06",
    "TM-04 TM-05",
    "TM-07 TM-17",
    "TM-08 TM-18",
    "TM-09 TM-10",
    "TM-11 TM-12",
    "TM-13",
    "TM-14",
    "TM-15 TM-16",
    "XS-08 MD-02",
    "FI-01 FI-05 FI-06 FI-07 FI-14 GV-04",
)
_COUNTED = ("QT-04",)
_OF_SERIALS = ("ID-15 LK-25",)
_OF_CAMPAIGNS = ("MD-01",)
_DAYS = 2
_SEED = 5
_LEFT_OUT = ("wms_stock",)


@dataclass(frozen=True, slots=True)
class DefectPlant:
    """A small plant. checks: whose defects it has. is_counted: whether its stock is counted."""

    code: str
    industry: str
    checks: tuple[str, ...]
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Planted:
    """A plant with its defects. sought: check -> where it must be found."""

    plant: DefectPlant
    records: Records
    deliveries: tuple[Delivery, ...]
    sought: dict[str, Sought]


def _named(shared: Iterable[str], letter: str, industry: str, *, is_counted: bool = False
           ) -> Iterator[DefectPlant]:  # fmt: skip
    for number, checks in enumerate(shared, start=1):
        code = f"{letter}D{number:02d}"
        yield DefectPlant(code, industry, tuple(checks.split()), is_counted)


PLANTS = (
    *_named(_SHARED, "F", "food"),
    *_named(_COUNTED, "C", "food", is_counted=True),
    *_named(_OF_SERIALS, "E", "electronics"),
    *_named(_OF_CAMPAIGNS, "P", "pharma"),
)
"""Every plant that has defects. Defects that share one touch other lots, orders and deliveries."""


def plant(wanted: DefectPlant) -> Planted:
    """Run a plant and put its defects in; always the same."""
    observed = INDUSTRIES[wanted.industry](wanted.code, _SEED, days=_DAYS).run()
    spot = Spot(observed)
    sought = {check: DEFECTS[check](spot) for check in wanted.checks}
    if not wanted.is_counted:
        for contract in _LEFT_OUT:
            spot.records.tables.pop(contract, None)
    return Planted(wanted, spot.records, tuple(spot.deliveries), sought)


CLEAN = tuple(PlantOrder(industry, "none", 1, 7) for industry in INDUSTRIES)
"""A whole plant of each industry in which nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A folder of extracts to land. source: as `lotline ingest --source`, "" = the profile's."""

    folder: Path
    delivery: Delivery


def write_drops(folder: Path, clean: Iterable[PlantOrder] = CLEAN) -> list[Drop]:
    """Write what all plants send, and clean ones beside them; to be landed in this order."""
    made = [plant(wanted) for wanted in PLANTS]
    write_extracts((one.records for one in made), folder / "plants")
    drops = [Drop(folder / "plants", Delivery("", {}))]
    later = [(one, delivery) for one in made for delivery in one.deliveries]
    for number, (one, delivery) in enumerate(later, start=1):
        part = Records(one.plant.code)
        part.tables.update({name: list(rows) for name, rows in delivery.tables.items()})
        path = folder / f"later_{number:02d}"
        write_extracts([part], path)
        drops.append(Drop(path, delivery))
    write_extracts((order.run().records for order in clean), folder / "clean")
    return [*drops, Drop(folder / "clean", Delivery("", {}))]
