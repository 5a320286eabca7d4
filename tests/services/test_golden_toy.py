"""A toy plant whose figures were worked out by hand: dispersion, exposure, shares, a rework loop.

WO1 takes 60 of R1 and 20 of R2 and makes 76 of F1 and 4 of scrap; WO2 makes 30 of F2 from 30 of
R1; WO3 reworks 10 of F1 with 25 of R2 into 34 of F3 and 1 of scrap.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.index_plant import Plant
from traceability.domain.trace import Trace
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

RAW, FINISHED = ("R1", "R2"), ("F1", "F2", "F3")
ON_HAND = {"R1": 8, "R2": 5, "F1": 16}
SHIPPED = {"F1": [("C1", 50)], "F2": [("C2", 30)], "F3": [("C1", 20), ("C3", 14)]}
MADE = {"R1": 100, "R2": 50, "F1": 76, "F2": 30, "F3": 34, "SCRAP1": 4, "SCRAP3": 1}
FLOWS = [
    *(("R1", "WO1", 60), ("R2", "WO1", 20), ("WO1", "F1", 76), ("WO1", "SCRAP1", 4)),
    *(("R1", "WO2", 30), ("WO2", "F2", 30)),
    *(("R2", "WO3", 25), ("F1", "WO3", 10), ("WO3", "F3", 34), ("WO3", "SCRAP3", 1)),
]


def toy(*, rework: bool = True) -> Plant:
    plant = Plant()
    for name, total in MADE.items():
        kind = "raw" if name in RAW else "finished" if name in FINISHED else "by_product"
        sent = sum(qty for _, qty in SHIPPED.get(name, []))
        plant.lot(
            name,
            item_type=kind,
            total_qty=Decimal(total),
            on_hand_qty=Decimal(ON_HAND.get(name, 0)),
            shipped_qty=Decimal(sent),
        )
        for customer, qty in SHIPPED.get(name, []):
            plant.ship(name, f"D-{name}-{customer}", customer, qty=Decimal(qty))
    for order in ("WO1", "WO2", "WO3"):
        plant.run(order)
    for start, end, qty in FLOWS:
        if rework or (start, end) != ("F1", "WO3"):
            ends = [f"{'R' if one.startswith('WO') else 'L'}-{one}" for one in (start, end)]
            plant.edge(*ends, qty=Decimal(qty), uom="kg")
    return plant


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=toy().publish(tmp_path_factory.mktemp("toy")))


def lots(trace: Trace, kind: str) -> dict[str, Decimal]:
    """Lots of a kind by code, with their share; a lot without a share fails the test."""
    found = [lot for lot in trace.lots if lot.item_type == kind]
    assert all(lot.suspect_share is not None for lot in found)
    return {str(lot.lot_code): lot.suspect_share or Decimal(0) for lot in found}


def test_dispersion_downward_is_dispersion_upward(factory: Settings) -> None:
    down = {
        raw: len(lots(trace_lot(factory, [raw], direction="forward"), "finished")) for raw in RAW
    }
    up = {
        one: sum(
            lot.item_type == "raw" for lot in trace_lot(factory, [one], direction="backward").lots
        )
        for one in FINISHED
    }
    assert down == {"R1": 3, "R2": 2}
    assert up == {"F1": 2, "F2": 1, "F3": 2}
    assert sum(down.values()) == sum(up.values()) == 5


@pytest.mark.parametrize(
    ("raw", "whole", "part", "inflation"),
    [("R1", 114, "74.786", "1.524"), ("R2", 84, "39.214", "2.142")],
)
def test_exposure_whole_and_proportional(
    factory: Settings, raw: str, whole: int, part: str, inflation: str
) -> None:
    answer = trace_lot(factory, [raw], direction="forward")
    shares = lots(answer, "finished")

    sent = {str(lot.lot_code): lot.shipped_qty or Decimal(0) for lot in answer.lots}
    worst = sum(sent[name] for name in shares)
    proportional = sum(sent[name] * share for name, share in shares.items())

    assert worst == whole
    assert f"{proportional:.3f}" == part
    assert f"{worst / proportional:.3f}" == inflation


def test_the_parts_of_what_was_used_add_up_to_all_of_it(factory: Settings) -> None:
    answer = trace_lot(factory, ["R1"], direction="forward")
    parts = [
        (lot.suspect_share or Decimal(0))
        * (MADE[str(lot.lot_code)] - (10 if lot.lot_code == "F1" else 0))
        for lot in answer.lots
    ]
    assert sum(parts) == pytest.approx(Decimal(90), abs=Decimal("0.0001"))


def test_without_the_rework_link_a_customer_is_missed(factory: Settings, tmp_path: Path) -> None:
    blind = Settings(home=toy(rework=False).publish(tmp_path))
    called = [
        {one.customer_code for one in trace_lot(home, ["R1"], direction="forward").customers}
        for home in (factory, blind)
    ]
    assert called == [{"C1", "C2", "C3"}, {"C1", "C2"}]


def test_a_backward_answer_has_no_shares(factory: Settings) -> None:
    answer = trace_lot(factory, ["F3"], direction="backward")
    assert {lot.suspect_share for lot in answer.lots} == {None}
