"""Cases of the rules over identity, with the findings they must make: no more and no other."""

from __future__ import annotations

from tests.dbt.finding_case import D13, D14, S1, S2, Case

LATER = "2027-02-20"
SSCC = "106141411234567897"
BARE = {"item_code": None, "qty": None, "uom": None}
"""A master of something else than an item."""


def _code_cases() -> list[Case]:
    return [
        Case("scrapped so")
        .item(is_lot_managed=True)
        .moved("scrap", None)
        .must_find(("ID-01", "movement", S1, 1)),
        Case("two numbers")
        .bought(".A", line_no="1", qty="5")
        .moved("receipt", ".B", receipt_code=".RC", qty="5")
        .must_find(("ID-03", "lot", S1, 2)),
        Case("spelled apart")
        .bought(".LOT-0012")
        .used(".LOT 12", D13)
        .made(".F", D13, item_code=".F")
        .must_find(("ID-04", "lot", S1, 1), ("ID-09", "lot", S1, 1)),
        Case("spelled twice")
        .bought(".LOT-1")
        .used(".lot-1", D13)
        .made(".F", D13, item_code=".F")
        .must_find(("ID-04", "lot", S2, 2)),
        Case("one letter off")
        .bought(".LOT-0012")
        .used(".LOT-00X2", D13)
        .made(".F", D13, item_code=".F")
        .must_find(("ID-05", "lot", S1, 1), ("ID-09", "lot", S1, 1)),
        Case("wrong gtin").item(gtin="4006381333932").must_find(("ID-06", "gtin", S1, 1)),
        Case("wrong gln")
        .add("erp_sites", site_code=".S", gln="4006381333932", **BARE)
        .must_find(("ID-06", "gln", S1, 1)),
        Case("wrong sscc")
        .bought(".A")
        .add("wms_handling_units", parent_code="106141411234567890", lot_code=".A", packed_at=D13)
        .must_find(("ID-06", "sscc", S1, 1)),
        _shapes(),
        Case("renumbered")
        .bought(".A")
        .bought(".B")
        .moved("putaway", ".A", D13, to_lot_code=".B")
        .must_find(("ID-07", "movement", S1, 1)),
        Case("again after a year")
        .bought(".A", receipt_code=".R1")
        .bought(".A", LATER, receipt_code=".R2")
        .must_find(("ID-08", "lot", S1, 1)),
        Case("only judged")
        .bought(".A")
        .add("wms_lots", lot_code=".B", lot_status="released")
        .must_find(("ID-10", "lot", S1, 1)),
        Case("a word for any").bought("MIX").must_find(("ID-11", "lot", S1, 1)),
    ]


def _shapes() -> Case:
    """Twenty codes of one shape, and one of another."""
    case = Case("odd shape")
    for number in range(20):
        case.bought(f".L-{number:03d}")
    return case.bought(".L-0X1").must_find(("ID-06", "lot", S2, 1))


def _party_cases() -> list[Case]:
    told = {"supplier_code": ".P", "source": "naming"}
    return [
        Case("no supplier lot")
        .item(is_lot_managed=True)
        .bought(".A", supplier_lot_code=".SA", **told)
        .bought(".B", **told)
        .must_find(("ID-12", "receipt", S1, 1)),
        Case("two supplier lots")
        .bought(".A", supplier_lot_code=".SA", **told)
        .bought(".A", supplier_lot_code=".SB", **told)
        .must_find(("ID-13", "lot", S1, 2)),
        Case("unknown supplier")
        .add("erp_partners", partner_code=".known", **BARE)
        .bought(".A", supplier_code=".unknown", source="naming", supplier_lot_code=".SA")
        .must_find(("ID-14", "partner", S1, 1)),
        Case("unknown site")
        .add("erp_sites", site_code=".known", **BARE)
        .bought(".A", site_code=".unknown")
        .must_find(("ID-14", "site", S1, 1)),
        Case("unknown place")
        .add("mes_places", place_code=".known", **BARE)
        .bought(".A")
        .used(".A", D13, place_code=".unknown", site_code=".S")
        .made(".F", D13, item_code=".F")
        .must_find(("ID-14", "place", S1, 1)),
        Case("made again")
        .bought(".R", item_code=".R", qty="9")
        .add("erp_work_orders", work_order_code=".W", order_type="standard")
        .add("erp_work_orders", work_order_code=".V", order_type="standard")
        .used(".R", D13, item_code=".R")
        .used(".R", D13, item_code=".R", work_order_code=".V")
        .made(None, D13, serial_code=".1")
        .made(None, D13, serial_code=".1", work_order_code=".V")
        .must_find(("ID-15", "serial", S1, 2)),
        Case("built in again")
        .bought(".R", item_code=".R")
        .used(".R", item_code=".R", work_order_code=".U")
        .made(None, serial_code=".1", work_order_code=".U")
        .used(None, D13, serial_code=".1")
        .made(".F", D13, item_code=".F")
        .used(None, D14, serial_code=".1", work_order_code=".V")
        .made(".G", D14, item_code=".F", work_order_code=".V")
        .must_find(("ID-16", "serial", S1, 2), ("QT-01", "lot", S1, 2)),
        Case("sscc again")
        .bought(".A", qty="9")
        .moved("shipment", ".A", D13, delivery_code=".D", handling_unit_code=SSCC, source="units")
        .moved("shipment", ".A", D14, delivery_code=".E", handling_unit_code=SSCC, source="units")
        .must_find(("ID-16", "handling_unit", S1, 2)),
        Case("no master").bought(".A").must_find(("ID-17", "item", S1, 1)),
        Case("switched off")
        .item(is_lot_managed=True)
        .replace("erp_items", base_uom="kg", is_lot_managed=False)
        .must_find(("ID-18", "item", S1, 2)),
    ]


IDENTITY_CASES = [*_code_cases(), *_party_cases()]
"""One plant in the small each."""
