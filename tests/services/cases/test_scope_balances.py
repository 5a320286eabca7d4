"""The mass balance of a case: by lot, order and level, with the suspects, to the digit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.balance_plant import Balanced, golden_toy
from tests.index_plant import Plant
from tests.services.cases.case_plant import CasePlant, column, scope_of
from traceability.errors import UsageError
from traceability.settings import Settings

FIGURES = ("in_qty", "accounted_qty", "residual_qty", "accounted_percent")


def toy_case(balanced: Balanced | None = None) -> CasePlant:
    """The golden toy: R1 and R2 -> WO1 -> F1; R1 -> WO2 -> F2; R2 and F1 -> WO3 -> F3."""
    plant = Plant()
    for lot in ("R1", "R2"):
        plant.lot(lot, item_code=f"RAW{lot[1]}", item_type="raw")
    for lot in ("F1", "F2", "F3"):
        plant.lot(lot, item_code=f"FIN{lot[1]}", item_type="finished")
    plant.order("WO1", "R1 R2", "F1", order_status="closed")
    plant.order("WO2", "R1", "F2", order_status="closed")
    plant.order("WO3", "R2 F1", "F3", order_status="closed")
    case = CasePlant(plant, balanced or golden_toy())
    case.add("genealogy.common_unit", uom="kg", is_measure=True)
    for measure in ("kg", "g"):
        case.add("genealogy.int_measures", measure=measure)
    return case


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return toy_case().publish(tmp_path_factory.mktemp("toy"))


def totals(balances: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    found = zip(column(balances["totals"], "level"), column(balances["totals"], *FIGURES),
                strict=True)  # fmt: skip
    return dict(found)


def test_every_lot_and_order_of_the_case_has_its_balance(toy: Settings) -> None:
    balances = scope_of(toy, "R1")["balances"]

    assert column(balances["raw"], "lot_code", *FIGURES) == [("R1", 100, 99, 1, 99)]
    assert column(balances["finished"], "lot_code", "accounted_percent") == [
        ("F1", 100), ("F2", 100), ("F3", 100),
    ]  # fmt: skip
    assert column(balances["orders"], "work_order_code", "in_qty", "accounted_qty") == [
        ("WO1", 80, 80), ("WO2", 30, 30), ("WO3", 35, 35),
    ]  # fmt: skip
    lines = balances["raw"][0]["lines"]
    assert {name: lines[name] for name in ("received", "consumed", "sampled", "on_hand")} == {
        "received": 100, "consumed": 90, "sampled": 1, "on_hand": 8,
    }  # fmt: skip


def test_totals_add_up_by_level_and_are_held_against_the_marks(toy: Settings) -> None:
    balances = scope_of(toy, "R1")["balances"]

    assert totals(balances) == {
        "raw": (100, 99, 1, 99),
        "semi_finished": (None, None, None, None),
        "orders": (145, 145, 0, 100),
        "finished": (140, 140, 0, 100),
    }
    assert column(balances["totals"], "level", "is_within_marks") == [
        ("raw", False), ("semi_finished", None), ("orders", None), ("finished", True),
    ]  # fmt: skip
    assert balances["marks"]["raw_low_percent"] == {"value": Decimal("99.5"), "is_example": True}


def test_origins_are_balanced_too(toy: Settings) -> None:
    balances = scope_of(toy, "F3")["balances"]

    assert column(balances["raw"], "lot_code") == ["R1", "R2"]
    assert totals(balances)["raw"] == (150, 149, 1, pytest.approx(Decimal("99.333333")))


def test_marks_of_the_plant_are_no_examples(toy: Settings, tmp_path: Path) -> None:
    case = toy_case().publish(tmp_path)
    own = Settings(home=case.home, mark_raw_low_percent=Decimal("98.5"))

    found = scope_of(own, "R1")

    assert found["balances"]["marks"]["raw_low_percent"] == {
        "value": Decimal("98.5"), "is_example": False,
    }  # fmt: skip
    assert found["balances"]["totals"][0]["is_within_marks"] is True
    assert found["settings"]["mark_raw_low_percent"] == Decimal("98.5")


def test_another_unit_changes_the_figures_and_never_the_percentage(toy: Settings) -> None:
    balances = scope_of(toy, "R1", unit="g")["balances"]

    assert balances["unit"] == "g"
    assert totals(balances)["raw"] == (100_000, 99_000, 1_000, 99)
    assert column(balances["raw"], "uom", "in_qty") == [("g", 100_000)]


def test_a_unit_that_nothing_converts_to_leaves_all_unassessed(toy: Settings) -> None:
    balances = scope_of(toy, "R1", unit="l")["balances"]

    assert balances["raw"][0]["reason"] == "no_common_unit"
    assert "not all amounts convert to l" in balances["raw"][0]["explanation"]
    assert column(balances["totals"], "assessed_count") == [0, 0, 0, 0]
    with pytest.raises(UsageError, match="No unit was named"):
        scope_of(toy, "R1", unit=" ")


def greedy() -> Balanced:
    """Six lots of which more went out than came in, lot n by n; and one that misses 2."""
    plant = Balanced().item("RAW1", "kg")
    for number in range(1, 7):
        plant.lot(f"X{number}", "RAW1").move("receipt", f"X{number}", "RAW1", 10)
        plant.move("shipment", f"X{number}", "RAW1", -10 - number)
    plant.lot("LESS", "RAW1").move("receipt", "LESS", "RAW1", 10)
    return plant.move("shipment", "LESS", "RAW1", -8).count("LESS", "RAW1", 0)


def test_above_a_hundred_the_five_worst_are_named_and_nothing_is_clipped(tmp_path: Path) -> None:
    case = toy_case(greedy())
    names = ["LESS", *(f"X{number}" for number in range(1, 7))]
    case.plant = Plant().lots(" ".join(names), item_code="RAW1", item_type="raw")
    case.add("marts.findings", lot_id="L-X6", rule_id="QT-01", severity="error", message="Odd.")

    balances = scope_of(case.publish(tmp_path), *names)["balances"]

    raw = balances["totals"][0]
    assert (raw["in_qty"], raw["accounted_qty"], raw["residual_qty"]) == (70, 89, -19)
    assert raw["accounted_percent"] == Decimal("127.142857")
    assert [sentence.split(":")[1] for sentence in raw["suspects"]] == [
        "X6", "X5", "X4", "X3", "X2",
    ]  # fmt: skip
    assert raw["suspects"][0] == (
        "Lot RAW1:X6: 6 kg more than came in is accounted for (160 % of 10 kg); the largest "
        "amount is shipped, 16 kg. Odd."
    )


def test_below_a_hundred_those_that_miss_are_named(toy: Settings) -> None:
    raw = scope_of(toy, "R1")["balances"]["totals"][0]

    (told,) = raw["suspects"]
    assert told == (
        "Lot RAW1:R1: 1 kg is not accounted for (99 % of 100 kg); "
        "the largest amount is received, 100 kg."
    )


def test_pieces_of_different_items_are_not_added(tmp_path: Path) -> None:
    balanced = Balanced().item("CUP", "pcs").item("LID", "pcs")
    for lot, item, qty in (("C", "CUP", 5), ("D", "LID", 7)):
        balanced.lot(lot, item).move("receipt", lot, item, qty, "pcs")
    case = toy_case(balanced)
    case.plant = Plant().lot("C", item_code="CUP", item_type="raw")
    case.plant.lot("D", item_code="LID", item_type="raw")

    balances = scope_of(case.publish(tmp_path), "C", "D")["balances"]

    raw = [row for row in balances["totals"] if row["level"] == "raw"]
    assert column(raw, "item_code", "uom", "in_qty") == [("CUP", "pcs", 5), ("LID", "pcs", 7)]


def test_what_is_only_possible_has_a_balance_and_no_part_in_the_totals(tmp_path: Path) -> None:
    case = toy_case()
    case.plant.rows["trace_edges"] = []
    case.plant.edge("L-R1", "R-WO1", "possible").edge("R-WO1", "L-F1")

    balances = scope_of(case.publish(tmp_path), "R1")["balances"]

    assert column(balances["finished"], "lot_code", "evidence") == [("F1", "possible")]
    finished = balances["totals"][-1]
    assert (finished["assessed_count"], finished["only_possible_count"]) == (0, 1)
    assert finished["accounted_percent"] is None


def test_a_lot_without_any_balance_is_counted(tmp_path: Path) -> None:
    case = toy_case()
    case.plant.lot("NEW", item_code="RAW1", item_type="raw")

    raw = scope_of(case.publish(tmp_path), "R1", "NEW")["balances"]["totals"][0]

    assert (raw["subject_count"], raw["assessed_count"]) == (2, 1)


def test_a_mark_is_not_shown_while_a_lot_has_no_balance(tmp_path: Path) -> None:
    case = toy_case()
    case.plant.lot("NEW", item_code="RAW1", item_type="raw")
    home = case.publish(tmp_path).home
    kind = Settings(home=home, mark_raw_low_percent=Decimal(90))

    whole = scope_of(kind, "R1")["balances"]["totals"][0]
    short = scope_of(kind, "R1", "NEW")["balances"]["totals"][0]
    outside = scope_of(Settings(home=home), "R1", "NEW")["balances"]["totals"][0]

    assert (whole["mark_verdict"], whole["is_within_marks"]) == ("met", True)
    assert (short["mark_verdict"], short["is_within_marks"]) == ("not_shown", None)
    assert short["mark_reason"] == "1 of 2 cannot be balanced"
    assert (outside["mark_verdict"], outside["is_within_marks"]) == ("not_met", False)


def test_too_much_of_one_lot_does_not_make_up_for_what_another_lacks(tmp_path: Path) -> None:
    plant = Balanced().item("RAW1", "kg")
    for lot, out in (("A", -15), ("B", -5)):
        plant.lot(lot, "RAW1").move("receipt", lot, "RAW1", 10).move("shipment", lot, "RAW1", out)
    plant.count("B", "RAW1", 0)
    case = toy_case(plant)
    case.plant = Plant().lots("A B", item_code="RAW1", item_type="raw")

    raw = scope_of(case.publish(tmp_path), "A", "B")["balances"]["totals"][0]

    assert (raw["accounted_percent"], raw["missing_qty"], raw["excess_qty"]) == (100, 5, 5)
    assert (raw["mark_verdict"], raw["is_within_marks"]) == ("not_shown", None)
    assert raw["mark_reason"] == ("5 missing in some and 5 too much in others cancel in the sum")
