"""Plants that open a device again: repairs with rows or lots missing, and a disassembly."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant


def built(p: HandPlant, bill: tuple[tuple[object, ...], ...] = (("IC", 1),)) -> None:
    """Device D1 is built with I1, then an order for its repair is opened."""
    p.item("IC")
    p.item("DEV", kind="finished", uom="pcs")
    p.received("IC", "I1", 10, "05 08:00")
    p.received("IC", "I2", 10, "05 08:00")
    p.order("W1", "DEV", 1, uom="pcs", bill=[("IC", 1)])
    p.used("W1", "IC", "I1", 1, "10 08:00")
    p.made("W1", "DEV", "D1", 1, "10 08:05", "10 09:00", uom="pcs")
    p.order("W2", "DEV", 1, uom="pcs", order_type="rework", bill=bill)


@plant("RPL")
def repaired_without_an_output(p: HandPlant) -> None:
    """D1 went in and I2 was put in; that D1 came out again is not recorded."""
    built(p, (("IC", 1), ("DEV", 1, None, "pcs")))
    p.used("W2", "DEV", "D1", 1, "12 08:00", uom="pcs", consumption_kind="rework")
    p.used("W2", "IC", "I2", 1, "12 08:30", consumption_kind="rework")
    p.says("I1>D1 I2>D1", guessed="I2>D1")


@plant("RPB")
def repaired_without_a_lot_on_either_side(p: HandPlant) -> None:
    """A device went in and came out, neither row says which; D1 was shipped later."""
    built(p)
    p.used("W2", "DEV", None, 1, "12 08:00", uom="pcs", consumption_kind="rework")
    p.used("W2", "IC", "I2", 1, "12 08:30", consumption_kind="rework")
    p.made("W2", "DEV", None, 1, "12 08:05", "12 09:00", uom="pcs", output_kind="rework")
    p.shipped("DEV", "D1", 1, "20 08:00", "D1", uom="pcs")
    p.says("I1>D1 I2>D1", guessed="I2>D1")


@plant("RPU")
def repaired_without_a_use_of_the_device(p: HandPlant) -> None:
    """That a device went in is not recorded, and what came out has no lot."""
    built(p, ())
    p.used("W2", "IC", "I2", 1, "12 08:30", consumption_kind="rework")
    p.made("W2", "DEV", None, 1, "12 08:05", "12 09:00", uom="pcs", output_kind="rework")
    p.shipped("DEV", "D1", 1, "20 08:00", "D1", uom="pcs")
    p.says("I1>D1 I2>D1", guessed="I2>D1")


@plant("RP4")
def repaired_and_shipped_without_any_lot(p: HandPlant) -> None:
    """An unnamed device went in, none is recorded to come out, an unnamed one was shipped."""
    p.item("IC")
    p.item("DEV", kind="finished", uom="pcs")
    p.received("IC", "I2", 10, "05 08:00")
    p.order("W1", "DEV", 1, uom="pcs")
    p.made("W1", "DEV", "D1", 1, "10 08:05", "10 09:00", uom="pcs")
    p.order("W2", "DEV", 1, uom="pcs", order_type="rework")
    p.used("W2", "DEV", None, 1, "12 08:00", uom="pcs", consumption_kind="rework")
    p.used("W2", "IC", "I2", 1, "12 08:30", consumption_kind="rework")
    p.shipped("DEV", None, 1, "20 08:00", "D7", uom="pcs")
    p.says("I2>D1 I2>@D7", guessed="I2>D1 I2>@D7")


@plant("DIS")
def taken_apart_after_a_repair(p: HandPlant) -> None:
    """Board B1 went into D1 and comes out of it: the repair in between may have put I2 on it."""
    p.item("IC")
    p.item("BRD", kind="semi_finished", uom="pcs")
    p.item("DEV", kind="finished", uom="pcs")
    p.received("IC", "I1", 10, "05 08:00")
    p.received("IC", "I2", 10, "05 08:00")
    for order, item, values in (
        ("W0", "BRD", {}),
        ("W1", "DEV", {}),
        ("W2", "DEV", {"order_type": "rework"}),
        ("W3", "DEV", {"order_type": "disassembly"}),
    ):
        p.order(order, item, 1, uom="pcs", **values)
    p.used("W0", "IC", "I1", 1, "08 08:00")
    p.made("W0", "BRD", "B1", 1, "08 08:05", "08 09:00", uom="pcs")
    p.used("W1", "BRD", "B1", 1, "10 08:00", uom="pcs")
    p.made("W1", "DEV", "D1", 1, "10 08:05", "10 09:00", uom="pcs")
    p.used("W2", "DEV", "D1", 1, "12 08:00", uom="pcs")
    p.used("W2", "IC", "I2", 1, "12 08:10")
    p.made("W2", "DEV", "D1", 1, "12 08:20", "12 09:00", uom="pcs")
    p.used("W3", "DEV", "D1", 1, "14 08:00", uom="pcs")
    p.made("W3", "BRD", "B1", 1, "14 08:20", "14 09:00", uom="pcs")
    p.says("I1>B1 B1>D1 I1>D1 I2>D1 I2>B1", guessed="I2>B1")
