"""What `--where site=CODE` may name."""

from __future__ import annotations

import pytest

from traceability.errors import NotFoundError
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings


def test_a_site_that_no_record_names_is_refused_and_not_answered_with_nothing(
    jam: Settings,
) -> None:
    with pytest.raises(NotFoundError, match="There is no site S9") as caught:
        trace_lot(jam, ["SUGAR"], direction="forward", site="S9")
    assert caught.value.hint == "Sites: S1, S2."


def test_the_case_of_a_site_does_not_matter(jam: Settings) -> None:
    answer = trace_lot(jam, ["SUGAR"], direction="forward", site="s1")
    assert [place.site_code for place in answer.stock] == ["S1"]
