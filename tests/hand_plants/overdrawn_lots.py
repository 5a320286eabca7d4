"""Plants in which more left a lot than there was of it: one row names the wrong lot, or lacks."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


def two_orders(p: HandPlant) -> None:
    """A makes FW1 on one day, B makes FW2 on the next; ten kg of each."""
    p.item("X")
    p.item("F", kind="finished")
    for order, lot, day in (("W1", "A", 12), ("W2", "B", 13)):
        p.received("X", lot, 10, "05 08:00")
        p.order(order, "F", 10, bill=[("X", 10)])
        p.used(order, "X", lot, 10, f"{day} 08:00")


@plant("OVR")
def wrong_lot_scanned(p: HandPlant) -> None:
    """Ten kg of A are booked twice: one of the two orders took B."""
    p.item("X")
    p.item("F", kind="finished")
    received_all(p, "X", "AB", 10, "05 08:00")
    for order, day in (("W1", 12), ("W2", 13)):
        p.order(order, "F", 10, bill=[("X", 10)])
        p.used(order, "X", "A", 10, f"{day} 08:00")
        p.made(order, "F", f"F{order}", 10, f"{day} 08:05", f"{day} 12:00")
    p.says("A>FW1 B>FW2 A>FW2 B>FW1", guessed="B>FW1 B>FW2")


@plant("OVA")
def wrong_item_scanned(p: HandPlant) -> None:
    """Ten kg of A are booked twice: one of the two orders took B, a lot of the other item."""
    p.item("X", "Y")
    p.item("F", kind="finished")
    p.received("X", "A", 10, "05 08:00")
    p.received("Y", "B", 10, "05 08:00")
    for order, day in (("W1", 12), ("W2", 13)):
        p.order(order, "F", 10, bill=[("X", 10, "G"), ("Y", 10, "G")])
        p.used(order, "X", "A", 10, f"{day} 08:00")
        p.made(order, "F", f"F{order}", 10, f"{day} 08:05", f"{day} 12:00")
    p.says("A>FW1 B>FW2 A>FW2 B>FW1", guessed="B>FW1 B>FW2")


@plant("OVF")
def second_output_of_a_lot_lost(p: HandPlant) -> None:
    """20 kg of F1 are shipped, 10 are recorded: W2 made the others, its output row is lost."""
    two_orders(p)
    p.made("W1", "F", "F1", 10, "12 08:05", "12 12:00")
    p.shipped("F", "F1", 20, "15 08:00", "D1")
    p.says("A>F1 B>F1", guessed="B>F1")


@plant("SHO")
def wrong_lot_on_a_delivery(p: HandPlant) -> None:
    """Ten kg of FW1 are shipped twice: one of the two deliveries was FW2."""
    two_orders(p)
    for order, day in (("W1", 12), ("W2", 13)):
        p.made(order, "F", f"F{order}", 10, f"{day} 08:05", f"{day} 12:00")
    p.shipped("F", "FW1", 10, "15 08:00", "D1")
    p.shipped("F", "FW1", 10, "16 08:00", "D2")
    p.says("A>FW1 B>FW2 A>@D1 B>@D2", guessed="B>@D2")


@plant("ORP")
def code_misspelt(p: HandPlant) -> None:
    """AA was never received; it is A with a letter too many."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 50, "05 08:00")
    p.order("W1", "F", 50, bill=[("X", 50)])
    p.used("W1", "X", "AA", 50, "10 08:00")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.says("A>F1 AA>F1", guessed="A>F1")
