"""Plants in which a row is there and its lot is not, or the lot was put there by a computer."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


def one_lot_each(p: HandPlant, orders: tuple[tuple[str, str, str | None, int], ...]) -> None:
    """Orders of 50 kg: code, raw lot, finished lot, day."""
    p.item("X")
    p.item("F", kind="finished")
    received_all(p, "X", [lot for _, lot, _, _ in orders], 50, "10 08:00")
    for order, lot, product, day in orders:
        p.order(order, "F", 50, bill=[("X", 50)])
        p.used(order, "X", lot, 50, f"{day} 08:00")
        p.made(order, "F", product, 50, f"{day} 08:05", f"{day} 12:00")


@plant("OM2")
def unnamed_output_where_lots_span_orders(p: HandPlant) -> None:
    """W4 made more of F2; that lots are made by two orders, F1 shows."""
    orders = (
        ("W1", "A", "F1", 12),
        ("W2", "B", "F1", 13),
        ("W3", "C", "F2", 14),
        ("W4", "D", None, 15),
    )
    one_lot_each(p, orders)
    p.shipped("F", "F2", 50, "20 08:00", "D1")
    p.says("A>F1 B>F1 C>F2 D>F2", guessed="D>F2")


@plant("OM3")
def unnamed_output_shipped_under_a_name(p: HandPlant) -> None:
    """W4 made more of F2; no other lot shows it, but more of F2 was shipped than is recorded."""
    one_lot_each(p, (("W3", "C", "F2", 14), ("W4", "D", None, 15)))
    p.shipped("F", "F2", 100, "20 08:00", "D1")
    p.says("C>F2 D>F2", guessed="D>F2")


@plant("GRP")
def both_lots_missing_in_an_output_group(p: HandPlant) -> None:
    """The second group of an order names neither lot; its product shows up when it is shipped."""
    p.item("X")
    p.item("F", kind="finished")
    received_all(p, "X", "AB", 50, "05 08:00")
    p.order("W1", "F", 100, bill=[("X", 100)])
    p.used("W1", "X", "A", 50, "10 08:00", output_group="g1")
    p.used("W1", "X", None, 50, "10 09:00", output_group="g2")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 09:00", output_group="g1")
    p.made("W1", "F", None, 50, "10 09:05", "10 12:00", output_group="g2")
    p.shipped("F", "F2", 50, "13 08:00", "D1")
    p.says("A>F1 B>F2", guessed="B>F2")


@plant("REM")
def remainder_that_the_book_does_not_have(p: HandPlant) -> None:
    """All of A is booked for half as much product; its rest may be what W2 took weeks later."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "01 08:00")
    p.received("X", "B", 100, "20 08:00")
    p.order("W1", "F", 50, bill=[("X", 50)])
    p.used("W1", "X", "A", 100, "02 08:00")
    p.made("W1", "F", "F1", 50, "02 08:05", "02 12:00")
    p.order("W2", "F", 40, bill=[("X", 40)])
    p.used("W2", "X", None, 40, "25 08:00")
    p.made("W2", "F", "F2", 40, "25 08:05", "25 12:00")
    p.says("A>F1 A>F2 B>F2", guessed="A>F2 B>F2")


@plant("MON")
def missing_lot_across_the_end_of_a_month(p: HandPlant) -> None:
    """A came minutes before midnight of the last day, the use without lot minutes after it."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 10, "31 23:50")
    p.received("X", "B", 10, "01 08:00")
    p.order("W1", "F", 10, bill=[("X", 10)])
    night = "2026-02-01T{}:05+00:00".format
    p.used("W1", "X", None, 10, night("00:10"))
    p.made("W1", "F", "F1", 10, night("00:20"), night("01:20"))
    p.says("A>F1 B>F1", guessed="A>F1 B>F1")


@plant("BKF")
def lot_chosen_by_a_backflush(p: HandPlant) -> None:
    """The order books its lot by itself when it ends: what truly went in may be another."""
    p.item("X")
    p.item("F", kind="finished")
    received_all(p, "X", "AB", 50, "05 08:00")
    p.order("W1", "F", 50, bill=[("X", 50)])
    p.used("W1", "X", "A", 50, "10 12:00", capture_method="backflush")
    p.made("W1", "F", "F1", 50, "10 08:05", "10 12:00")
    p.says("A>F1 B>F1", guessed="A>F1 B>F1")


@plant("EAR")
def used_before_it_was_received(p: HandPlant) -> None:
    """The receipt was booked ten days after the use: the use stands."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "20 08:00")
    p.order("W1", "F", 40, bill=[("X", 40)])
    p.used("W1", "X", "A", 40, "10 08:00")
    p.made("W1", "F", "F1", 40, "10 08:05", "10 12:00")
    p.says("A>F1")


@plant("CRT")
def returned_and_shipped_again_without_lot(p: HandPlant) -> None:
    """F1 comes back from a customer and goes to another; neither row names it."""
    p.item("X")
    p.item("F", kind="finished")
    p.received("X", "A", 100, "01 08:00")
    p.order("W1", "F", 40, bill=[("X", 40)])
    p.used("W1", "X", "A", 40, "02 08:00")
    p.made("W1", "F", "F1", 40, "02 08:05", "02 12:00")
    p.shipped("F", "F1", 40, "03 08:00", "D1")
    p.moved("customer_return", "F", None, 10, "20 08:00", to_location="DOCK", delivery_code="RT1")
    p.shipped("F", None, 10, "25 08:00", "D9")
    p.says("A>F1 A>@D1 A>@D9", guessed="A>@D9")
