"""A corrected value as a person types it."""

from __future__ import annotations

import pytest

from traceability.domain.correction_values import value_text
from traceability.errors import UsageError


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("quantity", "1.5E2", "150.000000"),
        ("quantity", " -0 ", "0.000000"),
        ("instant", "2026-01-28 07:00", "2026-01-28 07:00:00"),
        ("instant", "2026-01-28T07:00:00+08:00", "2026-01-28 07:00:00 480"),
        ("lot_code", " A-1 ", "A-1"),
    ],
)
def test_a_value_is_kept_as_the_engine_writes_it(kind: str, text: str, kept: str) -> None:
    assert value_text(kind, text) == kept


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("quantity", "NaN"),
        ("quantity", "-Infinity"),
        ("quantity", "1,5"),
        ("quantity", "1e30"),
        ("integer", "nan"),
        ("instant", "28.01.2026"),
        ("lot_code", " "),
        ("code", ""),
    ],
)
def test_what_is_no_value_is_refused_in_a_sentence(kind: str, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        value_text(kind, text)

    assert refused.value.hint
