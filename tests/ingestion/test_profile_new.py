"""`lotline profile new`: headers of plants and of common systems are found and land at once."""

from __future__ import annotations

import pytest

from ingestion.profile_new.choose_contract import choose_contract
from ingestion.profile_new.read_samples import Sample
from ingestion.wording.words import Language, words_of
from tests.ingestion.conftest import House
from tests.ingestion.proposed_profiles import ISSUES, RECEIPTS, SAP, mapped, propose
from traceability.contracts.extracts import EXTRACTS


def test_english_headers_that_all_fit_make_a_profile_that_lands_at_once(house: House) -> None:
    made = propose(house, {"goods.csv": RECEIPTS})

    report = house.land({"goods.csv": RECEIPTS}, profile=str(made.path.parent))

    assert made.problem == ""
    assert mapped(made, "erp_receipts") == {
        "receipt_code": "Receipt No.",
        "line_no": "Line",
        "item_code": "Material",
        "supplier_code": "Vendor",
        "supplier_lot_code": "Vendor Batch",
        "lot_code": "Batch",
        "qty": "Quantity",
        "uom": "Unit",
        "received_at": "Receipt Date",
    }
    assert [file.used for load in report.loads for file in load.files] == [2]
    first, second = house.rows("erp_receipts")
    assert (first["item_code"], first["lot_code"], first["supplier_lot_code"]) == (
        "00123",
        "B1",
        "X-7",
    )
    assert (second["lot_code"], str(second["received_at"])) == (None, "2026-01-06 07:30:00")


def test_chinese_headers_are_told_by_the_name_of_the_file_and_by_their_words(house: House) -> None:
    made = propose(house, {"生产领料单.csv": ISSUES})

    house.land({"生产领料单.csv": ISSUES}, profile=str(made.path.parent))

    assert made.problem == ""
    rows = house.rows("mes_consumptions")
    assert [row["consumption_id"] for row in rows] == ["LL001-1", "LL001-2"]
    assert [row["work_order_code"] for row in rows] == ["WO1", "WO1"]
    assert [str(row["started_at"]) for row in rows] == [
        "2026-01-05 00:00:00",
        "2026-01-15 08:05:00",
    ]
    assert [row["started_at_precision"] for row in rows] == ["day", "minute"]
    assert '# not used: "物料名称", "备注"' in made.path.read_text("utf-8")


def test_sap_fields_are_known_and_its_movement_types_are_asked(house: House) -> None:
    made = propose(house, {"MSEG_2026-01.csv": SAP})

    columns = mapped(made, "wms_movements")
    text = made.path.read_text("utf-8")

    assert columns["movement_id"] == """concat_ws('-', "MBLNR", "MJAHR", "ZEILE")"""
    assert (columns["item_code"], columns["lot_code"]) == ("MATNR", "CHARG")
    assert "movement_type" not in columns
    assert 'CHOOSE movement_type, which is needed: "BWART" holds other words ("101", "261")' in text
    assert 'CHOOSE from_location: "LGORT"' in text
    assert "movement_type" in made.problem


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("contract", EXTRACTS)
def test_the_headers_of_every_template_are_found_again(contract: str, language: Language) -> None:
    headers = {told.headers[language]: name for name, told in words_of(contract).items()}
    sample = Sample("x.csv", "x", tuple(headers), dict.fromkeys(headers, ()))

    (match,) = choose_contract(sample)

    assert match.contract == contract
    assert match.chosen == {name: header for header, name in headers.items()}


@pytest.mark.parametrize(
    ("file", "headers", "contract", "columns"),
    [
        (
            "PRD_PickMtrl.csv",
            "FBillNo,FEntity_FSeq,FDate,FMoBillNo,FMaterialId.FNumber,FActualQty,FLot.FNumber,FAppQty",
            "mes_consumptions",
            {
                "work_order_code": "FMoBillNo",
                "item_code": "FMaterialId.FNumber",
                "qty": "FActualQty",
                "lot_code": "FLot.FNumber",
                "started_at": "FDate",
            },
        ),
        (
            "STK_InStock.csv",
            "FBillNo,FInStockEntry_FSeq,FSupplierId,FMaterialId,FRealQty,FLot,FSupplierLot,FDate",
            "erp_receipts",
            {
                "receipt_code": "FBillNo",
                "line_no": "FInStockEntry_FSeq",
                "supplier_code": "FSupplierId",
                "qty": "FRealQty",
                "lot_code": "FLot",
                "supplier_lot_code": "FSupplierLot",
            },
        ),
        (
            "MO_IssueDocLine.csv",
            "ID,DocNo,MoBillNo,ItemMaster,IssuedQty,LotNo",
            "mes_consumptions",
            {"consumption_id": "ID", "item_code": "ItemMaster", "lot_code": "LotNo"},
        ),
        (
            "Delivery Note Item.csv",
            "Delivery Note,Idx,Item Code,Customer,Batch No (Items),Qty,Stock UOM,Posting Date",
            "erp_deliveries",
            {
                "delivery_code": "Delivery Note",
                "line_no": "Idx",
                "lot_code": "Batch No (Items)",
                "uom": "Stock UOM",
                "shipped_at": "Posting Date",
            },
        ),
        (
            "stock_move_line.csv",
            "id,product_id,lot_id,qty_done,product_uom_id,location_id,location_dest_id,date,type",
            "wms_movements",
            {
                "movement_id": "id",
                "item_code": "product_id",
                "lot_code": "lot_id",
                "uom": "product_uom_id",
                "occurred_at": "date",
                "to_location": "location_dest_id",
            },
        ),
    ],
)
def test_field_names_of_common_systems_are_known(
    house: House, file: str, headers: str, contract: str, columns: dict[str, str]
) -> None:
    made = propose(house, {file: f"{headers}\n"})

    assert columns.items() <= mapped(made, contract).items()
