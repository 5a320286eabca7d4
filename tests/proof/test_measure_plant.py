"""What the judge counts where the truth and an answer differ, on an index written by hand."""

from __future__ import annotations

from pathlib import Path

from simulator.prove.figures import Figures
from simulator.prove.known_plant import KnownPlant
from simulator.prove.measure import measure_plant
from simulator.prove.reach import Ground
from simulator.truth import Lot
from tests.index_plant import Plant

RAW, OTHER, MIX, PIE, TART = (("ITEM", name) for name in ("RAW", "OTHER", "MIX", "PIE", "TART"))


def known(**pairs: tuple[Lot, ...]) -> KnownPlant:
    """A plant of two raw and two finished lots; pairs: what RAW and OTHER truly are in."""
    below = {
        RAW: frozenset(pairs.get("raw", ())),
        OTHER: frozenset(pairs.get("other", ())),
    }
    above = {
        product: frozenset({raw for raw, lots in below.items() if product in lots} | of)
        for product, of in ((PIE, {MIX}), (TART, set[Lot]()))
    }
    return KnownPlant(
        "P1", "food", "none", (RAW, OTHER), (PIE, TART), below, above, below, below, below
    )


def measured(folder: Path, plant: KnownPlant) -> Figures:
    """RAW -> MIX -> PIE for certain; OTHER -> TART possibly, but only after TART was finished."""
    index = Plant().lots("RAW OTHER MIX PIE TART").order("W1", "RAW", "MIX")
    index.order("W2", "MIX", "PIE").run("W3")
    index.edge("L-OTHER", "R-W3", "possible", from_at=9).edge("R-W3", "L-TART", closes_at=5)
    written = index.index(folder)
    return measure_plant(written.graph, Ground(written, [plant]), plant, 0)


def test_an_answer_that_holds_the_truth_loses_nothing(tmp_path: Path) -> None:
    told = measured(tmp_path, known(raw=(MIX, PIE)))

    assert (told.traces, told.pairs, told.lost, told.lost_pairs) == (4, 4, [0, 0, 0, 0], [])
    assert (told.nesting, told.one_sided, told.foreign, told.unrecorded) == (0, 0, 0, 0)
    assert told.excess == 0
    assert told.wide == [1.0]


def test_a_true_pair_that_time_cuts_or_nothing_links_is_lost_both_ways(tmp_path: Path) -> None:
    told = measured(tmp_path, known(raw=(MIX, PIE, TART), other=(TART,)))

    assert told.lost == [4, 4, 4, 2]
    assert {(one.asked, one.missed, one.untimed_too) for one in told.lost_pairs} == {
        (RAW, TART, True),
        (TART, RAW, True),
        (OTHER, TART, False),
        (TART, OTHER, False),
    }


def test_a_lot_that_stands_in_no_record_is_counted_apart(tmp_path: Path) -> None:
    told = measured(tmp_path, known(raw=(MIX, PIE, ("ITEM", "GHOST"))))

    assert (told.unrecorded, sum(told.lost)) == (1, 0)


def test_a_lot_of_another_plant_in_an_answer_is_told_each_time(tmp_path: Path) -> None:
    plant = known(raw=(MIX, PIE))
    index = Plant().lots("RAW OTHER MIX PIE TART").order("W1", "RAW", "MIX")
    written = index.order("W2", "MIX", "PIE").index(tmp_path)
    ground = Ground(written, [plant])
    ground.owner[written.lot_of("L-MIX")] = 1

    assert measure_plant(written.graph, ground, plant, 0).foreign == 2
