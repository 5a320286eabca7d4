"""Find by a piece of a code or a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index_plant import Plant
from traceability.errors import NotFoundError, UsageError
from traceability.services.find_lot import find_lot, findings_lines
from traceability.settings import Settings


def found(home: Settings, text: str) -> list[tuple[str, str, str]]:
    return [(hit.match, hit.kind, hit.code) for hit in find_lot(home, text).hits]


def test_exact_comes_before_prefix_before_substring(jam: Settings) -> None:
    assert found(jam, "jam") == [
        ("exact", "lot", "JAM"),
        ("exact", "item", "JAM"),
        ("prefix", "lot", "JAM2"),
    ]
    assert found(jam, "am2") == [("substring", "lot", "JAM2")]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("d1", ("exact", "delivery", "D1")),
        ("wo", ("prefix", "order", "WO1")),
        ("RC2", ("exact", "receipt", "RC2")),
        ("s/sug", ("prefix", "supplier lot", "S/SUGAR")),
        ("corner", ("prefix", "partner", "CUST1")),
        ("L-lids", ("exact", "lot", "")),
        ("(01)04012345678901(10)BOX", ("exact", "lot", "BOX")),
    ],
)
def test_every_kind_of_thing_is_found(jam: Settings, text: str, hit: tuple[str, str, str]) -> None:
    assert hit in found(jam, text)


def test_chinese_and_dangerous_codes_are_found_by_a_piece(tmp_path: Path) -> None:
    plant = (
        Plant().lot("A", lot_code="批次-甲01").lot("B", lot_code="=1+1").lot("C", lot_code="<b>")
    )
    home = Settings(home=plant.publish(tmp_path))
    assert found(home, "次\u2014甲") == [("substring", "lot", "批次-甲01")]
    assert found(home, "=1") == [("prefix", "lot", "=1+1")]
    assert found(home, "<B") == [("prefix", "lot", "<b>")]


def test_what_lies_beyond_the_limit_is_counted(tmp_path: Path) -> None:
    plant = Plant()
    for number in range(7):
        plant.lot(f"LOT{number}")
    home = Settings(home=plant.publish(tmp_path))
    findings = find_lot(home, "lot", limit=3)
    assert len(findings.hits) == 3
    assert findings.more == {"lot": 4}
    assert "4 more of kind lot" in findings_lines(findings)[1]


def test_nothing_found_offers_near_spellings(jam: Settings) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_lot(jam, "FRIUT1")
    assert caught.value.candidates


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\u3000"])
def test_finding_nothing_in_particular_is_a_usage_error(jam: Settings, text: str) -> None:
    with pytest.raises(UsageError):
        find_lot(jam, text)


def test_a_handling_unit_is_found_once_however_many_lots_it_holds(tmp_path: Path) -> None:
    plant = Plant().lots("A B")
    for name in "AB":
        plant.add("trace_handling_units", lot_id=f"L-{name}", handling_unit_code="PAL-7")
    home = Settings(home=plant.publish(tmp_path))
    assert found(home, "pal-7") == [("exact", "handling unit", "PAL-7")]
    assert found(home, "AL-") == [("substring", "handling unit", "PAL-7")]
