from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

from ingestion.landing.rows import mentions_of
from tests.ingestion.conftest import House
from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import landed_columns

HEAD = "consumption_id,work_order_code,item_code,lot_code,qty,uom,started_at,capture_method\n"


def test_lots_survive_from_byte_to_landing(house: House) -> None:
    lots = ["00123", "1E5", "2026-01-02", "true", "NA", "1.0", "+5", "0x1F"]
    body = "".join(f"{number},W,A,{lot},1,kg,,\n" for number, lot in enumerate(lots))
    house.land({"mes_consumptions.csv": HEAD + body})
    rows = house.rows("mes_consumptions")
    assert [row["lot_code"] for row in rows] == lots
    assert [row["lot_code_key"] for row in rows] == [lot.lower() for lot in lots]


def test_columns_go_by_their_header_wherever_they_stand(house: House) -> None:
    house.land({"mes_consumptions.csv": "lot_code,item_code,consumption_id\nL1,A,7\n"})
    (row,) = house.rows("mes_consumptions")
    assert (row["consumption_id"], row["item_code"], row["lot_code"]) == ("7", "A", "L1")


def test_a_landed_table_has_the_columns_of_its_contract_in_order(house: House) -> None:
    house.land({"mes_consumptions.csv": HEAD + "1,W,A,L,1,kg,,\n"})
    (row,) = house.rows("mes_consumptions")
    assert list(row) == [name for name, _ in landed_columns(EXTRACTS["mes_consumptions"])]


def test_a_cell_that_says_no_lot_lands_empty_with_its_text_kept(house: House) -> None:
    cells = ["N/A", "-", "无", "0", "*" * 20]
    body = "".join(f"{number},W,A,{lot},1,kg,,\n" for number, lot in enumerate(cells))
    house.land({"mes_consumptions.csv": HEAD + body})
    rows = house.rows("mes_consumptions")
    assert [row["lot_code"] for row in rows] == [None] * len(cells)
    assert [json.loads(row["raw_text"])["lot_code"] for row in rows] == cells


def test_an_empty_lot_cell_needs_no_raw_text(house: House) -> None:
    house.land({"mes_consumptions.csv": HEAD + "1,W,A,,1,kg,,\n"})
    (row,) = house.rows("mes_consumptions")
    assert (row["lot_code"], row["lot_code_key"], row["raw_text"]) == (None, None, None)


def test_the_setting_adds_words_for_no_lot(house: House) -> None:
    from ingestion.ingest import ingest
    from traceability.settings import Settings

    settings = Settings(home=house.settings.home, no_lot=("NA",))
    ingest([house.drop({"mes_consumptions.csv": HEAD + "1,W,A,na,1,kg,,\n"})], settings)
    assert house.rows("mes_consumptions")[0]["lot_code"] is None


def test_unreadable_values_land_as_null_with_their_text_and_a_finding(house: House) -> None:
    body = '1,W,A,L,"1,250",kg,12.01.2026,robot\n'
    (load,) = house.land({"mes_consumptions.csv": HEAD + body}).loads
    (row,) = house.rows("mes_consumptions")
    assert (row["qty"], row["started_at"], row["capture_method"]) == (None, None, None)
    assert json.loads(row["raw_text"]) == {
        "qty": "1,250",
        "started_at": "12.01.2026",
        "capture_method": "robot",
    }
    told = {(finding.rule_id, finding.row) for finding in load.findings}
    assert told == {("TY-08", 2), ("TY-05", 2), ("TY-15", 2)}
    assert load.files[0].used == 1


def test_an_instant_lands_as_written_with_offset_precision_and_trust(house: House) -> None:
    body = "1,W,A,L,1,kg,2026-01-12T10:31:05+08:00,\n2,W,A,L,1,kg,2026-01-12,\n3,W,A,L,1,kg,,\n"
    house.land({"mes_consumptions.csv": HEAD + body})
    exact, day, none = (
        tuple(row[f"started_at{part}"] for part in ("", "_offset", "_precision", "_trust"))
        for row in house.rows("mes_consumptions")
    )
    assert exact == (dt.datetime(2026, 1, 12, 10, 31, 5), 480, "second", "recorded")  # noqa: DTZ001
    assert day == (dt.datetime(2026, 1, 12), None, "day", "recorded")  # noqa: DTZ001
    assert none == (None, None, None, None)


def test_quantities_are_exact_decimals(house: House) -> None:
    house.land({"mes_consumptions.csv": HEAD + "1,W,A,L,0.1,kg,,\n2,W,A,L,703.14,kg,,\n"})
    assert [row["qty"] for row in house.rows("mes_consumptions")] == [
        Decimal("0.100000"),
        Decimal("703.140000"),
    ]


def test_unknown_columns_are_kept_and_named(house: House) -> None:
    files = {"mes_consumptions.csv": "consumption_id,item_code,Colour,source_row\n1,A,red,99\n"}
    (load,) = house.land(files).loads
    (row,) = house.rows("mes_consumptions")
    assert json.loads(row["extra"]) == {"Colour": "red", "source_row_given": "99"}
    assert row["source_row"] == 2
    assert "Colour" in load.findings[0].message


def test_files_of_one_contract_may_have_different_columns(house: House) -> None:
    house.land(
        {
            "mes_consumptions_a.csv": "consumption_id,item_code,shift\n1,A,early\n",
            "mes_consumptions_b.csv": "item_code,consumption_id,lot_code\nA,2,L\n",
        }
    )
    first, second = house.rows("mes_consumptions")
    assert (first["extra"], first["lot_code"]) == ('{"shift": "early"}', None)
    assert (second["extra"], second["lot_code"]) == (None, "L")


def test_a_row_without_a_needed_value_is_no_fact(house: House) -> None:
    report = house.land_one("mes_consumptions.csv", HEAD + "1,W,,L9,1,kg,,\n2,W,A,L,1,kg,,\n")
    assert (report.read, report.used, report.quarantined) == (2, 1, {"LD-01": 1})
    (row,) = house.rows("quarantine")
    assert (row["source_file"], row["source_row"]) == ("mes_consumptions.csv", 2)
    assert row["reason"] == "item_code is missing."
    assert json.loads(row["raw_text"])["lot_code"] == "L9"
    assert "\x1fl9\x1f" in row["mentions"]


def test_mentions_are_keys_between_separators_and_nothing_empty() -> None:
    assert mentions_of([" L-1 ", None, "\u3000", "l\u20131", "W"]) == "\x1fl-1\x1fw\x1f"
    assert mentions_of([None]) == ""


def test_a_word_that_a_needed_column_does_not_know_is_no_fact(house: House) -> None:
    text = "movement_id,movement_type,item_code\n1,teleport,A\n2,Issue,A\n"
    report = house.land_one("wms_movements.csv", text)
    assert report.quarantined == {"LD-02": 1}
    assert house.rows("wms_movements")[0]["movement_type"] == "issue"


def test_keys_begin_with_the_source_and_have_a_place_for_missing_parts(house: House) -> None:
    house.land({"wms_lots.csv": "item_code,lot_code,lot_uid\nA,L1,\nA,L1,77\n"}, source="w2")
    assert [row["row_key"] for row in house.rows("wms_lots")] == [
        "w2\x1f\x1fA\x1fL1",
        "w2\x1f\x1fA\x1f77",
    ]


def test_one_instant_has_one_key_however_it_is_spelt(house: House) -> None:
    head = "operation_run_id,parameter_name,value,measured_at\n"
    body = "R,temp,80,2026-01-12 10:31:05\nR,temp,81,2026-01-12T10:31:05.000\n"
    house.land({"mes_parameters.csv": head + body})
    assert len({row["row_key"] for row in house.rows("mes_parameters")}) == 1


def test_equal_facts_have_equal_hashes_however_they_are_spelt(house: House) -> None:
    body = "1,W,A,L,1.50,kg,,scan\n1,W,A,L,1.5,kg,,SCAN\n1,W,A,L,1.6,kg,,scan\n"
    house.land({"mes_consumptions.csv": HEAD + body})
    hashes = [row["row_hash"] for row in house.rows("mes_consumptions")]
    assert hashes[0] == hashes[1] != hashes[2]


def test_two_unreadable_texts_are_two_different_facts(house: House) -> None:
    house.land({"mes_consumptions.csv": HEAD + "1,W,A,L,x,kg,,\n1,W,A,L,y,kg,,\n"})
    first, second = house.rows("mes_consumptions")
    assert first["row_hash"] != second["row_hash"]


def test_codes_of_a_crosswalk_are_never_words_for_no_lot(house: House) -> None:
    text = "kind,system_a,code_a,system_b,code_b\nuom,erp,0,mes,-\n"
    assert house.land_one("crosswalks.csv", text).used == 1
    (row,) = house.rows("crosswalks")
    assert (row["code_a"], row["code_a_key"], row["code_b"]) == ("0", "0", "-")


def test_two_hundred_thousand_rows_land(house: House) -> None:
    body = "".join(f"{n},W{n // 9},A{n % 99},L{n % 999},1.5,kg,,\n" for n in range(200_000))
    report = house.land_one("mes_consumptions.csv", HEAD + body)
    assert (report.read, report.used) == (200_000, 200_000)


def test_a_rejected_row_keeps_every_column_whatever_it_is_called(house: House) -> None:
    text = "consumption_id,item_code,ledger_account\n,A,4711\n"
    house.land({"mes_consumptions.csv": text})
    (row,) = house.rows("quarantine")
    assert json.loads(row["raw_text"]) == {"item_code": "A", "ledger_account": "4711"}
