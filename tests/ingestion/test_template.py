"""Templates: every contract, in both languages, can be filled in and lands without a profile."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from ingestion.profile import MARKER
from ingestion.report import RefusedLoadError
from ingestion.template import write_template
from ingestion.template_sheets import LAST_ROW, allowed_words
from ingestion.wording.example_rows import example_rows
from ingestion.wording.words import Language, words_of
from tests.ingestion.conftest import House
from traceability.contracts.extracts import EXTRACTS

LANGUAGES: tuple[Language, ...] = ("en", "zh")
ALL = [(contract, language) for contract in EXTRACTS for language in LANGUAGES]
OF_THE_LOAD = {"source_file", "source_row", "load_id", "landed_at", "raw_text"}
NUMBERS = {"quantity", "number", "integer"}


@cache
def written(contract: str, language: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(contract, path, language)
        return path.read_bytes()


@cache
def template(contract: str, language: str) -> Workbook:
    """A template as a person opens it; to be looked at only."""
    return load_workbook(io.BytesIO(written(contract, language)))


def filled(contract: str, language: str) -> bytes:
    """A template into which somebody typed the example rows again, below the examples."""
    book = load_workbook(io.BytesIO(written(contract, language)))
    sheet = book.worksheets[0]
    for line in (2, 3, 4):
        for cell in sheet[line][1:]:
            sheet.cell(line + 3, cell.column).value = cell.value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_csv(contract: str, language: Language) -> str:
    """The example rows as a contract file: texts of that language, words of the contract."""
    texts, plain = example_rows(contract, language), example_rows(contract, "en")
    lines = io.StringIO()
    names = EXTRACTS[contract].column_names
    table = csv.DictWriter(lines, names)
    table.writeheader()
    for row, own in zip(texts, plain, strict=True):
        spoken = {name for name in row if EXTRACTS[contract][name].kind == "text"}
        spoken -= {name for name in row if EXTRACTS[contract][name].choices}
        table.writerow({name: row[name] if name in spoken else own[name] for name in row})
    return lines.getvalue()


def facts(house: House, contract: str) -> list[dict[str, Any]]:
    rows = house.rows(contract)
    return [{name: row[name] for name in row if name not in OF_THE_LOAD} for row in rows]


@pytest.mark.parametrize(("contract", "language"), ALL)
def test_a_template_opens_with_the_headers_of_its_contract(
    contract: str, language: Language
) -> None:
    data, about = template(contract, language).worksheets
    words = words_of(contract)

    headers = [cell.value for cell in data[1]]

    assert data.title == contract
    assert about.title == {"en": "about", "zh": "说明"}[language]
    assert headers[1:] == [told.headers[language] for told in words.values()]
    assert language == "zh" or headers == [MARKER, *EXTRACTS[contract].column_names]
    assert all(cell.comment and cell.comment.text for cell in data[1])
    assert [cell.font.bold for cell in data[1][1:]] == [
        column.is_required for column in EXTRACTS[contract].columns
    ]
    told = {row[0].value: [cell.value for cell in row[1:]] for row in about if row[1].value}
    assert [told[header][0] for header in headers[1:]] == [
        word.meanings[language] for word in words.values()
    ]


@pytest.mark.parametrize(("contract", "language"), ALL)
def test_no_code_of_a_template_can_lose_its_zeros(contract: str, language: Language) -> None:
    data = template(contract, language).worksheets[0]

    for cell, column in zip(data[1][1:], EXTRACTS[contract].columns, strict=True):
        shown = data.column_dimensions[cell.column_letter].number_format
        if column.kind in {"date", "instant"}:
            assert shown.startswith("yyyy-mm-dd")
        else:
            assert (shown == "@") == (column.kind not in NUMBERS), column.name


@pytest.mark.parametrize(("contract", "language"), ALL)
def test_choices_and_yes_or_no_are_drop_downs(contract: str, language: Language) -> None:
    data = template(contract, language).worksheets[0]
    offered = {
        str(offer.sqref): offer.formula1.strip('"').split(",")
        for offer in data.data_validations.dataValidation
    }

    wanted = {
        f"{cell.column_letter}2:{cell.column_letter}{LAST_ROW}": [*words]
        for cell, column in zip(data[1][1:], EXTRACTS[contract].columns, strict=True)
        if (words := allowed_words(contract, column, language))
    }

    assert offered == wanted
    assert all(len(",".join(words)) <= 255 for words in offered.values())  # Excel takes no more


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_templates_land_like_the_same_rows_as_csv_and_their_examples_do_not(
    language: Language, tmp_path: Path
) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "texts").mkdir()
    sheets, texts = House(tmp_path / "sheets"), House(tmp_path / "texts")

    books = {f"{name}.xlsx": filled(name, language) for name in EXTRACTS}
    report = sheets.land({f"mine_{name}": book for name, book in books.items()})
    texts.land({f"{name}.csv": as_csv(name, language) for name in EXTRACTS})

    files = {file.table: file for load in report.loads for file in load.files if file.table}
    assert files.keys() == EXTRACTS.keys()
    assert {(file.read, file.used) for file in files.values()} == {(6, 3)}
    assert {tuple(file.set_aside.items()) for file in files.values()} == {((MARKER, 3),)}
    assert not any(file.quarantined for load in report.loads for file in load.files)
    told = {finding.rule_id for load in report.loads for finding in load.findings}
    assert told == {"template_example"}
    for contract in EXTRACTS:
        assert facts(sheets, contract) == facts(texts, contract)
        assert len(facts(sheets, contract)) == 3


def test_a_template_as_it_came_lands_nothing_and_says_so(house: House) -> None:
    (load,) = house.land({"a.xlsx": written("erp_items", "zh")}).loads

    assert load.rows == {"erp_items": 0}
    (finding,) = load.findings
    assert (finding.rule_id, finding.row) == ("template_example", 2)
    assert "3 rows are marked as examples" in finding.message


def test_a_template_as_it_came_is_refused_as_a_full_load(house: House) -> None:
    house.land({"erp_items.csv": as_csv("erp_items", "en")}, full=True)

    with pytest.raises(RefusedLoadError, match="examples of a template"):
        house.land({"a.xlsx": written("erp_items", "en")}, full=True)


def test_another_word_in_the_marker_column_sets_no_row_aside(house: House) -> None:
    text = f"{MARKER},item_code\nExample ,A\nmine,B\n,C\n示例,D\n"

    (load,) = house.land({"erp_items.csv": text}).loads

    assert [row["item_code"] for row in house.rows("erp_items")] == ["B", "C"]
    assert [row["extra"] for row in house.rows("erp_items")] == [None, None]
    assert [(finding.rule_id, finding.row) for finding in load.findings] == [
        ("template_example", 2),
        ("template_example", 3),
    ]


def test_chinese_headers_and_words_are_understood_in_every_format(house: House) -> None:
    text = "物料编码,物料类型,批次管理,自有列\n00123,半成品,是,x\n00124,别的,否,\n"

    (load,) = house.land({"erp_items.csv": text}).loads

    first, second = house.rows("erp_items")
    assert (first["item_code"], first["item_type"], first["is_lot_managed"]) == (
        "00123",
        "semi_finished",
        True,
    )
    assert (first["extra"], second["item_type"]) == ('{"自有列": "x"}', None)
    assert {finding.rule_id for finding in load.findings} == {"FI-08", "TY-15"}


def test_a_chinese_header_does_not_replace_the_column_of_that_name(house: House) -> None:
    house.land({"erp_items.csv": "物料编码,item_code\nX,A\n"})

    (row,) = house.rows("erp_items")

    assert (row["item_code"], row["extra"]) == ("A", '{"物料编码": "X"}')


def test_examples_are_set_aside_under_a_profile_that_takes_contract_files(house: House) -> None:
    profile = house.profile(
        "name: own\nsource_system: own\ncontracts: {erp_items: {from: erp_items}}\n"
    )

    (load,) = house.land({"a.xlsx": written("erp_items", "zh")}, profile=profile).loads

    assert load.rows == {"erp_items": 0}


def test_the_example_rows_tell_of_one_plant() -> None:
    rows = {name: example_rows(name, "en") for name in EXTRACTS}
    known = {
        name: {row[name] for row in rows[master]}
        for name, master in {
            "item_code": "erp_items",
            "site_code": "erp_sites",
            "work_order_code": "erp_work_orders",
            "operation_run_id": "mes_operations",
            "place_code": "mes_places",
            "receipt_code": "erp_receipts",
            "delivery_code": "erp_deliveries",
            "partner_code": "erp_partners",
        }.items()
    }

    strangers = [
        (contract, name, row[name])
        for contract, told in rows.items()
        for row in told
        for name in known.keys() & row.keys()
        if row[name] not in known[name]
    ]

    assert strangers == []
    assert {len(told) for told in rows.values()} == {3}


@pytest.mark.parametrize("contract", EXTRACTS)
def test_every_example_value_is_of_its_kind(contract: str) -> None:
    kinds = {"quantity": (int, float), "number": (int, float), "integer": int, "date": dt.date}
    kinds |= {"instant": dt.date}
    for row in example_rows(contract, "en"):
        assert set(EXTRACTS[contract].required) <= row.keys()
        for name, value in row.items():
            assert isinstance(value, kinds.get(EXTRACTS[contract][name].kind, str)), name
