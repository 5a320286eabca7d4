"""What breaks a promise, what a figure says, and how a true way is found: without any build."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
import yaml

from simulator.faults.mixtures import CLASSES, MIXED, NO_FAULT, ONE_PERCENT
from simulator.pharma.plant import PharmaPlant
from simulator.prove import make_plants as making
from simulator.prove import run_proof as proving
from simulator.prove.estimate import Estimate, say_estimate
from simulator.prove.figures import Figures, quantile
from simulator.prove.known_plant import know
from simulator.prove.lost_pairs import true_way
from simulator.prove.make_plants import PlantOrder, make_plants, ordered
from simulator.prove.promises import broken_promises, broken_widths
from simulator.prove.run_proof import ProofRequest, run_proof
from simulator.prove.simple_rules import booked_since
from simulator.prove.warehouses import find_built, share_out
from simulator.prove.write_figures import COLUMNS, as_markdown, rows
from simulator.truth import Truth
from traceability.settings import Settings

KEPT = Figures(traces=100, pairs=10_000, wide=[1.0, 1.5])


def broken(name: str, **named: object) -> list[str]:
    told = replace(KEPT, **named)  # type: ignore[arg-type]
    return [one.sentence for one in broken_promises("food", CLASSES[name], told)]


@pytest.mark.parametrize("name", CLASSES)
def test_good_figures_break_nothing(name: str) -> None:
    assert broken(name) == []


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("scanned_late", {"lost": [0, 0, 1, 0]}),
        ("mixed", {"lost": [9, 9, 6, 0]}),
        ("wrong_lot", {"nesting": 1}),
        ("wrong_lot", {"one_sided": 1}),
        ("wrong_lot", {"foreign": 1}),
        ("wrong_lot", {"traces": 0}),
        ("wrong_lot", {"stopped": 1}),
        ("none", {"lost": [1, 0, 0, 0]}),
        ("none", {"added": 1}),
        ("none", {"unrecorded": 1}),
    ],
)
def test_a_bad_figure_breaks_a_promise(name: str, named: dict[str, object]) -> None:
    assert len(broken(name, **named)) == 1


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("wrong_lot", {"lost": [900, 900, 900, 900]}),
        ("scanned_late", {"lost": [5, 5, 0, 0]}),
        ("mixed", {"lost": [9, 9, 5, 0]}),
        ("scanned_late", {"wide": [9.0], "added": 7, "unrecorded": 3}),
    ],
)
def test_what_was_never_promised_breaks_nothing(name: str, named: dict[str, object]) -> None:
    assert broken(name, **named) == []


def test_clocks_that_narrow_too_little_break_a_promise() -> None:
    clean, many = CLASSES["none"], CLASSES["many_lots_per_order"]

    assert broken_widths(clean, Figures(timed=91, untimed=100))
    assert not broken_widths(clean, Figures(timed=90, untimed=100))
    assert broken_widths(many, Figures(near_timed=76, near_untimed=100))
    assert not broken_widths(CLASSES["days_only"], Figures(timed=100, untimed=100))


def test_an_answer_too_wide_to_use_breaks_a_promise() -> None:
    few, many = CLASSES["mixed_at_1_percent"], CLASSES["mixed"]

    assert broken_widths(few, Figures(wide=[1.0, 3.1, 3.2]))
    assert not broken_widths(few, Figures(wide=[1.0, 3.0, 9.0]))
    assert not broken_widths(many, Figures(wide=[9.0]))


def test_figures_of_plants_add_up() -> None:
    one = Figures(plants=1, pairs=2, lost=[1, 1, 0, 0], wide=[1.0])
    one.add(Figures(plants=1, pairs=3, lost=[1, 0, 1, 0], wide=[2.0]))

    assert (one.plants, one.pairs, one.lost, one.wide) == (2, 5, [2, 1, 1, 0], [1.0, 2.0])
    assert one.per_ten_thousand("possible") == 2000


def test_a_quantile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(1, 21)]

    assert (quantile(values, 0.5), quantile(values, 0.95), quantile([], 0.5)) == (10, 19, None)


def test_the_table_has_a_row_per_class_and_one_for_all() -> None:
    told = {("food", NO_FAULT): KEPT, ("food", MIXED): KEPT, ("pharma", ONE_PERCENT): KEPT}

    assert [len(row) for row in rows(told)] == [len(COLUMNS)] * 4
    assert rows(told)[-1][5:7] == ("300", "30,000")
    assert len(as_markdown(told).splitlines()) == 6


def test_the_true_way_takes_only_material_that_was_there_in_time() -> None:
    truth, lots = Truth(), [("I", name) for name in "ABCD"]
    early, noon, late = (dt.datetime(2026, 1, 1, hour, tzinfo=dt.UTC) for hour in (6, 12, 18))
    first, second, third, last = lots
    truth.flow(second, last, Decimal(1), early, "O1")
    truth.flow(first, second, Decimal(1), noon, "O2")
    truth.flow(second, third, Decimal(1), late, "O3")

    assert true_way(truth, first, last) == []
    assert [flow.order for flow in true_way(truth, first, third)] == ["O2", "O3"]


def test_the_truth_is_the_same_from_both_ends() -> None:
    known = know(PharmaPlant("P1", 3, days=4).run(), "pharma", "none")

    ahead = {(raw, lot) for raw, below in known.descendants.items() for lot in below}
    behind = {(raw, lot) for lot, above in known.ancestors.items() for raw in above}
    raw, finished = set(known.raw), set(known.finished)

    assert {(a, b) for a, b in ahead if b in finished} == {(a, b) for a, b in behind if a in raw}
    assert all(below <= known.order_descendants[lot] for lot, below in known.descendants.items())


def test_a_plant_is_named_by_its_kind_and_run_the_same_again() -> None:
    order = PlantOrder("pharma", "scanned_late", 2, 7)

    assert order.code == "P" + f"{[*CLASSES].index('scanned_late'):02d}" + "N2"
    assert order.run().records.tables == order.run().records.tables


def stop(_: PlantOrder) -> None:
    raise KeyError("a lot that is nowhere")


def test_a_plant_that_stops_is_told_and_does_not_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making.PlantOrder, "run", stop)

    made = make_plants([[PlantOrder("food", "none", 1, 7)]], None, workers=1, tell=str)

    assert made.known == []
    assert [(one.order.code, one.reason) for one in made.stopped] == [
        ("F00N1", "KeyError: 'a lot that is nowhere'")
    ]


def test_a_class_whose_plants_all_stop_breaks_its_promise_and_stands_in_the_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(making.PlantOrder, "run", stop)
    request = ProofRequest(("food",), ("none",), plants=2, seed=7, workers=1)

    proof = run_proof(request, Settings(home=tmp_path), str)

    assert [one.sentence for one in proof.broken] == [
        "2 of 2 plants stopped before their end", "nothing was traced",
    ]  # fmt: skip
    assert rows(proof.figures)[0][:5] == ("food", "none", "yes", "0", "2")


def test_a_class_without_any_plant_breaks_its_promise(tmp_path: Path) -> None:
    request = ProofRequest(("pharma",), ("blended_silo",), plants=1, seed=7, workers=1)

    proof = run_proof(request, Settings(home=tmp_path), str)

    assert [(one.fault_class, one.sentence) for one in proof.broken] == [
        ("blended_silo", "nothing was traced")
    ]


def test_a_class_of_one_industry_gets_as_many_plants_as_the_others() -> None:
    groups = ordered(("food", "pharma", "electronics"), ("none", "blended_silo"), 3, 7)

    assert [(group[0].industry, group[0].fault_class, len(group)) for group in groups] == [
        ("food", "none", 3), ("food", "blended_silo", 9), ("pharma", "none", 3),
        ("electronics", "none", 3),
    ]  # fmt: skip


def test_warehouses_are_of_bounded_size_and_hold_every_plant_once(tmp_path: Path) -> None:
    groups = ordered(("food", "pharma"), ("none", "mixed"), 4, 7)
    shared = share_out(groups, tmp_path, most=6)
    codes = [[order.code for group in warehouse.groups for order in group] for warehouse in shared]

    assert [len(part) for part in codes] == [6, 6, 4]
    assert [code for part in codes for code in part] == [
        order.code for group in groups for order in group
    ]
    assert len({warehouse.home for warehouse in shared}) == 3
    assert [one.home for one in share_out(groups, tmp_path)] == [tmp_path]


@pytest.mark.parametrize("is_kept", [True, False])
def test_warehouses_are_judged_one_after_the_other_and_deleted_unless_kept(
    is_kept: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    standing: list[list[str]] = []
    homes: list[Path] = []

    def build(settings: Settings, extracts: Path, _: object) -> None:
        assert [*extracts.iterdir()]
        homes.append(settings.home)
        standing.append([home.name for home in sorted(tmp_path.iterdir())])

    monkeypatch.setattr(proving, "share_out", partial(share_out, most=1))
    monkeypatch.setattr(proving, "build_home", build)
    monkeypatch.setattr(
        proving, "_measured", lambda _, there, known: [(one, Figures(plants=1)) for one in known]
    )
    request = ProofRequest(("pharma",), ("none",), 2, 7, workers=1, is_kept=is_kept)

    proof = run_proof(request, Settings(home=tmp_path), str)

    assert [told.plants for told in proof.figures.values()] == [2]
    assert [home.name for home in homes] == ["warehouse_01", "warehouse_02"]
    assert standing[1] == (["warehouse_01", "warehouse_02"] if is_kept else ["warehouse_02"])
    assert [home.exists() for home in homes] == [is_kept] * 2


def test_warehouses_that_were_kept_are_found_again(tmp_path: Path) -> None:
    groups = ordered(("food", "pharma"), ("none", "mixed"), 4, 7)
    shared = share_out(groups, tmp_path, most=6)
    for warehouse in shared:
        sites = {f"{order.code}-S1": {} for group in warehouse.groups for order in group}
        warehouse.home.mkdir()
        (warehouse.home / "bounds.yml").write_text(yaml.safe_dump({"sites": sites}))

    assert find_built(groups, tmp_path) == shared


def test_too_few_traces_are_told_before_anything_is_built() -> None:
    few = [*say_estimate(Estimate(4, {"none": 450, "wrong_lot": 1}, 9000), 1)]
    enough = [*say_estimate(Estimate(130, {"none": 1350}, 9000), 3)]

    assert few[1].endswith("(none: 450); --plants 3 is enough for all")
    assert "in 3 warehouses" in enough[0]
    assert enough[1] == "every boundable class gets about 1,350 traces or more (none)"


def test_a_lot_is_booked_from_the_moment_its_book_rises_above_zero(tmp_path: Path) -> None:
    moves = [
        ("issue", "2026-01-12T08:00:00Z", "LATE", 4),
        ("receipt", "2026-01-12T09:00:00Z", "LATE", 4),
        ("receipt", "2026-01-12T10:00:00Z", "LATE", 1),
        ("sample", "2026-01-12T07:00:00Z", "NEVER", 1),
        ("receipt", "2026-01-12", "DAY", 1),
    ]
    lines = ["movement_type,occurred_at,item_code,lot_code,qty"]
    lines += [f"{kind},{at},I,{lot},{qty}" for kind, at, lot, qty in moves]
    (tmp_path / "wms_movements_0001.csv").write_text("\n".join(lines))
    risen_at = dt.datetime(2026, 1, 12, 10, tzinfo=dt.UTC)

    assert booked_since(tmp_path) == {("I", "LATE"): int(risen_at.timestamp() * 1e6)}
