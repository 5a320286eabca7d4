"""Lists for authorities: every row is a row of a mart, and what is missing is said."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from tests.services.exports.conftest import Alter
from traceability.errors import DataMissingError, UsageError
from traceability.services.exports.choose_extent import ExportRequest
from traceability.services.exports.export_article_18 import export_article_18
from traceability.services.exports.export_fsma import export_fsma
from traceability.settings import Settings
from traceability.store import snapshots

EVER = ExportRequest(first_day="2000-01-01")


def sheets(path: Path) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for sheet in load_workbook(path).worksheets:
        head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


@contextmanager
def warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    path = snapshots.current(settings).warehouse
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def fsma(settings: Settings, path: Path, asked: ExportRequest = EVER, **more: Any) -> Any:
    told = export_fsma(settings, asked, path, **{"all_items": True, **more})
    return sheets(path), told


def records(rows: list[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    """Rows by lot, amount, unit and the record they come from."""
    return Counter(
        (
            row["internal lot"],
            None if row["quantity"] is None else Decimal(str(row["quantity"])).normalize(),
            row["unit"],
            row["source file"],
            row["source row"],
        )
        for row in rows
    )


def of_mart(settings: Settings, query: str) -> Counter[tuple[Any, ...]]:
    with warehouse(settings) as connection:
        rows = connection.execute(query).fetchall()
    return Counter(
        (code, None if qty is None else qty.normalize(), uom, file, row)
        for code, qty, uom, file, row in rows
    )


@pytest.mark.parametrize("home", ["tryton", "five_lots"])
def test_each_row_of_the_spreadsheet_is_a_row_of_the_marts(
    home: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settings = request.getfixturevalue(home)
    found, told = fsma(settings, tmp_path / "f.xlsx")
    assert records(found["Receiving"]) == of_mart(
        settings,
        "select lot_code, s.qty, s.uom, source_file, source_row from marts.trace_supplies as s "
        "join marts.trace_lots using (lot_id) where evidence <> 'possible'",
    )
    assert records(found["Shipping"]) == of_mart(
        settings,
        "select lot_code, qty, uom, source_file, source_row from marts.trace_shipments "
        "where delivery_status = 'shipped'",
    )
    assert records(found["Transformation"]) == of_mart(
        settings,
        "select lot_code, e.qty, e.uom, source_file, source_row from marts.trace_events as e "
        "join marts.trace_lots using (lot_id) where event_kind in ('consumption', 'output')",
    )
    assert told["rows"] == {
        title: len(found[title]) for title in ("Receiving", "Transformation", "Shipping")
    }


def test_rows_of_many_plants_are_those_of_the_marts(strangers: Settings, tmp_path: Path) -> None:
    asked = ExportRequest(("item:CD01-KET",))
    found, _ = fsma(strangers, tmp_path / "f.xlsx", asked)
    assert found["Shipping"]
    assert records(found["Shipping"]) == of_mart(
        strangers,
        "select lot_code, qty, uom, source_file, source_row from marts.trace_shipments "
        "where delivery_status = 'shipped' and item_code = 'CD01-KET'",
    )
    orders = {row["reference number"] for row in found["Transformation"]}
    made = {row["internal lot"] for row in found["Transformation"] if row["used or made"] == "made"}
    assert made >= {row["internal lot"] for row in found["Shipping"]}
    kinds = {row["reference type"] for row in found["Transformation"]}
    assert kinds > {"work_order"}, "splits, merges and re-labels are transformations too"
    with warehouse(strangers) as connection:
        (used,) = connection.execute(
            "select count(*) from events.consumptions where work_order_code in "
            "(select unnest(?)) and evidence <> 'possible'",
            [sorted(orders)],
        ).fetchone() or (0,)
    told = [
        row
        for row in found["Transformation"]
        if (row["used or made"], row["reference type"]) == ("used", "work_order")
    ]
    assert len(told) == used > 0


def test_a_received_lot_bears_its_suppliers_code_and_a_made_one_its_own(
    five_lots: Settings, tmp_path: Path
) -> None:
    found, _ = fsma(five_lots, tmp_path / "f.xlsx")
    codes = {
        row["internal lot"]: (row["traceability lot code"], row["traceability lot code source"])
        for title in ("Receiving", "Transformation", "Shipping")
        for row in found[title]
    }
    assert codes["RAW-1"] == ("MILL-77", None)
    assert codes["BAR-1"] == ("BAR-1", "Berlin plant")
    assert codes[None] == (None, None)
    (mix,) = [
        row
        for row in found["Transformation"]
        if row["internal lot"] == "MIX-1" and row["used or made"] == "made"
    ]
    assert (mix["quantity"], mix["unit"], mix["use or completion date"]) == (30, "kg", "2026-03-02")
    assert (mix["reference type"], mix["reference number"]) == ("work_order", "WO-1")


def test_what_a_row_lacks_is_said_row_by_row(five_lots: Settings, tmp_path: Path) -> None:
    found, told = fsma(five_lots, tmp_path / "f.xlsx")
    lacking = {(row["sheet"], row["row"]): row["missing"].split(", ") for row in found["Missing"]}
    assert len(lacking) == told["rows_lacking_something"]
    meanings = {
        (row["sheet"], row["column"]): row["asked for by the rule"] for row in found["Glossary"]
    }
    for title in ("Receiving", "Transformation", "Shipping"):
        for number, row in enumerate(found[title], 2):
            empty = [
                name
                for name, value in row.items()
                if value is None and meanings[title, name] == "yes"
            ]
            assert lacking.get((title, number), []) == empty
            assert row.keys() == {name for sheet, name in meanings if sheet == title}


def test_the_file_says_where_it_comes_from(five_lots: Settings, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    found, told = fsma(five_lots, path, ExportRequest(("RAW-2",), "forward"))
    said = {row["name"]: row["value"] for row in found["Provenance"]}
    assert said["snapshot_id"] == snapshots.current(five_lots).id
    assert said["filters asked"] == '["RAW-2"]'
    assert said["rows_sha256"] == told["rows_sha256"]
    assert said["code_version"]
    assert said["data_as_of"]
    beside = json.loads(path.with_name("f.xlsx.provenance.json").read_text(encoding="utf-8"))
    assert beside["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_question_gives_the_same_bytes(five_lots: Settings, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        export_fsma(five_lots, EVER, tmp_path / name, all_items=True)
    for name in ("a.csv", "b.csv"):
        export_article_18(five_lots, EVER, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_another_build_of_the_same_records_gives_the_same_rows(
    five_lots: Settings, alter: Alter, tmp_path: Path
) -> None:
    _, told = fsma(five_lots, tmp_path / "a.xlsx")
    _, again = fsma(alter(), tmp_path / "b.xlsx")
    assert again["rows_sha256"] == told["rows_sha256"]


def test_without_a_word_on_the_list_nothing_is_written(five_lots: Settings, tmp_path: Path) -> None:
    with pytest.raises(DataMissingError, match="Food Traceability List") as failed:
        fsma(five_lots, tmp_path / "f.xlsx", all_items=False)
    assert "--all-items" in failed.value.hint
    assert list(tmp_path.iterdir()) == []


def test_only_foods_on_the_list_are_given_and_what_is_made_of_them(
    alter: Alter, tmp_path: Path
) -> None:
    home = alter(
        "update identity.items set is_on_food_traceability_list = item_code = 'COCOA' "
        "where item_code <> 'FILM'"
    )
    found, told = fsma(home, tmp_path / "f.xlsx", all_items=False)
    assert {row["item"] for row in found["Receiving"]} == {"COCOA"}
    assert {(row["used or made"], row["item"]) for row in found["Transformation"]} == {
        ("used", "COCOA"),
        ("made", "MIX"),
    }
    assert found["Shipping"] == []
    assert told["says"] == [
        "Items on the list: 1 of 5.",
        "Items that do not say, left out: 1.",
    ]


def test_no_cell_is_a_formula_and_ids_stay_text(alter: Alter, tmp_path: Path) -> None:
    home = alter(
        "update identity.partners set partner_name = '=HYPERLINK(1)' where partner_code = 'C1'",
        "update identity.partners set partner_name = '<b>&' where partner_code = 'C2'",
        "update marts.trace_lots set lot_code = '00123' where lot_code = 'BAR-2'",
        "update marts.trace_lots set lot_code = '=1+1' where lot_code = 'BAR-1'",
    )
    path = tmp_path / "e.xlsx"
    export_article_18(home, EVER, path)
    cells = [cell for row in load_workbook(path)["Customers"].iter_rows() for cell in row]
    assert {"=HYPERLINK(1)", "<b>&", "=1+1", "00123"} <= {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)
    export_article_18(home, EVER, tmp_path / "e.csv")
    text = (tmp_path / "e.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert b",'=HYPERLINK(1)," in text
    assert b",'=1+1," in text
    assert b",00123," in text


def test_article_18_names_who_supplied_and_who_was_supplied(
    five_lots: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "e.csv"
    export_article_18(five_lots, ExportRequest(("RAW-1",), "forward"), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = [
        (row["list"], row["supplier name"] or row["customer name"], row["product"], row["lot"],
         row["quantity"], row["unit"], row["date"])
        for row in rows
    ]  # fmt: skip
    assert told == [
        ("Suppliers", "Sugar Mill", "Sugar", "RAW-1", "100", "kg", "2026-03-01"),
        ("Customers", "Corner Shop", "Chocolate bar", "BAR-1", "100", "pcs", "2026-03-05"),
        ("Customers", "Station Kiosk", "Chocolate bar", "BAR-2", "150", "pcs", "2026-03-05"),
    ]


def test_who_is_only_listed_beside_a_record_is_on_every_list_with_who_is_recorded(
    alter: Alter, tmp_path: Path
) -> None:
    home = alter(
        "update events.shipments set is_listed_only = true, evidence = 'probable', "
        "booked_qty = null where lot_id in (select lot_id from marts.trace_lots "
        "where lot_code = 'BAR-2')",
        "update events.receipts set is_listed_only = true, evidence = 'probable', "
        "booked_qty = null where lot_id in (select lot_id from marts.trace_lots "
        "where lot_code = 'RAW-1')",
    )
    path = tmp_path / "e.xlsx"
    partners = export_article_18(home, EVER, path)
    eu178 = sheets(path)
    fsma_found, rule = fsma(home, tmp_path / "f.xlsx")
    for found, told, received, shipped in (
        (eu178, partners, "Suppliers", "Customers"),
        (fsma_found, rule, "Receiving", "Shipping"),
    ):
        lot = "lot" if found is eu178 else "internal lot"
        for title, code in ((received, "RAW-1"), (shipped, "BAR-2")):
            assert code not in {row[lot] for row in found[title]}
            (row,) = found[f"{title} listed beside"]
            assert (row[lot], row["quantity"], row["evidence"]) == (code, None, "probable")
            assert told["rows"][f"{title} listed beside"] == 1
        assert any("2 rows on sheets of their own" in line for line in told["says"])
        assert not [row for row in found["Missing"] if "beside" in row["sheet"]]
    assert {row["customer name"] for row in eu178["Customers listed beside"]} == {"Station Kiosk"}


def test_another_ending_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ending"):
        export_article_18(Settings(home=tmp_path), EVER, tmp_path / "e.pdf")
