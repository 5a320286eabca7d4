"""The words of contracts and columns: complete, unambiguous, and in one place."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import ingestion.wording
from ingestion.wording.header_key import header_key, header_keys
from ingestion.wording.words import PARTS_OF_AN_ID, contract_words, words_of, words_told
from traceability.contracts.extracts import EXTRACTS

FOLDER = Path(ingestion.wording.__file__).parent


@pytest.mark.parametrize("contract", EXTRACTS)
def test_every_column_has_a_header_and_a_meaning_in_both_languages(contract: str) -> None:
    words = words_of(contract)

    assert tuple(words) == EXTRACTS[contract].column_names
    for told in (contract_words(contract), *words.values()):
        assert told.meanings["en"].endswith(".")
        assert told.meanings["zh"].endswith("。")
    for name, told in words.items():
        assert re.search(r"[\u4e00-\u9fff]", told.headers["zh"]), name


@pytest.mark.parametrize("contract", EXTRACTS)
def test_no_two_columns_of_a_contract_share_a_header(contract: str) -> None:
    headers = Counter(header_key(told.headers["zh"]) for told in words_of(contract).values())

    assert [header for header, count in headers.items() if count > 1] == []


@pytest.mark.parametrize("contract", EXTRACTS)
def test_every_choice_has_one_chinese_word_of_its_own(contract: str) -> None:
    for name, told in words_of(contract).items():
        assert tuple(told.choices) == EXTRACTS[contract][name].choices, name
        assert len(set(told.choices.values())) == len(told.choices), name


def test_words_are_told_of_columns_that_exist() -> None:
    columns = {name for contract in EXTRACTS.values() for name in contract.column_names}
    columns |= {f"{c.name}.{name}" for c in EXTRACTS.values() for name in c.column_names}

    assert words_told() - columns == set(PARTS_OF_AN_ID)


def test_no_entry_is_told_twice() -> None:
    entries = Counter(
        name
        for path in FOLDER.glob("*_columns.yml")
        for name in re.findall(r"^([a-z_.]+):", path.read_text("utf-8"), re.MULTILINE)
    )

    assert [name for name, count in entries.items() if count > 1] == []


def test_no_name_of_a_table_means_two_contracts() -> None:
    keys = Counter(key for contract in EXTRACTS for key in contract_words(contract).others)

    assert [key for key, count in keys.items() if count > 1] == []


def test_the_one_header_with_two_meanings_is_the_place_of_a_movement() -> None:
    doubtful = {
        (contract, tuple(names))
        for contract in EXTRACTS
        for key in {key for told in words_of(contract).values() for key in told.others}
        if len(names := [n for n, told in words_of(contract).items() if key in told.others]) > 1
    }

    assert doubtful == {("wms_movements", ("from_location", "to_location"))}


@pytest.mark.parametrize(
    ("header", "same"),
    [
        ("Batch No.", "lot_code"),
        ("LOT NUMBER", "lot_code"),
        ("Vendor Batch", "supplier_lot"),
        ("Material number", "item_code"),
        ("\uff2c\uff4f\uff54\u3000\uff23ode", "lot_code"),
        ("物料代碼", "物料编码"),
        ("產品批號", "产品批号"),
    ],
)
def test_spellings_of_one_header_meet(header: str, same: str) -> None:
    assert header_key(header) == header_key(same)


@pytest.mark.parametrize("header", ["Production order", "Product", "Lot", "Qty"])
def test_headers_that_differ_stay_apart(header: str) -> None:
    others = {"Production order", "Product", "Lot", "Qty"} - {header}

    assert header_key(header) not in {header_key(other) for other in others}


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("数量(kg)", "数量"),
        ("Batch No (Items)", "lot_code"),
        ("领料明细.批号", "批号"),
        ("FInStockEntry_FRealQty", "FRealQty"),
        ("FLot.FNumber", "FLot"),
        ("*物料编码", "物料编码"),
    ],
)
def test_what_exports_add_to_a_header_is_left_away(header: str, key: str) -> None:
    assert header_key(key) in header_keys(header)


def test_the_name_of_a_thing_is_not_taken_for_its_code() -> None:
    assert header_key("FLot") not in header_keys("FLot.FName")
