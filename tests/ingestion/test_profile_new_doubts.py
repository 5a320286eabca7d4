"""`lotline profile new`: what is doubtful is asked, and nothing is guessed."""

from __future__ import annotations

import yaml

from tests.ingestion.conftest import House
from tests.ingestion.proposed_profiles import ISSUES, RECEIPTS, SAP, mapped, propose


def test_a_choice_that_a_person_made_completes_the_profile(house: House) -> None:
    made = propose(house, {"MSEG_2026-01.csv": SAP})
    text = made.path.read_text("utf-8")
    choice = (
        """movement_type: "case BWART when '101' then 'receipt' when '261' then 'issue' end"\n"""
    )
    choice += "      from_location: LGORT\n"
    made.path.write_text(
        text.replace("# CHOOSE from_location", f"{choice}      # CHOOSE from_location"), "utf-8"
    )

    (load,) = house.land({"MSEG_2026-02.csv": SAP}, profile=str(made.path.parent)).loads

    rows = house.rows("wms_movements")
    assert load.files[0].used == 2
    assert [row["movement_type"] for row in rows] == ["receipt", "issue"]
    assert [row["from_location"] for row in rows] == ["0001", "0001"]
    assert [str(row["occurred_at"]) for row in rows] == [
        "2026-01-05 00:00:00",
        "2026-01-06 00:00:00",
    ]


def test_two_columns_that_fit_alike_are_asked_and_neither_is_taken(house: House) -> None:
    text = RECEIPTS.replace("Batch,Quantity", "Batch,Batch No.,Quantity").replace(",B1,", ",B1,B1,")
    made = propose(house, {"goods.csv": text.replace(",,,7.5", ",,,,7.5")})

    assert "lot_code" not in mapped(made, "erp_receipts")
    assert '# CHOOSE lot_code: "Batch" or "Batch No."' in made.path.read_text("utf-8")
    assert made.problem == ""


def test_the_very_name_of_a_column_goes_first_and_what_is_passed_over_is_said(
    house: House,
) -> None:
    text = RECEIPTS.replace("Batch,Quantity", "Batch,lot_code,Quantity").replace(",B1,", ",B1,B2,")
    made = propose(house, {"goods.csv": text.replace(",,,7.5", ",,,,7.5")})

    assert mapped(made, "erp_receipts")["lot_code"] == "lot_code"
    assert '# not used, though it would fit lot_code: "Batch"' in made.path.read_text("utf-8")


def test_a_file_that_may_be_two_contracts_is_asked_and_not_decided(house: House) -> None:
    files: dict[str, str | bytes] = {
        "facts.csv": "Work order,Item,Lot,Qty,Unit,Time\nW,I,L,3,kg,2026-01-05 10:00\n",
        "goods.csv": RECEIPTS,
    }
    made = propose(house, files)

    undecided = next(table for table in made.tables if table.name == "facts")
    text = made.path.read_text("utf-8")

    assert undecided.decided is None
    assert {told.contract for told in undecided.candidates} == {"mes_consumptions", "mes_outputs"}
    assert '# CHOOSE what "facts" holds: mes_consumptions or mes_outputs.' in text
    assert list(yaml.safe_load(text)["contracts"]) == ["erp_receipts"]
    assert made.problem == ""


def test_the_block_of_a_candidate_works_once_it_is_uncommented(house: House) -> None:
    facts = "Work order,Item,Lot,Qty,Unit,Time\nW,I,L,3,kg,2026-01-05 10:00\n"
    made = propose(house, {"facts.csv": facts})
    lines = made.path.read_text("utf-8").splitlines()
    block = [line for line in lines if line.startswith("  #   ")]
    half = block[: len(block) // 2]
    table, contract = half[:3], half[3:]
    bare = ["name: own", "source_system: own", "tables:", *(line[4:] for line in table)]
    bare += ["contracts:", *(line[4:] for line in contract), "key: {mes_consumptions: derived}"]
    made.path.write_text("\n".join(bare), "utf-8")

    house.land({"facts.csv": facts}, profile=str(made.path.parent))

    assert [row["lot_code"] for row in house.rows("mes_consumptions")] == ["L"]
    assert "`contracts` is missing" in made.problem


def test_a_file_that_resembles_nothing_is_named_with_its_columns(house: House) -> None:
    made = propose(house, {"x.csv": "foo,bar\n1,2\n", "goods.csv": RECEIPTS})

    text = made.path.read_text("utf-8")

    assert '# "x" resembles no contract; its columns are\n  # "foo", "bar"' in text
    assert list(yaml.safe_load(text)["tables"]) == ["goods"]


def test_a_source_without_ids_of_rows_gets_derived_keys_and_two_equal_rows_stay_two(
    house: House,
) -> None:
    issues = "生产订单编号,物料编码,批号,领料数量\nWO1,A,L1,5\nWO1,A,L1,5\n"
    made = propose(house, {"领料.csv": issues})

    house.land({"领料.csv": issues}, profile=str(made.path.parent))

    assert yaml.safe_load(made.path.read_text("utf-8"))["key"] == {"mes_consumptions": "derived"}
    assert len({row["consumption_id"] for row in house.rows("mes_consumptions")}) == 2


def test_documents_and_lines_that_repeat_name_no_row(house: House) -> None:
    made = propose(house, {"生产领料单.csv": ISSUES.replace("LL001,2", "LL001,1")})

    assert "consumption_id" not in mapped(made, "mes_consumptions")
    assert "key:\n  mes_consumptions: derived" in made.path.read_text("utf-8")


def test_headers_with_odd_signs_stay_what_they_are(house: House) -> None:
    headers = ['"Lot ""A"": #1"', '"yes"', '"12"', "'; drop table x --", '"Item\nCode"', "Qty"]
    headers += ["Receipt No.", "Line"]
    text = f"{','.join(headers)}\na,b,c,d,I,1,R,1\n"
    made = propose(house, {"收货单.csv": text})

    house.land({"收货单.csv": text}, profile=str(made.path.parent))

    assert made.problem == ""
    (row,) = house.rows("erp_receipts")
    assert (row["item_code"], row["qty"]) == ("I", 1)


def test_values_that_cannot_be_read_are_shown_beside_their_column(house: House) -> None:
    made = propose(house, {"goods.csv": RECEIPTS.replace("7.5", '"1.234,5"')})

    text = made.path.read_text("utf-8")

    assert '# CHECK: 1 of 2 values cannot be read ("1.234,5")' in text


def test_days_and_months_that_may_be_swapped_are_left_to_a_person(house: House) -> None:
    made = propose(house, {"goods.csv": RECEIPTS.replace("2026-01-05", "05/01/2026")})

    assert mapped(made, "erp_receipts")["received_at"] == "Receipt Date"
    assert "CHECK" in made.path.read_text("utf-8")
