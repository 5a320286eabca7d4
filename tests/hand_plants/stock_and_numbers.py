"""Plants whose stock tells of a lot: transfers between sites, counts, lots that change number."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


def used_at_the_other_site(p: HandPlant) -> None:
    """A lies at the first site and Z at the second; there W1 uses a lot without name."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "05 08:00")
    p.received("X", "Z", 10, "05 08:00", site="S2")
    p.moved("transfer_in", "X", None, 100, "08 08:00", site_code="S2")
    p.order("W1", "F", 50, site_code="S2", bill=[("X", 50)])
    p.used("W1", "X", None, 50, "10 08:00", site_code="S2")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00", site_code="S2")


@plant("TRN", "S1", "S2")
def transfer_without_lot(p: HandPlant) -> None:
    """Neither side of the transfer says that it was A."""
    used_at_the_other_site(p)
    p.moved("transfer_out", "X", None, 100, "06 08:00")
    p.says("A>F1 Z>F1", guessed="A>F1 Z>F1")


@plant("TRO", "S1", "S2")
def transfer_without_lot_and_without_its_first_side(p: HandPlant) -> None:
    """Only the receiving site has a row, and it names no lot."""
    used_at_the_other_site(p)
    p.says("A>F1 Z>F1", guessed="A>F1 Z>F1")


def made_of_b(p: HandPlant) -> None:
    """A and B are received, W1 is booked to have taken 40 kg of B."""
    p.item("X")
    p.item("F", kind="finished")
    received_all(p, "X", "AB", 100, "01 08:00")
    p.order("W1", "F", 40, bill=[("X", 40)])
    p.used("W1", "X", "B", 40, "05 08:00")
    p.made("W1", "F", "F1", 40, "05 08:05", "05 12:00")


@plant("CN2")
def count_that_shows_a_loss(p: HandPlant) -> None:
    """40 kg of A are gone when it is counted: the one order of that time may have them."""
    made_of_b(p)
    p.counted("X", "A", 60, "07 08:00")
    p.says("B>F1 A>F1", guessed="A>F1")


@plant("CNT")
def count_at_another_place(p: HandPlant) -> None:
    """A limit: the same loss, but A was counted at the shelf before and elsewhere afterwards."""
    made_of_b(p)
    p.counted("X", "A", 100, "02 08:00")
    p.moved("transfer", "X", "A", 100, "03 08:00", from_location="SHELF", to_location="L2")
    p.counted("X", "A", 60, "07 08:00", location="L2")
    p.counted("X", "B", 60, "07 08:00")
    p.says("B>F1", lost={"A>F1": "only if they cover every place where the lot was ever counted"})


@plant("CNL")
def lot_that_only_a_count_names(p: HandPlant) -> None:
    """A was counted and never received; it may be what W1 took without a name."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "B", 50, "05 08:00")
    p.counted("X", "A", 30, "07 08:00")
    p.order("W1", "F", 50, bill=[("X", 50)])
    p.used("W1", "X", None, 50, "10 12:00")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.says("A>F1 B>F1", guessed="A>F1 B>F1")


@plant("REL")
def new_number_not_recorded(p: HandPlant) -> None:
    """A got a new number that its movement does not tell; NEW was used and never came in."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 50, "05 08:00")
    p.moved("relabel", "X", "A", 50, "06 08:00")
    p.order("W1", "F", 50, bill=[("X", 50)])
    p.used("W1", "X", "NEW", 50, "10 12:00")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.says("A>NEW NEW>F1 A>F1", guessed="A>NEW A>F1")


@plant("RL2")
def new_number_of_another_item_not_recorded(p: HandPlant) -> None:
    """The same where A became another item as well."""
    p.item("X", "X2")
    p.item("F", kind="finished")
    p.received("X", "A", 50, "05 08:00")
    p.received("X2", "Q", 50, "05 08:00")
    p.moved("relabel", "X", "A", 50, "06 08:00", to_item_code="X2")
    p.order("W1", "F", 50, bill=[("X2", 50)])
    p.used("W1", "X2", "NEW", 50, "10 12:00")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.says("A>NEW NEW>F1 A>F1", guessed="A>NEW A>F1")
