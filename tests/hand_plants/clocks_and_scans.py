"""Plants whose lots follow one another in an order: clocks, scans, returns, repeated hours."""

from __future__ import annotations

from tests.hand_plants.hand_plant import HandPlant, plant, received_all


def one_line(p: HandPlant, amount: int = 50, lots: str = "AB") -> None:
    """An order of 100 kg on a line, from two lots that came two days before."""
    p.item("X")
    p.item("F", kind="finished")
    p.place("L1")
    received_all(p, "X", lots, amount, "10 08:00")
    p.order("WO", "F", 100, bill=[("X", 100)])


def five_hours(p: HandPlant, lots: tuple[str | None, ...] = ("F1", "F2", "F3", "F4", "F5")) -> None:
    """The line makes 20 kg an hour from eight o'clock."""
    for hour, lot in enumerate(lots, start=8):
        p.made("WO", "F", lot, 20, f"12 {hour:02d}:00", f"12 {hour + 1:02d}:00")


@plant("CTL")
def one_lot_after_the_other(p: HandPlant) -> None:
    """Nothing is wrong: the second lot is in nothing that was ready before it was mounted."""
    one_line(p)
    five_hours(p)
    p.used("WO", "X", "A", 50, "12 07:56", place_code="L1")
    p.used("WO", "X", "B", 50, "12 10:30", place_code="L1")
    p.says("A>F1 A>F2 A>F3 B>F3 B>F4 B>F5", ruled_out="B>F1")


@plant("RET")
def mounted_again_after_a_return(p: HandPlant) -> None:
    """A makes F1 and goes back; B, scanned at 10:50, runs from 9:00 to 11:00; then A again."""
    one_line(p, lots="")
    p.received("X", "A", 200, "10 08:00")
    p.received("X", "B", 100, "10 08:00")
    five_hours(p)
    p.used("WO", "X", "A", 60, "12 07:56", place_code="L1")
    p.used("WO", "X", "A", 40, "12 09:01", place_code="L1", consumption_kind="return")
    p.used("WO", "X", "B", 40, "12 10:50", place_code="L1")
    p.used("WO", "X", "A", 40, "12 11:00", place_code="L1")
    p.says("A>F1 B>F2 B>F3 A>F4 A>F5")


@plant("NEG")
def negative_row_for_a_return(p: HandPlant) -> None:
    """What B had left goes back as a negative use; B was in the line all the same."""
    one_line(p)
    five_hours(p)
    p.used("WO", "X", "A", 50, "12 07:56", place_code="L1")
    p.used("WO", "X", "B", 50, "12 10:30", place_code="L1")
    p.used("WO", "X", "B", -10, "12 12:30", place_code="L1")
    p.says("A>F1 A>F2 A>F3 B>F3 B>F4 B>F5")


@plant("RWK")
def two_kg_more_at_the_end(p: HandPlant) -> None:
    """Two kg beyond the bill, as an ordinary use: they may mend what was ready hours before."""
    one_line(p, amount=100)
    five_hours(p)
    p.used("WO", "X", "A", 100, "12 07:56", place_code="L1")
    p.used("WO", "X", "B", 2, "12 12:30", place_code="L1")
    p.says("A>F1 A>F2 A>F3 A>F4 A>F5 B>F1 B>F5")


@plant("OM1")
def unnamed_output_of_a_lot_begun_before(p: HandPlant) -> None:
    """The last output names no lot and was more of F1, so B is in F1 though F1 had ended."""
    one_line(p)
    five_hours(p, ("F1", "F2", "F3", "F4", None))
    p.used("WO", "X", "A", 50, "12 07:56", place_code="L1")
    p.used("WO", "X", "B", 50, "12 10:30", place_code="L1")
    p.shipped("F", "F1", 40, "14 08:00", "D1")
    p.says("A>F1 A>F2 A>F3 B>F3 B>F4 B>F1")


@plant("DST")
def the_hour_that_comes_twice(p: HandPlant) -> None:
    """Local times without offset in the night of the time change: 2:50 may be after 2:45 or not."""
    one_line(p)
    p.tables["erp_sites"][0]["timezone"] = "Europe/Berlin"
    night = "2026-10-25T{}:07".format
    p.made("WO", "F", "F1", 50, night("01:30"), night("02:50"))
    p.made("WO", "F", "F2", 50, night("02:55"), night("04:00"))
    p.used("WO", "X", "A", 50, night("01:25"), place_code="L1")
    p.used("WO", "X", "B", 50, night("02:45"), place_code="L1")
    p.says("A>F1 B>F2 B>F1")


@plant("RES")
def piped_lot_used_while_it_is_made(p: HandPlant) -> None:
    """The oven draws from S1 while S1 is made: what came into S1 late is in what left late."""
    p.item("X")
    p.item("S", kind="semi_finished")
    p.item("F", kind="finished")
    p.place("L1")
    p.place("OV", "oven", residence_minutes=10)
    received_all(p, "X", "AB", 50, "10 08:00")
    p.order("W1", "S", 100, bill=[("X", 100)])
    p.made("W1", "S", "S1", 100, "12 08:00", "12 12:00")
    p.used("W1", "X", "A", 50, "12 07:56", place_code="L1")
    p.used("W1", "X", "B", 50, "12 10:00", place_code="L1")
    p.order("W2", "F", 100, bill=[("S", 100)])
    p.used("W2", "S", "S1", 100, "12 08:30", place_code="OV", ended_at="12 12:30")
    p.made("W2", "F", "F1", 50, "12 08:40", "12 09:30")
    p.made("W2", "F", "F2", 50, "12 12:00", "12 12:50")
    p.says("A>S1 B>S1 A>F1 A>F2 B>F2")
