"""What `lotline gaps` foretells of a missing record is what a build makes once it is there."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.hand_plants import PLANTS
from tests.hand_plants.filled_gaps import FILLED, LACKING, Filled
from traceability.domain.backfill import OpenLink
from traceability.services.list_gaps import list_gaps
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings

LACKS = PLANTS[LACKING]


@pytest.fixture(scope="module")
def gaps(strangers: Settings) -> dict[str, OpenLink]:
    """By item, what the plant lacks, what matters most first."""
    found = list_gaps(strangers, site=LACKS.code("S1"), limit=None).links
    return {
        link.item_code: link for link in found if (link.item_code or "").startswith(LACKS.code(""))
    }  # type: ignore[misc]


def scope_of(settings: Settings, plant: str, item: str, lots: Iterable[str]) -> tuple[int, int]:
    """Known lots and deliveries in the possible scopes of these lots, each asked for alone."""
    code = PLANTS[plant].code
    traces = [
        trace_lot(settings, [f"{code(item)}:{code(lot)}"], direction="forward", scope="possible")
        for lot in lots
    ]
    known = [len([one for one in trace.lots if one.lot_code]) for trace in traces]
    went = [len({one.delivery_code for one in trace.shipments}) for trace in traces]
    return sum(known), sum(went)


def candidates_of(gap: OpenLink) -> list[str]:
    return [(one.lot_code or "").removeprefix(LACKS.code("")) for one in gap.fillings]


def test_every_record_that_lacks_is_an_open_link(gaps: dict[str, OpenLink]) -> None:
    assert set(gaps) == {LACKS.code(one.item) for one in FILLED}
    assert all(set(candidates_of(gap)) == {*LOTS[item[-1]]} for item, gap in gaps.items())


LOTS = {"X": "ABC", "Y": "KP", "Z": "MN", "F": ("F2", "F3")}


@pytest.mark.parametrize("filled", FILLED, ids=lambda one: one.plant)
def test_a_filled_record_shrinks_the_scope_as_foretold(
    strangers: Settings, gaps: dict[str, OpenLink], filled: Filled
) -> None:
    gap = gaps[LACKS.code(filled.item)]
    (told,) = [one for one in gap.fillings if one.lot_code == LACKS.code(filled.lot)]
    lots = candidates_of(gap)

    before = scope_of(strangers, LACKING, filled.item, lots)
    after = scope_of(strangers, filled.plant, filled.item, lots)

    assert (gap.scope_now, gap.deliveries_now) == before
    assert (told.scope_if_filled, told.deliveries_if_filled) == after
    assert sum(before) > sum(after)
    assert told.shrinks_by == before[0] - after[0]


def test_the_link_that_matters_most_shrinks_the_scope_most(gaps: dict[str, OpenLink]) -> None:
    first, *others = gaps.values()

    assert first.item_code == LACKS.code("X")
    assert all(first.shrinks_by >= other.shrinks_by for other in others)
