"""A correction gives no record an amount below zero, but for records that have a sign."""

from __future__ import annotations

import pytest

from traceability.contracts.extracts import EXTRACTS
from traceability.errors import UsageError
from traceability.services.check_amount import check_amount
from traceability.store.landed_rows import LandedRow


def row(contract: str, **values: str) -> LandedRow:
    columns = dict.fromkeys(EXTRACTS[contract].column_names)
    return LandedRow(contract, "mes", "1", "", "1", "used.csv", 7, columns | values)


@pytest.mark.parametrize(
    ("contract", "column", "new", "values"),
    [
        ("mes_consumptions", "qty", "-4.000000", {"qty": "4.000000"}),
        ("erp_deliveries", "qty", "-0.000001", {}),
        ("wms_movements", "qty", "-4.000000", {"movement_type": "issue"}),
        ("mes_operations", "scrap_qty", "-1.000000", {}),
        ("mes_places", "residence_minutes", "-1", {}),
        ("erp_items", "unit_value", "-1.000000", {}),
        ("erp_uom_conversions", "factor", "0.000000", {}),
    ],
)
def test_an_amount_below_zero_is_refused_with_file_and_line(
    contract: str, column: str, new: str, values: dict[str, str]
) -> None:
    with pytest.raises(UsageError, match=r"used\.csv, line 7") as refused:
        check_amount(row(contract, **values), column, new)

    assert refused.value.hint


@pytest.mark.parametrize(
    ("contract", "column", "new", "values"),
    [
        ("wms_movements", "qty", "-4.000000", {"movement_type": "adjustment"}),
        ("mes_consumptions", "qty", "-4.000000", {"reversal_of": "17"}),
        ("erp_receipts", "qty", "-4.000000", {"qty": "-40.000000"}),
        ("mes_consumptions", "qty", "0.000000", {}),
        ("mes_consumptions", "lot_code", "-4", {}),
        ("mes_inspections", "result_value", "-18", {}),
    ],
)
def test_what_has_a_sign_keeps_it(
    contract: str, column: str, new: str, values: dict[str, str]
) -> None:
    check_amount(row(contract, **values), column, new)
