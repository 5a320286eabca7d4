"""A balance that says how much of the scope it is about."""

from __future__ import annotations

import pytest

from tests.services.reports.case_document import case_document
from traceability.services.reports.part_balance import balance_part
from traceability.services.reports.words import Language, Words


@pytest.mark.parametrize(("assessed", "is_told"), [(9, True), (15, False)])
def test_lots_that_no_balance_could_be_made_of_stand_beside_the_verdict(
    assessed: int, *, is_told: bool
) -> None:
    document = case_document(lots=4, shipments=4, customers=1)
    counts = {"subject_count": 19, "assessed_count": assessed, "only_possible_count": 4}
    document["balances"]["totals"][0] |= counts

    told = str(balance_part(document, Words(Language.EN), {}))

    assert ("6 of 15 cannot be balanced" in told) == is_told
