"""Plants with a tank: whatever a row names, all that is in the tank comes out of it."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


def poured(p: HandPlant, tank: str = "TK") -> None:
    """A and, a day later, B are received and poured into one tank."""
    p.item("M")
    p.item("F", kind="finished")
    p.place(tank, "tank")
    for lot, day in (("A", "05"), ("B", "06")):
        p.received("M", lot, 100, f"{day} 08:00")
        pour(p, lot, 100, f"{day} 09:00", tank)


def pour(p: HandPlant, lot: str, qty: int, at: str, tank: str = "TK", *, cap: str = "scan") -> None:
    """Bring a lot of M from the shelf into a tank."""
    told = {"from_location": "SHELF", "to_location": tank, "capture_method": cap}
    p.moved("putaway", "M", lot, qty, at, **told)


def draw(p: HandPlant, lot: str | None, tank: str | None = "TK") -> None:
    """W1 takes 50 kg on the eighth and makes F1 of them."""
    p.order("W1", "F", 50, bill=[("M", 50)])
    end = "08 10:00" if tank else None
    p.used("W1", "M", lot, 50, "08 08:00", place_code=tank, ended_at=end)
    p.made("W1", "F", "F1", 50, "08 08:05", "08 12:00")


@plant("TNC")
def drawn_at_a_tank(p: HandPlant) -> None:
    """Nothing is wrong: F1 is of both lots in the tank, and not of one poured in afterwards."""
    poured(p)
    p.received("M", "C", 10, "07 08:00")
    pour(p, "C", 10, "20 09:00")
    draw(p, "B")
    p.says("A>F1 B>F1", ruled_out="C>F1")


@plant("TNP")
def drawn_without_place(p: HandPlant) -> None:
    """The use names B and no place; B was poured into the tank, to A."""
    poured(p)
    draw(p, "B", None)
    p.says("A>F1 B>F1", guessed="A>F1")


@plant("TLP")
def drawn_without_place_and_lot(p: HandPlant) -> None:
    """The use names neither."""
    poured(p)
    draw(p, None, None)
    p.says("A>F1 B>F1", guessed="A>F1 B>F1")


@plant("TNS")
def shipped_out_of_a_tank(p: HandPlant) -> None:
    """The ERP alone says that B was shipped: what left the tank was A as well."""
    poured(p)
    p.shipped("M", "B", 50, "08 08:00", "D1", in_warehouse=False)
    p.says("A>B A>@D1", guessed="A>B A>@D1")


@plant("TNR")
def filled_into_a_drum(p: HandPlant) -> None:
    """A drum with a number of its own is filled from the tank."""
    poured(p)
    p.moved(
        "split", "M", "B", 50, "08 08:00",
        from_location="TK", to_location="SHELF", to_lot_code="DR1",
    )  # fmt: skip
    p.says("A>DR1 B>DR1")


@plant("TRU")
def filled_into_a_drum_without_number(p: HandPlant) -> None:
    """The drum gets no number when it is filled; a number without origin is used a day later."""
    poured(p)
    p.moved("split", "M", "B", 50, "08 08:00", from_location="TK", to_location="SHELF")
    p.order("W1", "F", 50)
    p.used("W1", "M", "DRX", 50, "09 08:00")
    p.made("W1", "F", "F1", 50, "09 08:05", "09 12:00")
    p.says("A>F1 B>F1", guessed="A>F1 B>F1")


@plant("TTT")
def pumped_from_tank_to_tank(p: HandPlant) -> None:
    """Half of tank T1 is pumped into T2; the movement names no lot."""
    p.item("M")
    p.item("F", kind="finished")
    for lot, tank in (("A", "T1"), ("B", "T2")):
        p.place(tank, "tank")
        p.received("M", lot, 100, "05 08:00")
        pour(p, lot, 100, "05 09:00", tank)
    p.moved("transfer", "M", None, 50, "06 09:00", from_location="T1", to_location="T2")
    draw(p, "B", "T2")
    p.says("A>F1 B>F1")


@plant("TNI")
def renumbered_into_a_tank(p: HandPlant) -> None:
    """A gets the number T100 on its way into the tank, in which B is."""
    p.item("M")
    p.item("F", kind="finished")
    p.place("TK", "tank")
    received_all(p, "M", "AB", 100, "05 08:00")
    p.moved(
        "merge", "M", "A", 100, "06 08:00",
        from_location="SHELF", to_location="TK", to_lot_code="T100",
    )  # fmt: skip
    pour(p, "B", 50, "06 07:00")
    draw(p, "B")
    p.says("A>T100 A>F1 B>F1")


@plant("HEL")
def heel_of_a_tank_that_is_empty_by_book(p: HandPlant) -> None:
    """By the book all of A was drawn; its heel is in what was drawn from B two weeks later."""
    p.item("M")
    p.item("F", kind="finished")
    p.place("TK", "tank")
    p.received("M", "A", 100, "01 08:00")
    pour(p, "A", 100, "01 09:00")
    p.order("W1", "F", 100, bill=[("M", 100)])
    p.used("W1", "M", "A", 100, "02 08:00", place_code="TK", ended_at="02 10:00")
    p.made("W1", "F", "F1", 100, "02 08:05", "02 12:00")
    p.received("M", "B", 100, "15 08:00")
    pour(p, "B", 100, "15 09:00")
    p.order("W2", "F", 50, bill=[("M", 50)])
    p.used("W2", "M", None, 50, "18 08:00")
    p.made("W2", "F", "F2", 50, "18 08:05", "18 12:00")
    p.says("A>F1 A>F2 B>F2", guessed="A>F2 B>F2")


@plant("TCL")
def cleaned_after_a_fill(p: HandPlant) -> None:
    """A was poured in 20 minutes before the tank was cleaned: it is gone, B is not."""
    p.item("M")
    p.item("F", kind="finished")
    p.place("TK", "tank")
    p.received("M", "A", 100, "05 08:00")
    pour(p, "A", 100, "05 09:00", cap="manual")
    p.cleaned("TK", "05 09:20")
    p.received("M", "B", 100, "06 08:00")
    pour(p, "B", 100, "06 09:00")
    draw(p, "B")
    p.says("B>F1", ruled_out="A>F1")


@plant("SIL")
def silo_that_nobody_declared(p: HandPlant) -> None:
    """Two lots of a bulk item lie at one location: what leaves under one name is of both."""
    p.item("M")
    p.item("F", kind="finished")
    for lot, day in (("A", "05"), ("B", "06")):
        p.received("M", lot, 100, f"{day} 08:00", to="SILO")
    p.order("W1", "F", 50, bill=[("M", 50)])
    p.moved("issue", "M", "B", 50, "08 08:00", from_location="SILO", work_order_code="W1")
    p.made("W1", "F", "F1", 50, "08 08:05", "08 12:00")
    p.says("A>F1 B>F1", guessed="A>F1")
