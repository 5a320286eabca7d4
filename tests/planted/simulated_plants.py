"""Bugs of the simulated plants, of what goes wrong in their records, and of the proof's judge."""

from __future__ import annotations

from tests.planted.bug import Bug

CORE = "tests/simulator/test_core.py"
FAULTS = "tests/simulator/test_faults.py"
GUESSED = "tests/simulator/test_lost_and_guessed_rows.py"
MEASURED = "tests/proof/test_measure_plant.py"
PROMISES = "tests/proof/test_promises.py"

BUGS = (
    Bug(
        "a suspect is in what left before it came",
        "19 simulation",
        "simulator/truth.py",
        "is_open = flow.at >= at if sign > 0 else flow.at <= at",
        "is_open = True",
        (f"{CORE}::test_suspect_material_reaches_only_what_was_drawn_after_it_came",),
    ),
    Bug(
        "a tank gives its oldest lot first",
        "19 simulation",
        "simulator/stock.py",
        "(held * qty / level).quantize(_SMALLEST)",
        "min(held, qty).quantize(_SMALLEST)",
        (f"{CORE}::test_a_tank_gives_of_every_lot_its_share_and_loses_nothing",),
    ),
    Bug(
        "what nobody recorded is written as None",
        "19 simulation",
        "simulator/write_extracts.py",
        '        case None:\n            return ""\n',
        '        case None:\n            return "None"\n',
        (f"{CORE}::test_private_keys_and_empty_cells_do_not_reach_a_file",),
    ),
    Bug(
        "a lost row leaves its order covered",
        "19 simulation",
        "simulator/faults/rows.py",
        "for fact in facts if slack.take(fact[0]) for r in",
        "for fact in facts for r in",
        (GUESSED,),
    ),
    Bug(
        "a late scan may be an early one",
        "19 simulation",
        "simulator/faults/times.py",
        "later(row, minutes(scene.rng, 10, 120), *_MES_TIMES)\n            if over_recorded",
        "later(row, minutes(scene.rng, -10, 120), *_MES_TIMES)\n            if over_recorded",
        (f"{FAULTS}::test_clocks_go_wrong_only_as_far_as_said",),
    ),
    Bug(
        "bounds are smaller than the faults",
        "19 simulation",
        "simulator/faults/spoil.py",
        "max(least, getattr(observed.bounds, name))",
        "min(least, getattr(observed.bounds, name))",
        (f"{FAULTS}::test_bounds_are_as_large_as_the_faults",),
    ),
    Bug(
        "what is hidden is declared",
        "19 simulation",
        "simulator/faults/spoil.py",
        "    if kind.hides_hold_up:\n",
        "    if False:\n",
        (f"{FAULTS}::test_what_is_hidden_is_declared_nowhere",),
    ),
    Bug(
        "a backflush books what the books hold, not what was used",
        "19 simulation",
        "simulator/faults/backflush.py",
        "part = wanted if place == len(lots) else min(book[lot], wanted)",
        "part = min(book.get(lot, wanted), wanted)",
        (GUESSED,),
    ),
    Bug(
        "a pair that only time cuts is not lost",
        "20 proof",
        "simulator/prove/promises.py",
        "lost = told.lost[2]",
        "lost = told.lost[3]",
        (f"{PROMISES}::test_a_bad_figure_breaks_a_promise",),
    ),
    Bug(
        "a class of which nothing was traced keeps its promise",
        "20 proof",
        "simulator/prove/promises.py",
        "    if not told.traces:\n",
        "    if told.traces < 0:\n",
        (f"{PROMISES}::test_a_bad_figure_breaks_a_promise",),
    ),
    Bug(
        "a plant that stopped never was",
        "20 proof",
        "simulator/prove/make_plants.py",
        "made.stopped.append(StoppedPlant(",
        "str((",
        (f"{PROMISES}::test_a_plant_that_stops_is_told_and_does_not_vanish",),
    ),
    Bug(
        "a quantile lies between two values",
        "20 proof",
        "simulator/prove/figures.py",
        "ceil(share * len(ordered)) - 1",
        "ceil(share * len(ordered))",
        (f"{PROMISES}::test_a_quantile_is_a_value_that_was_measured",),
    ),
    Bug(
        "a true pair that no link joins is no pair",
        "20 proof",
        "simulator/prove/measure.py",
        "known = {one for one in true if self._ground.nodes(lots[one])}",
        "known = true & scopes[_UNTIMED]",
        (MEASURED,),
    ),
    Bug(
        "only traces forward are held against the truth",
        "20 proof",
        "simulator/prove/measure.py",
        "            self._compare(lot, true, scopes, forward=forward)\n            if forward:\n",
        "            if forward:\n                self._compare(lot, true, scopes, forward=True)\n",
        (MEASURED,),
    ),
    Bug(
        "a lot of another plant in an answer is not noticed",
        "20 proof",
        "simulator/prove/measure.py",
        "((owners >= 0) & (owners != self._place)).sum()",
        "((owners < 0) & (owners != self._place)).sum()",
        (MEASURED,),
    ),
)
