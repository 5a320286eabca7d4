"""Plants written by hand: every lot that one of them once lost stays in the answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.prove.reach import Answer, ask
from tests.hand_plants import PLANTS, THEMES
from tests.hand_plants.hand_plant import HandPlant
from traceability.domain.code_keys import code_key, loose_key
from traceability.domain.scope import Scope
from traceability.index.reader import GenealogyIndex
from traceability.services.open_snapshot import open_snapshot
from traceability.settings import Settings

LIMITS = Path(__file__).parent.parent.parent / "docs" / "limits.md"
WITH_LIMITS = [name for name, one in PLANTS.items() if one.lost]
CONFIRMED, POSSIBLE, UNTIMED = 0, list(Scope).index(Scope.POSSIBLE), len(Scope) - 1


class Asked:
    """Every lot of a plant and of its deliveries, asked both ways, by its short code."""

    def __init__(
        self, index: GenealogyIndex, plant: HandPlant, places: dict[str, list[int]]
    ) -> None:
        shorts = sorted({end for pair in plant.pairs() for end in pair})
        self.nodes = {short: places.get(place_of(plant, short), []) for short in shorts}
        self._ahead = self._answers(index, forward=True)
        self._behind = self._answers(index, forward=False)

    def _answers(self, index: GenealogyIndex, *, forward: bool) -> dict[str, Answer]:
        return {
            code: ask(index.graph, tuple(nodes), forward=forward)
            for code, nodes in self.nodes.items()
            if nodes
        }

    def pairs(self, scope: int, *, forward: bool = True) -> set[tuple[str, str]]:
        """All pairs of the plant that the answers of one way name in a scope."""
        answers = self._ahead if forward else self._behind
        found = {
            (code, other)
            for code, answer in answers.items()
            for other, nodes in self.nodes.items()
            if np.intersect1d(answer.scopes[scope], nodes).size
        }
        return found if forward else {(other, code) for code, other in found}

    def reached(self) -> set[int]:
        """Every node of a lot in any answer."""
        answers = [*self._ahead.values(), *self._behind.values()]
        return {int(node) for answer in answers for node in answer.scopes[UNTIMED]}


def places_of(index: GenealogyIndex) -> dict[str, list[int]]:
    """By the key of a lot's code, and by `@` and a delivery: the nodes that stand for it."""
    lots, shipments = index.table("trace_lots"), index.table("trace_shipments")
    rows = np.arange(len(shipments))
    deliveries = shipments.take("delivery_code", rows)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for node, key in enumerate(lots.take("lot_code_key", np.arange(index.lot_count))):
        found[str(key)].add(node)
    for node, delivery in zip(shipments.owners_of(rows).tolist(), deliveries, strict=True):
        found[f"@{delivery}"].add(node)
    return {place: sorted(nodes) for place, nodes in found.items()}


def place_of(plant: HandPlant, short: str) -> str:
    """Where the nodes of a lot or of a delivery (`@D1`) are found."""
    return f"@{plant.code(short[1:])}" if short[0] == "@" else code_key(plant.code(short))


@pytest.fixture(scope="module")
def index(strangers: Settings) -> GenealogyIndex:
    return open_snapshot(strangers).index


@pytest.fixture(scope="module")
def asked(index: GenealogyIndex) -> dict[str, Asked]:
    """The answers about every plant."""
    places = places_of(index)
    return {name: Asked(index, one, places) for name, one in PLANTS.items()}


@pytest.mark.parametrize("name", PLANTS)
def test_what_is_true_is_possible(asked: dict[str, Asked], name: str) -> None:
    plant = PLANTS[name]

    assert all(asked[name].nodes.values()), asked[name].nodes
    assert set(plant.true) - asked[name].pairs(POSSIBLE) == set()


@pytest.mark.parametrize("name", PLANTS)
def test_both_ways_name_the_same_pairs(asked: dict[str, Asked], name: str) -> None:
    for scope in range(len(Scope)):
        assert asked[name].pairs(scope) == asked[name].pairs(scope, forward=False)


@pytest.mark.parametrize("name", [name for name, one in PLANTS.items() if one.guessed])
def test_what_no_record_tells_is_not_confirmed(asked: dict[str, Asked], name: str) -> None:
    assert set(PLANTS[name].guessed) & asked[name].pairs(CONFIRMED) == set()


@pytest.mark.parametrize("name", [name for name, one in PLANTS.items() if one.ruled_out])
def test_what_the_records_rule_out_is_not_possible(asked: dict[str, Asked], name: str) -> None:
    assert set(PLANTS[name].ruled_out) & asked[name].pairs(POSSIBLE) == set()


@pytest.mark.parametrize("name", WITH_LIMITS)
def test_a_limit_of_the_docs_loses_its_pair(asked: dict[str, Asked], name: str) -> None:
    """Red when a limit is mended: then its pair is true, and the docs say one limit less."""
    lost = PLANTS[name].lost

    assert lost.keys() & asked[name].pairs(UNTIMED) == set()
    assert [words for words in lost.values() if words not in LIMITS.read_text("utf-8")] == []


def test_an_answer_about_a_plant_stays_in_it(
    asked: dict[str, Asked], index: GenealogyIndex
) -> None:
    for name, one in asked.items():
        rows = np.array(sorted(one.reached()), np.int64)
        items = index.table("trace_lots").take("item_code", rows)
        prefix = f"{PLANTS[name].prefix}-"
        assert [item for item in items if not str(item).startswith(prefix)] == [], name


def test_no_code_is_spelt_nearly_like_another() -> None:
    """Or a lot would be found by its spelling and not by what its plant shows."""
    rows: list[dict[str, Any]] = [
        row for one in PLANTS.values() for table in one.tables.values() for row in table
    ]
    codes = {row[name] for row in rows for name in row if name.endswith("_code") and row[name]}
    keys = Counter(map(loose_key, codes))

    assert [key for key, count in keys.items() if count > 1] == []


def test_every_theme_has_plants_and_every_prefix_is_its_own() -> None:
    prefixes = Counter(one.prefix for one in PLANTS.values())

    assert {name for theme in THEMES for name in vars(theme) if name in PLANTS} == set(PLANTS)
    assert max(prefixes.values()) == 1
    assert all(one.true and set(one.guessed) <= set(one.true) for one in PLANTS.values())
    assert len(WITH_LIMITS) == 3
