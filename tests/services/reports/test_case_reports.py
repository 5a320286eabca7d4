"""Reports of a case, opened again and compared with the document they were made from."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from tests.services.reports.case_document import case_document
from tests.services.reports.case_rows import NASTY
from tests.services.reports.opened import SPELLED, made, missing, packed, pages
from traceability.cli import report_verbs
from traceability.errors import RefusedError, UsageError
from traceability.services.reports import typeset
from traceability.services.reports.case_lists import LISTS
from traceability.services.reports.document_lists import document_lists
from traceability.services.reports.render_reports import (
    MANIFEST,
    ReportOptions,
    report_files,
    write_reports,
)
from traceability.services.reports.words import Language
from traceability.services.write_json import as_json
from traceability.settings import child_environment


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return case_document()


@pytest.fixture(scope="module")
def report(document: dict[str, Any]) -> bytes:
    return made(document, "report")["report.pdf"]


@pytest.fixture(scope="module")
def text(report: bytes) -> str:
    return packed(report)


@pytest.fixture(scope="module")
def tables(document: dict[str, Any]) -> dict[str, bytes]:
    return made(document, "workbook", "csv")


def test_the_report_begins_with_what_to_do_and_has_twelve_parts(
    document: dict[str, Any], report: bytes
) -> None:
    first = re.sub(r"\s+", " ", pages(report)[0])
    assert document["first_line"]["says"] in first
    text = "\n".join(pages(report))
    assert [
        number for number in range(1, 13) if not re.search(rf"^{number} +\w", text, re.MULTILINE)
    ] == []


def test_every_row_of_every_list_is_in_the_report(document: dict[str, Any], report: bytes) -> None:
    text = packed(report)
    for name, field in (
        ("hold", "handling_unit_code"),
        ("stop_orders", "work_order_code"),
        ("stop_deliveries", "delivery_code"),
        ("call", "ship_to_code"),
        ("shipments", "delivery_code"),
        ("lots", "lot_code"),
        ("work_orders", "work_order_code"),
    ):
        assert missing(document, name, field, text) == [], name


def test_a_list_longer_than_a_page_has_all_its_rows_and_its_titles_on_each() -> None:
    big = case_document(lots=9, shipments=90, customers=2)
    sheets = made(big, "report")
    text = packed(sheets["report.pdf"])
    assert missing(big, "shipments", "delivery_code", text) == []
    appendix = [page for page in pages(sheets["report.pdf"]) if "Shipments 90 rows" in page]
    appendix = appendix or [p for p in pages(sheets["report.pdf"]) if "Shipments" in p[:200]]
    assert len(appendix) > 1
    assert all("Shipped at" in page for page in appendix)


@pytest.mark.parametrize("name", NASTY)
def test_a_lot_of_any_name_is_text_in_every_file(
    name: str, text: str, tables: dict[str, bytes]
) -> None:
    assert SPELLED.get(name, name) in text or sum(map(len, re.findall("L{5,}", text))) % 150 == 0
    book = openpyxl.load_workbook(io.BytesIO(tables["lists.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == SPELLED.get(name, name)} == {"s"}
    assert [cell for cell in cells if cell.data_type == "f"] == []
    lots = tables["csv/lots.csv"].decode("utf-8-sig")
    told = [row["lot_code"] for row in csv.DictReader(io.StringIO(lots))]
    assert (f"'{name}" if name.startswith("=") else SPELLED.get(name, name)) in told


def test_a_draft_says_so_on_every_page_until_both_have_signed() -> None:
    small = {"lots": 3, "shipments": 3, "customers": 1}
    document = case_document(**small)
    half = document | {"signatures": document["signatures"][:1]}
    twice = document | {
        "signatures": [
            document["signatures"][0] | {"meaning": "approver"},
            document["signatures"][0],
        ]
    }
    for draft in (case_document(signed=False, **small), half, twice):
        for name, data in made(draft, "report", "hold", "letters", "status").items():
            assert [page for page in pages(data) if "DRAFT" not in page] == [], name
    for data in made(document, "report", "letters").values():
        assert "DRAFT" not in packed(data)


def test_signatures_clock_and_machine_seconds_are_printed(
    document: dict[str, Any], report: bytes
) -> None:
    text = packed(report)
    for signature in document["signatures"]:
        name, at = signature["full_name"], signature["signed_at"]
        assert name.replace(" ", "") in text
        assert f"{at[:10]}{at[11:19]}" in text
        assert signature["content_sha256"] in text
    assert "hold requests 1.37 s" in "\n".join(pages(report))
    assert all(
        f"{one['occurred_at'][:10]}{one['occurred_at'][11:19]}" in text for one in document["clock"]
    )


def test_a_score_against_the_truth_is_there_only_when_the_truth_is_known(
    document: dict[str, Any], report: bytes
) -> None:
    assert "Sensitivity" in "\n".join(pages(report))
    unknown = document | {"drill": document["drill"] | {"truth": None}}
    text = "\n".join(pages(made(unknown, "report")["report.pdf"]))
    assert "Sensitivity" not in text
    assert "no known truth" in text


def test_the_workbook_and_the_csv_hold_the_lists_as_the_json_does(document: dict[str, Any]) -> None:
    files = made(document, "workbook", "csv")
    book = openpyxl.load_workbook(io.BytesIO(files["lists.xlsx"]))
    for title, columns, rows in document_lists(document):
        sheet = book[title]
        assert sheet.max_row - 1 == len(rows), title
        assert not rows or sheet.freeze_panes == "A2"
        for line, row in zip(sheet.iter_rows(min_row=2), rows, strict=True):
            for cell, name in zip(line, columns, strict=True):
                assert _same(cell.value, row.get(name)), (title, name)
        if rows:
            text = files[f"csv/{title}.csv"].decode("utf-8-sig")
            assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows), title
            assert files[f"csv/{title}.csv"].startswith(b"\xef\xbb\xbf")


def test_a_list_nobody_foresaw_is_in_the_workbook_too(document: dict[str, Any]) -> None:
    more = document | {"releases": [{"release_no": 1, "reason": "no defect"}]}
    found = {title: rows for title, _, rows in document_lists(more)}
    assert found["releases"] == more["releases"]


def _same(told: Any, value: Any) -> bool:
    if isinstance(value, str):
        return bool((told or "") == SPELLED.get(value, value))
    if isinstance(value, Decimal):
        return told is not None and Decimal(str(told)) == value
    if isinstance(value, list | dict):
        return bool(told == as_json(value).replace("\u202e", "\\u202e"))
    return bool(told == value)


def test_every_file_says_where_it_comes_from(document: dict[str, Any], tmp_path: Path) -> None:
    written = write_reports(document, tmp_path / "all", ReportOptions(callers=("Ann",)))
    digest = hashlib.sha256(as_json(document).encode()).hexdigest()
    needed = (digest, document["snapshot"]["id"], "0.1.0+abc1234", "v2", "Ann")
    for file in written:
        data = (tmp_path / "all" / file.name).read_bytes()
        if file.name.endswith(".pdf"):
            for page in pages(data):
                told = re.sub(r"\s", "", page)
                # Who calls is nothing that a customer is told.
                own = needed[:-1] if file.name.startswith("letters/") else needed
                assert all(one in told for one in own), file.name
        elif file.name.endswith(".csv"):
            assert all(one in data.decode() for one in needed), file.name
    listed = (tmp_path / "all" / MANIFEST).read_text(encoding="utf-8").splitlines()
    hashes = dict(reversed(line.split("  ", 1)) for line in listed)
    found = [path for path in (tmp_path / "all").rglob("*") if path.is_file()]
    assert hashes == {
        path.relative_to(tmp_path / "all").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
        if path.name != MANIFEST
    }


def test_the_same_document_gives_the_same_bytes_elsewhere_too(
    document: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {name: hashlib.sha256(data).hexdigest() for name, data in report_files(document)}
    monkeypatch.setattr(typeset, "_LARGE", 0)
    assert hashlib.sha256(made(document, "report")["report.pdf"]).hexdigest() == here["report.pdf"]
    kept = tmp_path / "case.json"
    kept.write_text(as_json(document), encoding="utf-8")
    folder = tmp_path / "there"
    code = (
        "import sys; from pathlib import Path; from traceability.cli import report_verbs; "
        "report_verbs.case(sys.argv[1], Path(sys.argv[2]), 'en', None, None, False)"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(kept), str(folder)],
        check=True,
        capture_output=True,
        env=child_environment({"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "3"}),
    )
    listed = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    assert dict(reversed(line.split("  ", 1)) for line in listed) == here


def test_chinese_is_embedded_and_can_be_read_out(document: dict[str, Any]) -> None:
    data = made(document, "report", language=Language.ZH)["report.pdf"]
    text = "\n".join(pages(data))
    assert "物料平衡" in text
    assert "陈梅" in text
    fonts = [
        font.get_object()
        for page in PdfReader(io.BytesIO(data)).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & descriptor.keys() for descriptor in descriptors)


def test_words_of_both_languages_have_the_same_keys_and_gaps() -> None:
    folder = Path(typeset.__file__).parent / "templates"
    texts = {
        language: json.loads((folder / f"words.{language}.json").read_text(encoding="utf-8"))
        for language in Language
    }
    english, chinese = texts[Language.EN], texts[Language.ZH]
    assert english.keys() == chinese.keys()
    gaps = {
        key
        for key in english
        if set(re.findall(r"{\w+}", english[key])) != set(re.findall(r"{\w+}", chinese[key]))
    }
    assert gaps == set()
    assert all(f"list.{name}" in english for name in LISTS)


def test_a_folder_with_files_in_it_is_refused(document: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match="not empty"):
        write_reports(document, tmp_path, ReportOptions(parts=("document",)))


def test_an_unknown_part_is_a_usage_error(document: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="no part"):
        made(document, "everything")


def test_without_the_extra_a_sentence_says_what_to_install(
    document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "find_spec", lambda _: None)
    with pytest.raises(RefusedError, match=r"lotline\[pdf\]"):
        made(document, "report")
    assert made(document, "workbook", "csv")


def test_a_file_that_is_no_case_document_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    for name in ("a.json", "b.json", "gone.json"):
        with pytest.raises(UsageError):
            report_verbs.case(str(tmp_path / name), tmp_path / "out")
