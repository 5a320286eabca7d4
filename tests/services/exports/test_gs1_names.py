"""Names of things as URIs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.exports.conftest import ADDRESS
from traceability.errors import UsageError
from traceability.services.exports.check_events import _is_uri
from traceability.services.exports.gs1_names import (
    Names,
    gln_13,
    gtin_14,
    has_check_digit,
    own_address,
    sscc_18,
)

GTIN = "4006381333931"


def lot(**values: Any) -> dict[str, Any]:
    return {
        "item_code": "BAR",
        "lot_code": "L7",
        "gtin": GTIN,
        "is_serial": False,
        "is_shared": False,
        "lot_id": "LID",
        **values,
    }


@pytest.fixture
def names() -> Names:
    return Names(ADDRESS, {"B": "4012345000009"})


def test_a_lot_of_an_item_with_a_gtin_is_a_digital_link(names: Names) -> None:
    assert names.lot(lot()) == "https://id.gs1.org/01/04006381333931/10/L7"
    assert names.lot(lot(is_serial=True)) == "https://id.gs1.org/01/04006381333931/21/L7"
    assert names.lot(lot(lot_code=None)) == "https://id.gs1.org/01/04006381333931"
    assert names.lot(lot(lot_code="A/1+2")) == "https://id.gs1.org/01/04006381333931/10/A%2F1%2B2"


@pytest.mark.parametrize(
    ("values", "uri"),
    [
        ({"gtin": "4006381333932"}, "item/BAR/lot/L7"),
        ({"gtin": None}, "item/BAR/lot/L7"),
        ({"lot_code": "批次7"}, "item/BAR/lot/%E6%89%B9%E6%AC%A17"),
        ({"lot_code": "123456789012345678901"}, "item/BAR/lot/123456789012345678901"),
        ({"lot_code": "A B"}, "item/BAR/lot/A%20B"),
        ({"is_shared": True}, "item/BAR/lot/L7/id/LID"),
        ({"gtin": None, "is_serial": True}, "item/BAR/serial/L7"),
        (
            {"gtin": None, "item_code": "=1+1", "lot_code": '"<b>\n'},
            "item/%3D1%2B1/lot/%22%3Cb%3E%0A",
        ),
    ],
)
def test_what_gs1_cannot_name_stands_under_the_plants_address(
    names: Names, values: dict[str, Any], uri: str
) -> None:
    found = names.lot(lot(**values))
    assert found == ADDRESS + uri
    assert _is_uri(found)


def test_two_codes_never_become_one_uri(names: Names) -> None:
    codes = ["a/b", "a%2Fb", "a b", "a+b", "a", "A", "a%20b", "ä", "a\u0308"]
    found = {names.lot(lot(gtin=None, lot_code=code)) for code in codes}
    assert len(found) == len(codes)
    assert names.lot(lot(gtin=None, item_code="x/lot", lot_code="y")) != names.lot(
        lot(gtin=None, item_code="x", lot_code="lot/y")
    )


def test_sites_and_handling_units_take_their_gs1_key_where_it_is_sound(names: Names) -> None:
    assert names.site("B") == "https://id.gs1.org/414/4012345000009"
    assert names.site("C") == f"{ADDRESS}site/C"
    assert names.handling_unit("340123450000001114") == f"{ADDRESS}handling-unit/340123450000001114"
    assert names.handling_unit("040123450000001112") == "https://id.gs1.org/00/040123450000001112"


def test_check_digits_are_reckoned() -> None:
    assert has_check_digit(GTIN)
    assert not has_check_digit("4006381333932")
    assert not has_check_digit("\uff14006381333931")
    assert gtin_14("036000291452") == "00036000291452"
    assert gtin_14("12345678901") is None
    assert gln_13("4012345000009") == "4012345000009"
    assert gln_13("0614141000005x") is None
    assert sscc_18("040123450000001112") == "040123450000001112"


def test_an_address_for_ids_is_asked_for() -> None:
    assert own_address("https://id.plant.example") == ADDRESS
    assert own_address("urn:plant:trace") == "urn:plant:trace:"
    for text in (None, "", "plant", "https://id.plant.example/ x", "javascript:alert(1)"):
        with pytest.raises(UsageError, match="ids"):
            own_address(text)


def test_a_urn_keeps_its_own_separator() -> None:
    assert Names("urn:plant:", {}).site("B") == "urn:plant:site:B"
