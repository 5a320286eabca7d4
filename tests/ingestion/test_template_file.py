"""Writing a template: what is refused, what is left alone, what is text."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from ingestion.profile import MARKER
from ingestion.template import write_template
from ingestion.template_sheets import write_text
from ingestion.wording.example_rows import template_words
from tests.ingestion.test_commands import APP
from tests.ingestion.test_template import ALL, template
from traceability.contracts.extracts import EXTRACTS
from traceability.errors import RefusedError, UsageError


def test_text_that_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    book = Workbook()
    write_text(book.worksheets[0].cell(1, 1), "=1+1")
    book.save(tmp_path / "a.xlsx")

    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0].cell(1, 1)

    assert (cell.value, cell.data_type, cell.number_format) == ("=1+1", "s", "@")


def test_no_text_of_a_template_is_a_formula() -> None:
    for contract, language in ALL:
        for sheet in template(contract, language):
            assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_text("mine")

    with pytest.raises(RefusedError, match="is there already"):
        write_template("erp_items", path)

    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("contract", "name", "language", "complaint"),
    [
        ("erp_reciepts", "a.xlsx", "en", "Did you mean erp_receipts"),
        ("zzz", "a.xlsx", "en", "is no contract"),
        ("erp_items", "a.xlsx", "de", "do not speak 'de'"),
        ("erp_items", "a.csv", "en", "does not end in"),
    ],
)
def test_what_a_template_cannot_be_is_said(
    contract: str, name: str, language: str, complaint: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=complaint) as caught:
        write_template(contract, tmp_path / name, language)

    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_contract_is_answered_with_all_of_them(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_template("batches", tmp_path / "a.xlsx")

    assert all(name in caught.value.hint for name in EXTRACTS)


def test_the_verb_names_the_file_and_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(APP, ["template", "wms_stock", "--lang", "zh"])

    assert result.exit_code == 0
    assert "Written to wms_stock.xlsx" in result.stderr
    assert "lotline ingest wms_stock.xlsx" in result.stderr
    assert load_workbook("wms_stock.xlsx").sheetnames == ["wms_stock", "说明"]


def test_templates_name_the_marker_as_landing_does() -> None:
    assert template_words()["marker"]["en"] == MARKER
