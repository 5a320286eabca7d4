"""Every class keeps its promises on the small warehouse, and simple rules break them."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.faults.measured import MEASURED
from simulator.faults.mixtures import CLASSES
from simulator.prove.figures import Figures
from simulator.prove.run_proof import Proof


def figures(proof: Proof, name: str) -> Figures:
    whole = Figures()
    for (_, kind), told in proof.figures.items():
        if kind.name == name:
            whole.add(told)
    return whole


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_keeps_its_promises(proof: Proof, name: str) -> None:
    broken = [one.sentence for one in proof.broken if one.fault_class == name]
    lost = figures(proof, name).lost_pairs[:3]

    assert broken == [], lost


def test_every_class_is_asked_both_ways_of_many_lots(proof: Proof) -> None:
    assert {kind.name for _, kind in proof.figures} == set(CLASSES)
    assert all(told.traces >= 40 and told.pairs >= 200 for told in proof.figures.values())


def test_what_cannot_be_bounded_is_measured_and_loses(proof: Proof) -> None:
    losing = {kind.name for kind in MEASURED if figures(proof, kind.name).lost[2]}

    assert {"outside_the_bill", "hold_up_undeclared"} <= losing
    assert figures(proof, "no_record").unrecorded > 0


def test_clocks_narrow_where_nothing_is_wrong_and_never_where_days_alone_are_known(
    proof: Proof,
) -> None:
    clean, days = figures(proof, "none"), figures(proof, "days_only")

    assert clean.timed < clean.untimed
    assert days.timed == days.untimed


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("no_candidates", "both_ends_missing"),
        ("no_origins", "output_lot_missing"),
        ("draws_name_their_lot", "blended_silo"),
        ("fill_empties_tanks", "blended_silo"),
        ("balance_rules_out_lots", "receipt_late"),
        ("no_hold_up", "hold_up"),
        ("probable_stops_the_pool", "backflushed"),
        ("first_lot_per_order", "first_scanned_late"),
    ],
)
def test_the_proof_fails_with_a_simple_rule(prove_with: Any, rule: str, name: str) -> None:
    broken = prove_with(rule, name).broken

    assert [one for one in broken if "outside `possible`" in one.sentence]
