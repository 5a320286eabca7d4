"""Plants with a hopper in which something of a lot stays when the next one is fed."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


@plant("HUP")
def scans_out_of_turn_at_a_hopper(p: HandPlant) -> None:
    """B ran second and is scanned last: what A left is in W2, what B left is in W3."""
    p.item("X", "Y")
    p.item("F", "G", kind="finished")
    p.hopper("H1", hold_up=5)
    p.received("X", "A", 50, "05 08:00")
    p.received("Y", "B", 50, "05 08:00")
    p.received("X", "C", 50, "05 08:00")
    for order, product, item, lot, scan, start, end in (
        ("W1", "F", "X", "A", "08:00", "08:12", "08:55"),
        ("W2", "G", "Y", "B", "11:00", "09:12", "09:55"),
        ("W3", "F", "X", "C", "10:30", "10:32", "10:55"),
    ):
        p.order(order, product, 50, bill=[(item, 50)])
        p.used(order, item, lot, 50, f"12 {scan}", place_code="H1")
        p.made(order, product, f"F{order}", 50, f"12 {start}", f"12 {end}")
    p.says("A>FW1 A>FW2 B>FW2 B>FW3 C>FW3", guessed="A>FW2 B>FW3")


@plant("HU2")
def clocks_apart_at_a_hopper(p: HandPlant) -> None:
    """Scanned three minutes apart and in the wrong turn, within the tolerance of the clocks."""
    p.item("X")
    p.item("F", kind="finished")
    p.hopper("H1", hold_up=5)
    received_all(p, "X", "AB", 50, "05 08:00")
    for order, lot, scan, start, end in (
        ("W1", "A", "08:04", "08:02", "08:05"),
        ("W2", "B", "08:01", "08:06", "08:10"),
    ):
        p.order(order, "F", 5, bill=[("X", 5)])
        p.used(order, "X", lot, 5, f"12 {scan}", place_code="H1")
        p.made(order, "F", f"F{order}", 5, f"12 {start}", f"12 {end}")
    p.says("A>FW1 B>FW2 A>FW2", guessed="A>FW2")


@plant("HU3")
def mixed_remainder_returned_under_one_name(p: HandPlant) -> None:
    """Two orders feed one hopper at once; the rest goes back as B and is used as B a week later."""
    p.item("X")
    p.item("F", kind="finished")
    p.hopper("H1", hold_up=5)
    received_all(p, "X", "ABC", 50, "05 08:00")
    for order, lot, first, last in (("W1", "A", "08", "12"), ("W2", "B", "10", "14")):
        p.order(order, "F", 40, bill=[("X", 40)])
        p.used(order, "X", lot, 20, f"12 {first}:00", place_code="H1")
        p.used(order, "X", lot, 20, f"12 {last}:00", place_code="H1")
        p.made(order, "F", f"F{order}", 40, f"12 {first}:05", f"12 {last}:00")
    p.used("W2", "X", "B", 5, "12 14:30", place_code="H1", consumption_kind="return")
    p.order("W3", "F", 10, bill=[("X", 10)])
    p.used("W3", "X", "B", 10, "20 08:00")
    p.made("W3", "F", "FW3", 10, "20 08:05", "20 09:00")
    p.says("A>FW1 B>FW2 A>FW2 B>FW1 A>FW3 B>FW3", guessed="A>FW2 B>FW1 A>FW3")
