"""Plants in which a row never came: a use, an output, or all of an order."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


def two_raw_lots(p: HandPlant, amount: int = 50, at: str = "05 08:00") -> None:
    """Lots A and B of X lie on the shelf; F can be made."""
    p.item("X")
    p.item("F", kind="finished")
    received_all(p, "X", "AB", amount, at)


@plant("LOS")
def use_lost(p: HandPlant) -> None:
    """Half of what the bill asks for is recorded: the other half was the other lot."""
    two_raw_lots(p)
    p.order("W1", "F", 100, bill=[("X", 100)])
    p.used("W1", "X", "A", 50, "10 08:00")
    p.made("W1", "F", "F1", 100, "10 08:05", "10 12:00")
    p.says("A>F1 B>F1", guessed="B>F1")


@plant("TWO", "S1", "S2")
def use_lost_at_the_second_site(p: HandPlant) -> None:
    """An order that runs at two sites: what the second one took lies there."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 50, "05 08:00")
    p.received("X", "B", 50, "05 08:00", site="S2")
    p.order("W1", "F", 100, bill=[("X", 100)])
    p.used("W1", "X", "A", 50, "10 08:00")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.made("W1", "F", "F2", 50, "10 13:05", "10 15:00", site_code="S2")
    p.says("A>F1 B>F2", guessed="B>F2")


@plant("ALT")
def use_of_an_alternate_lost(p: HandPlant) -> None:
    """X or Y: the half that is not recorded may be a lot of either."""
    p.item("X", "Y")
    p.item("F", kind="finished")
    p.received("X", "A", 50, "05 08:00")
    p.received("Y", "B", 50, "05 08:00")
    p.received("X", "C", 50, "05 08:00")
    p.order("W1", "F", 100, bill=[("X", 100, "G"), ("Y", 100, "G")])
    p.used("W1", "X", "A", 50, "10 08:00")
    p.made("W1", "F", "F1", 100, "10 08:05", "10 12:00")
    p.says("A>F1 B>F1 C>F1", guessed="B>F1 C>F1")


@plant("COP")
def use_and_own_product_lost(p: HandPlant) -> None:
    """Of an order for F only co-product and by-product are recorded, and one of its two lots."""
    p.item("X")
    p.item("F", "G", kind="finished")
    p.item("BP", kind="by_product")
    received_all(p, "X", "AB", 50, "05 08:00")
    p.order("W1", "F", 50, bill=[("X", 100)])
    p.used("W1", "X", "A", 50, "10 08:00")
    p.made("W1", "G", "G1", 40, "10 08:05", "10 12:00", output_kind="co_product")
    p.made("W1", "BP", "B1", 5, "10 08:05", "10 12:00", output_kind="by_product")
    p.says("A>G1 B>G1 A>B1 B>B1", guessed="B>G1 B>B1")


@plant("UNI")
def grams_booked_as_kg(p: HandPlant) -> None:
    """20,000 kg of a lot of 100 kg were 20,000 g, so that 20 kg of the bill are missing."""
    two_raw_lots(p, 100, "01 08:00")
    p.order("W1", "F", 40, bill=[("X", 40)])
    p.used("W1", "X", "A", 20000, "02 08:00")
    p.made("W1", "F", "F1", 40, "02 08:05", "02 12:00")
    p.says("A>F1 B>F1", guessed="B>F1")


@plant("WIP")
def running_order_without_any_use(p: HandPlant) -> None:
    """Of an order in progress an output is there and no use yet."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "05 08:00")
    p.order("W1", "F", 100, order_status="in_progress", bill=[("X", 100)])
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.says("A>F1", guessed="A>F1")


@plant("BIP")
def running_order_of_alternates_without_any_use(p: HandPlant) -> None:
    """The same where the bill names two items of one group."""
    p.item("X", "Y")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "05 08:00")
    p.received("Y", "B", 100, "05 08:00")
    bill = [("X", 100, "G"), ("Y", 100, "G")]
    p.order("W1", "F", 100, order_status="in_progress", bill=bill)
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.says("A>F1 B>F1", guessed="A>F1 B>F1")


@plant("CAN")
def cancelled_order_whose_output_was_shipped(p: HandPlant) -> None:
    """Cancelled, but A was used; what came of it left without a lot."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "05 08:00")
    p.order("W1", "F", 100, order_status="cancelled", bill=[("X", 100)])
    p.used("W1", "X", "A", 100, "10 08:00")
    p.shipped("F", None, 50, "12 08:00", "D1")
    p.says("A>@D1", guessed="A>@D1")


@plant("WP2")
def running_order_whose_output_was_shipped(p: HandPlant) -> None:
    """In progress, A is used, no output is there; what came of it left without a lot."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "05 08:00")
    p.order("W1", "F", 100, order_status="in_progress", bill=[("X", 100)])
    p.used("W1", "X", "A", 100, "10 08:00")
    p.shipped("F", None, 50, "11 08:00", "D1")
    p.says("A>@D1", guessed="A>@D1")


@plant("LO2")
def use_and_output_lost_of_a_closed_order(p: HandPlant) -> None:
    """A limit: no output says how much was made, so that nothing asks for the second lot."""
    two_raw_lots(p)
    p.order("W1", "F", 100, bill=[("X", 100)])
    p.used("W1", "X", "A", 50, "10 08:00")
    p.shipped("F", "F1", 100, "12 08:00", "D1")
    p.says("A>F1", lost={"B>F1": "closed orders of which no output is recorded"})


@plant("NOB")
def use_lost_of_an_order_without_a_bill(p: HandPlant) -> None:
    """A limit: without a bill nothing asks for the second lot."""
    two_raw_lots(p, 100, "01 08:00")
    p.order("W1", "F", 40)
    p.used("W1", "X", "A", 20, "02 08:00")
    p.made("W1", "F", "F1", 40, "02 08:05", "02 12:00")
    p.says("A>F1", lost={"B>F1": "A consumption row that is lost is not missed"})
