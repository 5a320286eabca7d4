"""One plant that lacks four records, and four like it, in each of which one of them is there."""

from __future__ import annotations

from dataclasses import dataclass

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


@dataclass(frozen=True, slots=True)
class Filled:
    """A record that the first plant lacks: of which item, and the lot that another plant names."""

    item: str
    lot: str
    plant: str


LACKING = "four_records_missing"
FILLED = (
    Filled("X", "C", "nuts_filled"),
    Filled("Y", "P", "lids_filled"),
    Filled("Z", "N", "boxes_filled"),
    Filled("F", "F2", "delivery_filled"),
)
_TOLD = "A>F2 K>F2 M>F2 B>F3 F1>G1 G1>@D1 F2>@D2"
_OPEN = {"X": "A>F1 B>F1 C>F1", "Y": "K>F3 P>F3", "Z": "M>F3 N>F3", "F": "F2>@D3 F3>@D3"}
"""By item, who may be the lot that no record names."""


def write(p: HandPlant, item: str = "") -> None:
    """W1 and W3 name no lot of X and Y, W3 has no row of Z, delivery D3 names no lot of F.

    The record of `item` is there.
    """
    named = {one.item: one.lot if one.item == item else None for one in FILLED}
    p.item("X", "Y", "Z")
    p.item("F", "G", kind="finished")
    received_all(p, "X", "ABC", 50, "05 08:00")
    received_all(p, "Y", "KP", 30, "05 09:00")
    received_all(p, "Z", "MN", 30, "05 10:00")
    p.order("W1", "F", 40, bill=[("X", 40)])
    p.used("W1", "X", named["X"], 40, "12 08:00")
    p.made("W1", "F", "F1", 40, "12 08:05", "12 12:00")
    p.order("W2", "F", 30, bill=[("X", 30), ("Y", 10), ("Z", 10)])
    p.used("W2", "X", "A", 30, "12 13:00")
    p.used("W2", "Y", "K", 10, "12 13:00")
    p.used("W2", "Z", "M", 10, "12 13:00")
    p.made("W2", "F", "F2", 30, "12 13:05", "12 17:00")
    p.order("W3", "F", 20, bill=[("X", 20), ("Y", 20), ("Z", 20)])
    p.used("W3", "X", "B", 20, "13 08:00")
    p.used("W3", "Y", named["Y"], 20, "13 08:00")
    if named["Z"]:
        p.used("W3", "Z", named["Z"], 20, "13 08:00")
    p.made("W3", "F", "F3", 20, "13 08:05", "13 12:00")
    p.order("W4", "G", 40, bill=[("F", 40)])
    p.used("W4", "F", "F1", 40, "14 08:00")
    p.made("W4", "G", "G1", 40, "14 08:05", "14 12:00")
    p.shipped("G", "G1", 40, "15 08:00", "D1")
    p.shipped("F", "F2", 5, "15 09:00", "D2")
    p.shipped("F", named["F"], 10, "20 08:00", "D3")
    filled = _OPEN.get(item, "").split()
    here = f"{named[item]}>" if item else ""
    guessed = " ".join(pairs for of, pairs in _OPEN.items() if of != item)
    p.says(
        " ".join([_TOLD, guessed, *(pair for pair in filled if pair.startswith(here))]),
        guessed=guessed,
        ruled_out=" ".join(pair for pair in filled if not pair.startswith(here)),
    )


@plant("FGA")
def four_records_missing(p: HandPlant) -> None:
    """Four records name no lot."""
    write(p)


@plant("FGB")
def nuts_filled(p: HandPlant) -> None:
    """W1 took C."""
    write(p, "X")


@plant("FGC")
def lids_filled(p: HandPlant) -> None:
    """W3 took P."""
    write(p, "Y")


@plant("FGD")
def boxes_filled(p: HandPlant) -> None:
    """W3 took N."""
    write(p, "Z")


@plant("FGE")
def delivery_filled(p: HandPlant) -> None:
    """D3 took F2."""
    write(p, "F")
