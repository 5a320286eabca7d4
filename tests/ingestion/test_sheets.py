"""A workbook is as many files as it has sheets: each is landed, set aside by name, or refused."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.chart import BarChart
from openpyxl.workbook import Workbook

from ingestion.report import IngestReport, RefusedLoadError
from ingestion.wording.words import chinese_headers
from tests.ingestion.conftest import House
from tests.ingestion.workbooks import Rows, workbook
from traceability.errors import RefusedError, UsageError

CONSUMPTIONS: Rows = [["consumption_id", "item_code", "lot_code"], ["1", "A", "L"]]
OUTPUTS: Rows = [["output_id", "item_code", "lot_code"], ["7", "B", "M"]]
ITEMS: Rows = [["item_code"], ["A"], ["B"]]
NOTES: Rows = [["What", "What"], ["1"], [], ["x", "y", "z"]]


def fates(report: IngestReport) -> dict[str, tuple[str | None, int, dict[str, int]]]:
    """Per sheet: its table, the rows used, and those set aside."""
    return {
        file.name: (file.table, file.used, dict(file.set_aside))
        for load in report.loads
        for file in load.files
    }


def told(report: IngestReport) -> list[tuple[str, str, int | None]]:
    return [(f.rule_id, f.file, f.row) for load in report.loads for f in load.findings]


def test_each_sheet_named_after_a_contract_is_a_table(house: House) -> None:
    sheets = {"erp_items": ITEMS, "mes_consumptions": CONSUMPTIONS, "MES_OUTPUTS jan": OUTPUTS}
    report = house.land({"plant.xlsx": workbook(sheets)})
    assert [load.source_system for load in report.loads] == ["erp", "mes"]
    assert fates(report) == {
        "plant.xlsx#erp_items": ("erp_items", 2, {}),
        "plant.xlsx#mes_consumptions": ("mes_consumptions", 1, {}),
        "plant.xlsx#MES_OUTPUTS jan": ("mes_outputs", 1, {}),
    }
    (row,) = house.rows("mes_outputs")
    assert (row["source_file"], row["source_row"]) == ("plant.xlsx#MES_OUTPUTS jan", 2)
    assert len({file.sha256 for load in report.loads for file in load.files}) == 1
    assert [file["sheet"] for file in house.manifests()[0]["files"]] == ["erp_items"]


def test_the_only_sheet_with_data_belongs_to_the_table_the_workbook_is_named_after(
    house: House,
) -> None:
    content = workbook({"Tabelle1": CONSUMPTIONS, "about": NOTES, "Tabelle2": []})
    report = house.land({"mes_consumptions_2026-01.xlsx": content})
    book = "mes_consumptions_2026-01.xlsx"
    assert fates(report) == {
        f"{book}#Tabelle1": ("mes_consumptions", 1, {}),
        f"{book}#about": (None, 0, {"about_sheet": 2}),
        f"{book}#Tabelle2": (None, 0, {}),
    }
    assert told(report) == [("empty_sheet", f"{book}#Tabelle2", None)]


def test_the_name_of_a_sheet_wins_over_the_name_of_its_workbook(house: House) -> None:
    report = house.land({"erp_items.xlsx": workbook({"mes_outputs": OUTPUTS, "other": NOTES})})
    assert fates(report) == {
        "erp_items.xlsx#mes_outputs": ("mes_outputs", 1, {}),
        "erp_items.xlsx#other": (None, 0, {"not_in_profile": 2}),
    }


def test_sheets_that_hold_no_data_are_set_aside_by_name(house: House) -> None:
    def change(book: Workbook) -> None:
        book["mes_outputs"].sheet_state = "hidden"
        book["lists"].sheet_state = "veryHidden"
        book.create_chartsheet("Chart1").add_chart(BarChart())

    sheets = {
        "mes_consumptions": CONSUMPTIONS,
        "mes_outputs": OUTPUTS,
        "lists": NOTES,
        "说明": NOTES,
        "Sheet9": NOTES,
    }
    report = house.land({"january.xlsx": workbook(sheets, change)})
    assert fates(report) == {
        "january.xlsx#mes_consumptions": ("mes_consumptions", 1, {}),
        "january.xlsx#mes_outputs": (None, 0, {"hidden_sheet": 1}),
        "january.xlsx#lists": (None, 0, {"about_sheet": 2}),
        "january.xlsx#说明": (None, 0, {"about_sheet": 2}),
        "january.xlsx#Sheet9": (None, 0, {"not_in_profile": 2}),
        "january.xlsx#Chart1": (None, 0, {}),
    }
    assert told(report) == [
        ("hidden_sheet", "january.xlsx#mes_outputs", None),
        ("not_in_profile", "january.xlsx#Sheet9", None),
    ]


def test_codes_under_a_chinese_header_are_known_as_codes(house: House) -> None:
    header = chinese_headers("mes_consumptions")
    by_column = {column: title for title, column in header.items()}
    rows = [[by_column[name] for name in CONSUMPTIONS[0]], ["1", "A", 123]]
    report = house.land({"mes_consumptions.xlsx": workbook({"用料": rows})})
    assert told(report) == [("TY-01", "mes_consumptions.xlsx#用料", 2)]
    assert house.rows("mes_consumptions")[0]["lot_code"] == "123"


def test_two_sheets_of_one_table_land_together(house: House) -> None:
    more: Rows = [CONSUMPTIONS[0], ["2", "A", "L"]]
    content = workbook({"mes_consumptions_jan": CONSUMPTIONS, "mes_consumptions_feb": more})
    house.land({"plant.xlsx": content})
    assert [row["consumption_id"] for row in house.rows("mes_consumptions")] == ["2", "1"]
    again = house.land({"renamed.xlsx": content})
    assert again.is_nothing_new
    assert [repeated.name for repeated in again.repeated] == [
        "renamed.xlsx#mes_consumptions_jan",
        "renamed.xlsx#mes_consumptions_feb",
    ]


def test_the_same_workbook_as_a_full_load_again_is_nothing_new(house: House) -> None:
    content = workbook({"mes_consumptions": CONSUMPTIONS, "mes_outputs": OUTPUTS})
    assert house.land({"plant.xlsx": content}, full=True).loads
    assert house.land({"plant.xlsx": content}, full=True).is_nothing_new


@pytest.mark.parametrize("is_beside_others", [True, False])
def test_a_workbook_that_cannot_be_opened_refuses_the_load_whatever_its_name(
    house: House, is_beside_others: bool
) -> None:
    files: dict[str, Any] = {"january.xlsx": workbook({"mes_outputs": OUTPUTS})[:-99]}
    if is_beside_others:
        files["mes_consumptions.csv"] = "consumption_id,item_code\n1,A\n"
    with pytest.raises(RefusedLoadError, match=r"january\.xlsx: The file is not a whole workbook"):
        house.land(files)
    assert house.all_files() == []


def test_a_broken_sheet_keeps_the_whole_workbook_out(house: House) -> None:
    sheets = {"mes_consumptions": CONSUMPTIONS, "mes_outputs": [["output_id"], ["7"]]}
    with pytest.raises(RefusedLoadError) as caught:
        house.land({"plant.xlsx": workbook(sheets)})
    (finding,) = caught.value.findings
    assert (finding.rule_id, finding.file) == ("FI-08", "plant.xlsx#mes_outputs")
    assert house.all_files() == []


def test_a_workbook_of_no_contract_is_refused_with_the_names_of_its_sheets(house: House) -> None:
    with pytest.raises(RefusedError, match=r"plan\.xlsx#Sheet1") as caught:
        house.land({"plan.xlsx": workbook({"Sheet1": NOTES})})
    assert "sheets of a workbook <contract>" in caught.value.hint


def test_a_dry_run_tells_of_every_sheet_and_progress_ends_with_all_bytes(house: House) -> None:
    heard: list[tuple[str, int, int]] = []
    content = workbook({"mes_consumptions": CONSUMPTIONS, "mes_outputs": OUTPUTS})
    report = house.land(
        {"plant.xlsx": content},
        dry_run=True,
        progress=lambda what, done, total: heard.append((what, done, total)),
    )
    assert [file.used for file in report.loads[0].files] == [1, 1]
    assert not house.settings.home.exists()
    in_bytes = [(done, total) for what, done, total in heard if "#" in what]
    assert in_bytes == sorted(in_bytes)
    assert in_bytes[-1] == (2 * (len(content) // 2),) * 2


PROFILE = """
name: sheets
source_system: acme
tables:
  bookings:
    must_have: [id, material]
    header_row: 4
    codes: [charge]
    files: ["Buchungen*"]
contracts:
  mes_consumptions:
    from: bookings
    columns: {consumption_id: id, item_code: material, lot_code: "charge || ''"}
"""


def test_a_profile_says_in_which_row_the_header_is(house: House) -> None:
    rows: Rows = [["Bookings", None, 2026], [], ["drawn up by", "M"], ["id", "Material", "charge"]]
    content = workbook({"Buchungen Januar": [*rows, ["1", "A", 123]], "legend": NOTES})
    report = house.land({"export.xlsx": content}, profile=house.profile(PROFILE))
    (row,) = house.rows("mes_consumptions")
    assert (row["source_row"], row["lot_code"]) == (5, "123")
    assert told(report) == [
        ("TY-01", "export.xlsx#Buchungen Januar", 5),
        ("not_in_profile", "export.xlsx#legend", None),
    ]


def test_the_header_of_a_csv_file_is_in_the_row_of_the_profile_too(house: House) -> None:
    text = 'Bookings "of,\n2026\n\nid,material,charge\n1,A,L\n'
    house.land({"bookings.csv": text}, profile=house.profile(PROFILE))
    (row,) = house.rows("mes_consumptions")
    assert (row["source_row"], row["lot_code"]) == (5, "L")


@pytest.mark.parametrize("number", ["0", "-1", "yes", "first"])
def test_a_header_row_that_is_no_row_is_refused(house: House, number: str) -> None:
    with pytest.raises(UsageError, match="header_row"):
        house.land({"x.csv": ""}, profile=house.profile(PROFILE.replace(": 4", f": {number}")))


def test_an_encoding_that_does_not_exist_is_refused_in_a_profile(house: House) -> None:
    with pytest.raises(UsageError, match="`encoding: klingon`"):
        house.land({"x.csv": ""}, profile=house.profile(f"encoding: klingon{PROFILE}"))
