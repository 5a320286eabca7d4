"""Units as UN/ECE Recommendation 20 writes them."""

from __future__ import annotations

import pytest

from traceability.services.exports.unit_codes import unit_code


@pytest.mark.parametrize(
    ("uom", "code"),
    [("kg", "KGM"), ("KG", "KGM"), ("Kg", "KGM"), ("pcs", "H87"), ("u", "C62"), (" l ", "LTR"),
     ("KGM", "KGM"), ("公斤", "KGM"), ("m", "MTR"), ("cm", "CMT")],
)  # fmt: skip
def test_a_known_unit_has_its_code(uom: str, code: str) -> None:
    assert unit_code(uom) == code


@pytest.mark.parametrize("uom", ["drum", "box", "Mg", "", None, "XYZ", "10 kg"])
def test_an_unknown_or_unsure_unit_has_none(uom: str | None) -> None:
    assert unit_code(uom) is None
