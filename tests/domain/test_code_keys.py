from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.domain.code_keys import code_key, is_no_lot, loose_key


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert code_key(code_key(text)) == code_key(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(text: str) -> None:
    wide = code_key(text + "\u200b")
    assert code_key(text) == wide


@pytest.mark.parametrize(
    "spelling",
    [
        "RM-001",
        "rm-001",
        " RM-001 ",
        "\tRM-001\r\n",
        "\u00a0RM-001\u3000",
        "\u200bRM-001\ufeff",
        "RM\u2014001",
        "RM\u2212001",
        "RM\u2011001",
        "\uff32\uff2d\uff0d\uff10\uff10\uff11",
    ],
)
def test_spellings_of_one_code_share_a_key(spelling: str) -> None:
    assert code_key(spelling) == "rm-001"


def test_codes_that_differ_keep_different_keys() -> None:
    codes = ["00123", "123", "1E5", "100000", "A B", "AB", "2026-01-02", "20260102", "O1", "01"]
    assert len({code_key(code) for code in codes}) == len(codes)


def test_every_character_that_unicode_calls_a_dash_is_folded() -> None:
    dashes = [chr(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Pd"]
    assert {code_key(f"a{dash}b") for dash in dashes} == {"a-b"}


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "  ",
        "N/A",
        "n/a",
        "NULL",
        "None",
        "-",
        "--",
        "—",
        "无",
        "没有",
        "0",
        "*",
        "*" * 20,
        "\uff2e\uff0f\uff21",
        "\u3000",
        "/",
        "nan",
    ],
)
def test_cells_that_say_there_is_no_lot(cell: str) -> None:
    assert is_no_lot(cell)


@pytest.mark.parametrize("lot", ["NA", "00", "0000000", "A-", "-1", "1*", "NULL-1", "none of it"])
def test_lots_that_only_look_like_none_stay_lots(lot: str) -> None:
    assert not is_no_lot(lot)


def test_a_source_may_name_its_own_words_for_no_lot() -> None:
    assert is_no_lot(" Ohne ", {"ohne"})
    assert not is_no_lot("Ohne")


@pytest.mark.parametrize("text", ["WO-007", "wo 7", "W0-7", "Wo_007", "w0/07"])
def test_a_loose_key_forgives_separators_zeros_and_letters_like_digits(text: str) -> None:
    assert loose_key(text) == "w07"


@pytest.mark.parametrize("text", ["WO-70", "WO-17", "WA-7", "WO-7A"])
def test_a_loose_key_keeps_what_is_another_code(text: str) -> None:
    assert loose_key(text) != "w07"
