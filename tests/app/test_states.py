"""What a page says when there is no answer, or when its data must not be trusted as it is."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.components.trust_strip import STALE_AFTER_DAYS
from ingestion.ingest import ingest
from tests.app.conftest import Publish, Visit
from tests.index_plant import Plant, jam_factory
from traceability.settings import Settings

EXTRACTS = Path(__file__).parent.parent / "plants" / "five_lots" / "extracts"
PAGES = ["trace", "health"]


def small() -> Plant:
    return Plant().lots("A B").order("WO1", "A", "B", order_status="closed")


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_home_says_how_to_begin(visit: Visit, tmp_path: Path, page: str) -> None:
    shown = visit(Settings(home=tmp_path / "nothing"), page=page)

    assert "No data yet" in shown.text
    assert "lotline demo" in shown.text
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("page", PAGES)
def test_a_home_with_extracts_alone_says_that_it_is_not_built(
    visit: Visit, tmp_path: Path, page: str
) -> None:
    settings = Settings(home=tmp_path / "landed")
    ingest([EXTRACTS], settings)

    shown = visit(settings, page=page)

    assert "Not built yet" in shown.text
    assert "lotline build" in shown.text


def test_loads_that_wait_for_a_build_are_in_the_strip(
    visit: Visit, publish: Publish, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path / "home")
    ingest([EXTRACTS], settings)
    publish(small(), last_load={"load_id": "00000001", "sha256": ""})

    assert "Not built yet 1 load" in visit(settings).text


@pytest.mark.parametrize(
    ("days", "is_amber"), [(STALE_AFTER_DAYS, False), (STALE_AFTER_DAYS + 1, True)]
)
def test_a_source_is_amber_only_when_it_is_older_than_the_limit(
    visit: Visit, publish: Publish, days: int, is_amber: bool
) -> None:
    then = (datetime.now(UTC) - timedelta(days=days, minutes=5)).isoformat(timespec="seconds")
    sources = [{"source_system": "erp", "data_as_of": then, "landed_at": then}]

    shown = visit(publish(small(), sources=sources))

    assert f"erp {days} days old" in shown.text
    assert (f'll-amber" title="Last fact {then[:10]}' in shown.html) is is_amber


def test_a_page_says_that_a_source_is_out_of_date(visit: Visit, publish: Publish) -> None:
    old = [{"source_system": "erp", "data_as_of": None, "landed_at": "2026-01-01T00:00:00Z"}]
    sentence = "Older than the 168 hours allowed: erp, last landed 2026-01-01T00:00:00Z."

    assert sentence in visit(publish(small(), sources=old)).text
    assert "hours allowed" not in visit(publish(small(), "20260102T000000-abcdef")).text


def test_a_source_of_unknown_age_is_amber(visit: Visit, publish: Publish) -> None:
    sources = [{"source_system": "erp", "data_as_of": None, "landed_at": None}]

    shown = visit(publish(small(), sources=sources))

    assert "erp age unknown" in shown.text
    assert 'll-amber" title="Last fact unknown' in shown.html


@pytest.mark.parametrize("verdict", ["complete", "incomplete"])
def test_the_strip_says_whether_gaps_are_known(
    visit: Visit, publish: Publish, verdict: str
) -> None:
    said = {"complete": "No gap is known", "incomplete": "Incomplete: gaps are known"}

    text = visit(publish(small(), verdict=verdict)).text

    assert [word for word, sentence in said.items() if sentence in text] == [verdict]


def test_an_unknown_lot_brings_near_ones_and_takes_none(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton, lot="IVK-8317A")

    assert "There is no lot IVK-8317A in this snapshot." in page.text
    assert page.tiles == {}

    page.press("candidate-0")
    assert "Blossom honey" in page.text
    assert page.tiles["customers"] == 6


def test_an_order_code_alone_is_offered_as_an_order(visit: Visit, tryton: Settings) -> None:
    page = visit(tryton, lot="12")

    assert "Order 12" in page.text
    page.press("hit-0")
    assert page.address["lot"] == "order:12"
    assert "Bar box 12" in page.text


def test_a_text_that_nothing_comes_near_says_so(visit: Visit, tryton: Settings) -> None:
    assert "Nothing comes near it either." in visit(tryton, lot="§§§").text


def test_a_code_of_several_lots_is_never_chosen_for_the_visitor(
    visit: Visit, tryton: Settings
) -> None:
    page = visit(tryton, lot="20260131", ask="came")

    assert "stands for 3 lots. None was chosen for you" in page.text
    assert page.tiles == {}
    assert {button.key for button in page.test.button} == {f"candidate-{n}" for n in range(3)}

    page.press("candidate-1")
    assert "Rolled oats" in page.text
    assert page.address["ask"] == "came"
    assert page.address["lot"].startswith("L")


@pytest.mark.parametrize("question", ["order:", "hu:", "line:L1@yesterday"])
def test_a_question_that_is_not_understood_gets_a_sentence(
    visit: Visit, tryton: Settings, question: str
) -> None:
    assert "This cannot be answered" in visit(tryton, lot=question).text


def test_a_link_holds_on_to_its_snapshot(visit: Visit, publish: Publish) -> None:
    old, new = "20260101T000000-aaaaaa", "20260102T000000-bbbbbb"
    publish(small(), old)
    settings = publish(jam_factory(), new)

    page = visit(settings, lot="A", asof=old)
    assert "Lots it reached" in page.text
    assert "An older snapshot" in page.text
    assert old in page.text

    page.press("newest")
    assert "asof" not in page.address
    assert "There is no lot A in this snapshot." in page.text


@pytest.mark.parametrize("page", PAGES)
def test_a_pruned_snapshot_is_said_to_be_gone(visit: Visit, publish: Publish, page: str) -> None:
    old, new = "20260101T000000-aaaaaa", "20260102T000000-bbbbbb"
    publish(small(), old)
    settings = publish(small(), new)
    visit(settings, page=page, lot="A", asof=old)
    shutil.rmtree(settings.snapshots / old)

    shown = visit(settings, page=page, lot="A", asof=old)

    assert "That snapshot is no longer kept" in shown.text
    assert shown.tiles == {}


def test_a_new_build_is_followed_and_told(visit: Visit, publish: Publish) -> None:
    settings = publish(small(), "20260101T000000-aaaaaa")
    page = visit(settings, lot="A")
    assert page.headings["lots"] == "1"
    bigger = small().lot("C").edge("R-WO1", "L-C")
    publish(bigger, "20260102T000000-bbbbbb")

    page.test.run()

    assert page.headings["lots"] == "2"
    assert "A newer build came into force while you were here" in page.text
    assert "20260101T000000-aaaaaa" in page.text
    page.press("understood")
    assert "A newer build came into force" not in page.text


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("broken", ["manifest.json", "index/layout.json"])
def test_a_damaged_snapshot_shows_no_number(
    visit: Visit, publish: Publish, page: str, broken: str
) -> None:
    settings = publish(small())
    path = next(iter(settings.snapshots.iterdir())) / broken
    path.write_text("{", encoding="utf-8")

    shown = visit(settings, page=page, lot="A")

    assert "The snapshot is damaged" in shown.text
    assert shown.tiles == {}


@pytest.mark.parametrize("page", PAGES)
def test_what_breaks_inside_is_a_sentence_with_a_file_of_details(
    visit: Visit, publish: Publish, page: str
) -> None:
    settings = publish(small())
    settings.pointer.write_text("no JSON", encoding="utf-8")

    shown = visit(settings, page=page)

    log = max((settings.home / "logs").iterdir())
    assert "Something went wrong inside Lotline" in shown.text
    assert str(log) in shown.text
    assert "Traceback" not in shown.text
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_pointer_to_a_snapshot_that_is_gone_is_no_traceback(
    visit: Visit, publish: Publish
) -> None:
    settings = publish(small())
    settings.pointer.write_text(json.dumps({"snapshot": "gone"}), encoding="utf-8")

    assert "There is no snapshot gone" in visit(settings, lot="A").text
