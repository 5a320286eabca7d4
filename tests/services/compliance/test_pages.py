"""The page for the management and the report on completeness say what the documents say."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from tests.metrics_plant import publish_toy
from tests.services.compliance.audited_house import ALL_WELL, add_measures
from tests.store.state.case_house import publish
from traceability.domain.tables import TextTable
from traceability.errors import DataMissingError, UsageError
from traceability.services.compliance.completeness_report import (
    completeness_pdf,
    completeness_report,
    completeness_workbook,
)
from traceability.services.compliance.executive_page import executive_page
from traceability.services.compliance.print_pages import check_kind, executive_pdf
from traceability.services.compliance.read_house_rules import TILES
from traceability.services.compliance.tile import Colour
from traceability.services.record_metrics import record_metrics
from traceability.services.reports.words import Language
from traceability.settings import Settings

NOON = datetime.now(UTC)


def text_of(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def squeezed(text: str) -> str:
    """Without blanks: lines break anywhere."""
    return "".join(text.split())


@pytest.fixture
def untried(tmp_path: Path) -> Settings:
    """A house that was built, and never drilled."""
    settings = Settings(home=tmp_path)
    publish(settings)
    add_measures(settings, ALL_WELL)
    return settings


def test_no_drill_yet_is_red_and_not_blank(untried: Settings) -> None:
    page = executive_page(untried)
    told = {tile.tile_id: tile for tile in page.tiles}

    assert tuple(told) == TILES
    for name in ("drills", "coverage", "time_to_scope", "balance"):
        assert told[name].colour is Colour.RED
        assert told[name].value == "no drill yet in 12 months"
        assert told[name].value_zh == "12 个月内尚无演练"
    assert told["gaps"].value == "no build looked for findings"
    assert page.verdict is Colour.RED
    assert page.verdict_says.startswith("Not ready. Red or amber: Last drill, Families drilled")


def test_every_tile_has_a_definition_a_day_and_an_owner_or_says_that_nobody_is_named(
    untried: Settings,
) -> None:
    (untried.home / "compliance.yml").write_text("owners: {gaps: Ann of Quality}")

    page = executive_page(untried)

    assert len(page.tiles) <= 7
    assert all(tile.definition and tile.definition_zh and tile.as_of for tile in page.tiles)
    assert {tile.owner for tile in page.tiles} == {None, "Ann of Quality"}
    text = text_of(executive_pdf(page))
    assert "Ann of" in text
    assert "nobody" in text


@pytest.mark.parametrize("language", Language)
def test_the_page_is_one_page_and_says_what_the_document_says(
    untried: Settings, language: Language
) -> None:
    page = executive_page(untried, as_of=NOON)
    data = executive_pdf(page, language)
    text = squeezed(text_of(data))

    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1
    is_zh = language is Language.ZH
    assert squeezed(page.verdict_says_zh if is_zh else page.verdict_says) in text
    for tile in page.tiles:
        words = re.split(r"[\s，]+", tile.value_zh if is_zh else tile.value)
        assert all(word[:4] in text for word in words)  # lines of a cell stand apart
    assert data == executive_pdf(executive_page(untried, as_of=NOON), language)


def test_a_signed_drill_is_read_from_its_own_record(audited: Settings) -> None:
    told = {tile.tile_id: tile for tile in executive_page(audited).tiles}

    assert told["drills"].value.startswith("C-1 of ")
    assert told["time_to_scope"].colour is Colour.GREEN
    assert told["time_to_scope"].value == "0 min, mark 240 min (example)"
    assert told["coverage"].value == "0 of 1"
    assert told["coverage"].colour is Colour.RED


def test_a_drill_of_last_year_is_no_drill(audited: Settings) -> None:
    page = executive_page(audited, as_of=NOON + timedelta(days=400))

    assert page.tiles[0].value == "no drill yet in 12 months"


def test_without_a_build_there_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError):
        executive_page(Settings(home=tmp_path))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Two builds whose figures were kept; read only."""
    settings = Settings(home=tmp_path_factory.mktemp("measured"))
    for number, covered in ((1, 3), (2, 4)):
        publish_toy(settings.home, number, covered=covered, gaps=number)
        record_metrics(settings)
    return settings


def test_the_report_on_completeness_prints_its_figures_and_their_trend(
    measured: Settings,
) -> None:
    report = completeness_report(measured, as_of=NOON)

    for language in Language:
        text = squeezed(text_of(completeness_pdf(report, language)))
        for one in report.figures:
            title = one.title_zh if language is Language.ZH else one.title
            assert squeezed(title) in text
    text = text_of(completeness_pdf(report))
    assert "75.00 %" in text  # of the first build, in the trend
    assert "100.00 %" in text
    assert all(snapshot in squeezed(text) for snapshot in {one.snapshot_id for one in report.trend})
    assert "WO9" in text
    assert completeness_pdf(report) == completeness_pdf(completeness_report(measured, as_of=NOON))


def test_the_workbook_holds_every_figure_and_the_same_bytes_twice(measured: Settings) -> None:
    report = completeness_report(measured, as_of=NOON)
    data = completeness_workbook(report)

    assert data == completeness_workbook(completeness_report(measured, as_of=NOON))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(report.figures) + 1


def test_a_file_of_another_kind_is_refused() -> None:
    assert check_kind(Path("a.XLSX"), "pdf", "xlsx") == "xlsx"
    with pytest.raises(UsageError, match=r"a\.doc"):
        check_kind(Path("a.doc"), "pdf", "xlsx")


def test_what_people_see_is_what_programs_see(audited: Settings) -> None:
    from traceability.cli.tabulate_compliance import page_table, register_lines, register_tables
    from traceability.services.compliance.judge_register import judge_register

    found = judge_register(audited)
    requirements, evidence = register_tables(found, "zh")
    assert isinstance(requirements, TextTable)
    assert len(requirements.rows) == len(found.requirements)
    assert len(evidence.rows) == sum(len(one.evidence) for one in found.requirements)
    assert "已满足" in {row[3] for row in requirements.rows}
    assert "nothing here is legal advice" in register_lines(found)[1]
    page = executive_page(audited)
    assert [row[2] for row in page_table(page, "en").rows] == [tile.value for tile in page.tiles]
