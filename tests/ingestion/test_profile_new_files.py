"""`lotline profile new`: files of every form, names, refusals, and what is printed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from ingestion.landing.profile_check import check_profile
from ingestion.profile_files import load_profile
from ingestion.profile_new.new_profile import new_profile
from ingestion.profile_new.print_proposal import print_proposal
from tests.ingestion.conftest import House
from tests.ingestion.proposed_profiles import ISSUES, RECEIPTS, SAP, propose
from tests.ingestion.test_commands import APP
from traceability.errors import NotFoundError, RefusedError, UsageError


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(APP, ["profile", "new", *map(str, arguments)])


def test_files_of_several_months_are_one_table_and_the_next_month_fits(house: House) -> None:
    made = propose(
        house,
        {"goods_2026-01.csv": RECEIPTS, "goods_2026-02.csv": RECEIPTS + "R2,1,A,V1,,,1,kg,\n"},
    )

    (load,) = house.land({"goods_2026-03.csv": RECEIPTS}, profile=str(made.path.parent)).loads

    assert [table.name for table in made.tables] == ["goods"]
    assert load.files[0].used == 2


def test_two_tables_may_fill_one_contract(house: House) -> None:
    made = propose(house, {"收货单_北.csv": RECEIPTS, "收货单_南.csv": RECEIPTS})

    (load,) = house.land(
        {"收货单_北.csv": RECEIPTS, "收货单_南.csv": RECEIPTS.replace("R1", "R2")},
        profile=str(made.path.parent),
    ).loads

    assert made.problem == ""
    assert load.rows == {"erp_receipts": 4}


def test_a_file_in_another_encoding_and_with_another_delimiter_lands_as_well(
    house: House,
) -> None:
    text = ISSUES.replace(",", ";").encode("gb18030")
    made = propose(house, {"生产领料单.csv": text}, encoding="gb18030")

    house.land({"生产领料单.csv": text}, profile=str(made.path.parent))

    assert len(house.rows("mes_consumptions")) == 2


def test_two_delimiters_are_refused(house: House) -> None:
    with pytest.raises(RefusedError, match="different delimiters"):
        propose(house, {"a.csv": RECEIPTS, "b.csv": SAP})


def test_every_sheet_of_a_workbook_becomes_a_table(house: House) -> None:
    book = Workbook()
    book.worksheets[0].title = "收货单"
    book.create_sheet("生产领料单")
    for sheet, text in zip(book.worksheets, (RECEIPTS, ISSUES), strict=True):
        for line in text.splitlines():
            sheet.append(line.split(","))
    content = io.BytesIO()
    book.save(content)
    made = propose(house, {"export.xlsx": content.getvalue()})

    (load,) = house.land({"export.xlsx": content.getvalue()}, profile=str(made.path.parent)).loads

    assert made.problem == ""
    assert load.rows == {"erp_receipts": 2, "mes_consumptions": 2}


def test_a_profile_that_is_there_is_left_as_it_is(house: House) -> None:
    made = propose(house, {"goods.csv": RECEIPTS})
    made.path.write_text("mine", "utf-8")

    with pytest.raises(RefusedError, match="is there already"):
        propose(house, {"goods.csv": RECEIPTS})

    assert made.path.read_text("utf-8") == "mine"


def test_nothing_is_written_when_a_file_is_missing_damaged_or_unknown(house: House) -> None:
    damaged = house.drop({"a.csv": 'x,"y\n1,2\n', "b.txt": "x"})
    for path, error in (
        ("none.csv", NotFoundError),
        ("a.csv", RefusedError),
        ("b.txt", RefusedError),
    ):
        with pytest.raises(error, match=path):
            new_profile([damaged / path], house.settings, folder=house.folder / "made")

    assert not (house.folder / "made").exists()


def test_the_name_of_a_built_in_profile_is_refused(house: House) -> None:
    with pytest.raises(UsageError, match="built-in"):
        propose(house, {"goods.csv": RECEIPTS}, name="tryton")


def test_a_profile_is_named_after_its_file_and_passes_its_check(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(house.folder)
    made = new_profile([house.drop({"Goods In.csv": RECEIPTS}) / "Goods In.csv"], house.settings)

    assert made.path == Path("goods_in/profile.yml")
    check_profile(load_profile("goods_in"), house.settings)


def test_the_verb_prints_what_fits_what_is_open_and_the_next_step(house: House) -> None:
    folder = house.drop({"goods.csv": RECEIPTS, "MSEG.csv": SAP})

    good = run(folder / "goods.csv", "-o", house.folder / "good")
    open_one = run(folder / "MSEG.csv", "-o", house.folder / "open", "--name", "sap")

    assert good.exit_code == open_one.exit_code == 0
    assert "goods.csv: erp_receipts (9 of 9 columns fit)" in good.stdout
    assert "lot_code           Batch\n" in good.stdout
    assert f"lotline ingest FILE --profile {house.folder / 'good'}" in good.stderr
    assert "CHOOSE movement_type" in open_one.stdout
    assert 'not used: "SHKZG"' in open_one.stdout
    assert "does not pass its check yet" in open_one.stderr
    assert f"lotline profile check {house.folder / 'open'}" in open_one.stderr
    assert 'name: "sap"' in (house.folder / "open" / "profile.yml").read_text("utf-8")


def test_a_table_that_is_undecided_prints_its_candidates(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str | bytes] = {"facts.csv": "Work order,Item,Lot,Qty\n", "x.csv": "foo,bar\n"}
    print_proposal(propose(house, files))

    told = capsys.readouterr().out

    assert "facts.csv: choose mes_consumptions or mes_outputs" in told
    assert "x.csv: resembles no contract" in told
