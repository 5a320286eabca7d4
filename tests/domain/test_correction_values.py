"""A corrected value as a person types it."""

from __future__ import annotations

import pytest

from traceability.domain.correction_values import shown_value, value_text
from traceability.errors import UsageError


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("quantity", "1.5E2", "150.000000"),
        ("quantity", " -0 ", "0.000000"),
        ("instant", "2026-01-28 07:00", "2026-01-28 07:00:00"),
        ("instant", "2026-01-28T07:00:00+08:00", "2026-01-28 07:00:00 480"),
        ("date", "9999-12-31", "9999-12-31"),
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
        ("quantity", "1e-9"),
        ("date", "0001-01-01"),
        ("instant", "0001-01-01T00:00:00+14:00"),
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


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-01-28 07:00:00 480", "2026-01-28 07:00:00+08:00"),
        ("2026-01-28 07:00:00.5 -210", "2026-01-28 07:00:00.5-03:30"),
        ("2026-01-28 07:00:00", "2026-01-28 07:00:00"),
        ("12.500000", "12.5"),
        (None, "nothing"),
    ],
)
def test_a_kept_value_is_shown_as_a_person_would_write_it(kept: str | None, shown: str) -> None:
    assert shown_value(kept) == shown
