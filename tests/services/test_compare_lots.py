"""What lots have in common: found when it is more than chance, and never claimed when it is not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tests.index_plant import Plant
from traceability.cli.tabulate_comparison import common_lines, common_tables
from traceability.domain.comparison import Feature
from traceability.errors import NotFoundError, UsageError
from traceability.services import compare_lots as service
from traceability.services.collect_features import Features
from traceability.services.compare_lots import compare_lots
from traceability.services.open_snapshot import open_snapshot
from traceability.services.write_json import as_json
from traceability.settings import Settings

BARS = 40
BAD = ("BAR3", "BAR14", "BAR20", "BAR31", "BAR37")


def bars() -> Plant:
    """Forty bars, each of an order of its own; five of them were made with the cocoa BADCOCOA.

    Two sugars and two lines alternate; every order was run by ANN or BOB in shift DAY; the cocoa
    comes from FARM, or the bad one from HILL by way of a mix.
    """
    plant = Plant().lots("SUGAR0 SUGAR1 COCOA BADCOCOA", item_code="RAW", origin="received")
    plant.lot("MIX", item_code="MIX", origin="produced").order("MIXING", "BADCOCOA", "MIX")
    plant.lot("nameless", lot_code=None, item_code="RAW", origin="received")
    for name, supplier in (("COCOA", "FARM"), ("BADCOCOA", "HILL")):
        plant.add(
            "trace_supplies", lot_id=f"L-{name}", supplier_code=supplier, evidence="confirmed"
        )
    for number in range(BARS):
        name, order = f"BAR{number}", f"WO{number}"
        cocoa = "MIX" if name in BAD else "COCOA"
        plant.lot(name, item_code="BAR", origin="produced")
        plant.order(order, f"SUGAR{number % 2} {cocoa}", name, line_code=f"LINE{number % 2}")
        plant.add(
            "trace_operations",
            work_order_code=order,
            operation_run_id=f"OP{number}",
            equipment_code=f"PRESS{number % 4}",
            operator_code="ANN" if number % 3 else "BOB",
            shift_code="DAY",
        )
    plant.edge("L-nameless", "R-WO3", work_order_code="WO3", place_code="HOPPER9")
    plant.edge("L-nameless", "R-WO14", work_order_code="WO14", place_code="HOPPER9")
    return plant


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=bars().publish(tmp_path_factory.mktemp("bars")))


def named(features: tuple[Feature, ...]) -> dict[tuple[str, str], Feature]:
    return {(feature.kind, feature.code): feature for feature in features}


def test_what_the_lots_share_beyond_chance_comes_first_with_its_source(home: Settings) -> None:
    found = compare_lots(home, BAD)
    features = named(found.features)
    significant = {key for key, feature in features.items() if feature.is_significant}

    assert significant == {
        ("lot", "BADCOCOA"),
        ("lot", "MIX"),
        ("order", "MIXING"),
        ("supplier", "HILL"),
    }
    assert [feature.is_significant for feature in found.features[:4]] == [True] * 4
    assert found.verdict.startswith("4 of the features")
    cocoa = features["lot", "BADCOCOA"]
    assert (cocoa.shared, cocoa.comparable, cocoa.enrichment) == (5, 5, 8)
    # One draw of five out of 40 hits exactly these five: 1 / C(40, 5).
    assert cocoa.p_value == pytest.approx(1 / 658_008)
    assert cocoa.q_value == pytest.approx(found.feature_count / 658_008 / 4)


def test_what_all_lots_of_the_kind_share_is_no_cause(home: Settings) -> None:
    shift = named(compare_lots(home, BAD).features)["shift", "DAY"]

    assert (shift.shared, shift.comparable, shift.enrichment, shift.p_value) == (5, 40, 1, 1)
    assert not shift.is_significant


def test_features_of_every_kind_are_told_and_unknown_lots_are_none(home: Settings) -> None:
    found = compare_lots(home, BAD)
    kinds = Counter(feature.kind for feature in found.features)

    assert set(kinds) == {"lot", "order", "machine", "operator", "shift", "place", "supplier"}
    assert named(found.features)["place", "HOPPER9"].shared == 2
    assert not any("nameless" in feature.code for feature in found.features)


def test_lots_that_share_nothing_special_are_told_so(home: Settings) -> None:
    found = compare_lots(home, ["BAR0", "BAR5", "BAR7", "BAR22"])

    assert found.significant == 0
    assert found.tested > 0
    assert found.verdict.startswith("Nothing these lots share is more than chance")


def test_too_few_lots_are_told_so_and_nothing_is_tested(home: Settings) -> None:
    pair = compare_lots(home, BAD[:2])
    no_rate = compare_lots(home, ["SUGAR0", "SUGAR1", "COCOA"])

    assert pair.verdict.startswith("Too few lots: 2 given, 3 are needed")
    assert ("lot", "BADCOCOA") in named(pair.features)
    assert no_rate.verdict.startswith("Too few lots to compare with: 1 others")
    for found in (pair, no_rate):
        assert (found.tested, found.significant) == (0, 0)
        assert all(feature.p_value is None for feature in found.features)


def test_features_that_are_not_tested_raise_no_false_alarm(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = named(compare_lots(home, BAD).features)
    monkeypatch.setattr(service, "MOST_TESTED", 3)
    found = compare_lots(home, BAD)

    assert found.tested == 3
    assert len(found.features) == len(whole)
    assert found.features[0].q_value is not None
    assert found.features[0].q_value >= whole["lot", "BADCOCOA"].q_value


def test_a_kind_with_a_high_rate_of_its_own_makes_nothing_look_special(tmp_path: Path) -> None:
    plant = Plant().lots("GLAZE DOUGH", item_code="RAW", origin="received")
    for number in range(20):
        plant.lot(f"CAKE{number}", item_code="CAKE", origin="produced")
        plant.order(f"C{number}", "DOUGH GLAZE", f"CAKE{number}")
        plant.lot(f"ROLL{number}", item_code="ROLL", origin="produced")
        plant.order(f"R{number}", "DOUGH", f"ROLL{number}")
    home = Settings(home=plant.publish(tmp_path))

    found = compare_lots(home, [f"CAKE{number}" for number in range(6)] + ["ROLL1"])

    glaze = named(found.features)["lot", "GLAZE"]
    assert (glaze.shared, glaze.comparable, glaze.p_value) == (6, 20, 1)
    assert found.significant == 0


def test_lots_are_compared_with_those_that_came_about_as_they_did(tmp_path: Path) -> None:
    plant = bars().lots("BOUGHT0 BOUGHT1", item_code="BAR", origin="received")
    found = compare_lots(Settings(home=plant.publish(tmp_path)), BAD)

    assert found.comparable == BARS


def test_what_stands_behind_a_lot_has_the_lot_and_the_other_way_round(home: Settings) -> None:
    index = open_snapshot(home).index
    features = Features(index, 1, timed=True)

    for node in range(index.lot_count):
        lot = np.array([node], np.int64)
        if index.table("trace_lots").take("is_unknown", lot) == [True]:
            continue
        for mark in features.behind(lot):
            assert node in features.having(mark).tolist()


def test_the_document_and_the_page_say_the_same(home: Settings) -> None:
    found = compare_lots(home, [*BAD, "order:WO3"], limit=2)
    document = json.loads(as_json(found.as_document()))
    (table,) = common_tables(found)

    assert document["significant"] == 4
    assert document["features"][0]["p_value"] == pytest.approx(1 / 658_008)
    assert [row[-1] for row in table.rows] == ["more than chance"] * 2
    assert table.rows[0][3:5] == ("5/5", "5/40")
    assert any(f"Listed: 2 of {found.total}" in line for line in common_lines(found))


def test_a_question_that_cannot_be_answered_says_so(home: Settings) -> None:
    with pytest.raises(UsageError, match="no scope all"):
        compare_lots(home, BAD, scope="all")
    with pytest.raises(NotFoundError):
        compare_lots(home, ["BAR99"])
    with pytest.raises(NotFoundError, match="None of these lots has a number"):
        compare_lots(home, ["L-nameless"])
