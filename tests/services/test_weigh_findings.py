"""What hangs on a finding is what is reached from the lot, order, delivery or code it is about."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.index_plant import jam_factory
from traceability.domain.backfill import ShippedQuantity
from traceability.domain.finding_subject import FindingSubject
from traceability.index.reader import GenealogyIndex
from traceability.services.weigh_findings import weigh_findings

NOTHING = dict.fromkeys(FindingSubject.__slots__)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> GenealogyIndex:
    return jam_factory().index(tmp_path_factory.mktemp("index"))


def about(**codes: Any) -> FindingSubject:
    return FindingSubject(**NOTHING | codes)


@pytest.mark.parametrize(
    ("codes", "counts"),
    [
        ({"lot_id": "L-FRUIT1"}, (3, 1, 2, 1)),
        ({"work_order_code": "WO2"}, (1, 1, 1, 1)),
        ({"work_order_code": "WO3"}, (1, 1, 2, 1)),
        ({"delivery_code": "D3"}, (1, 1, 1, 1)),
        ({"receipt_code": "RC1"}, (5, 2, 3, 2)),
        ({"lot_code": "BOX"}, (1, 1, 2, 1)),
        ({"lot_code": "BOX", "item_code": "JAM"}, (0, 0, 0, 0)),
        ({"work_order_code": "WO9"}, (0, 0, 0, 0)),
        ({"item_code": "JAM"}, (0, 0, 0, 0)),
    ],
)
def test_the_subject_says_where_to_begin(
    index: GenealogyIndex, codes: dict[str, str], counts: tuple[int, int, int, int]
) -> None:
    stake = weigh_findings(index, [about(**codes)])

    counted = (stake.lot_count, stake.product_lot_count, stake.delivery_count)
    assert (*counted, stake.customer_count) == counts


def test_findings_together_count_each_lot_and_delivery_once(index: GenealogyIndex) -> None:
    together = weigh_findings(index, [about(lot_id="L-FRUIT1"), about(lot_id="L-JAM")])

    assert together == weigh_findings(index, [about(lot_id="L-FRUIT1")])


def test_what_was_shipped_is_summed_and_an_unknown_amount_stays_unknown(
    index: GenealogyIndex,
) -> None:
    assert weigh_findings(index, [about(lot_id="L-BOX")]).shipped == (
        ShippedQuantity("ITEM", Decimal("9.25"), "kg"),
    )
    assert weigh_findings(index, [about(lot_id="L-JAM2")]).shipped == (
        ShippedQuantity("ITEM", None, "kg"),
    )


def test_an_open_delivery_has_not_been_shipped(index: GenealogyIndex) -> None:
    assert weigh_findings(index, [about(lot_id="L-BOX")]).customer_count == 1
