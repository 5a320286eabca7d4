"""Rows without ids of their own, and cells that name several lots."""

from __future__ import annotations

import json

from tests.ingestion.conftest import House

DERIVED = """
name: scans
source_system: line1
delimiter: ";"
contracts:
  mes_consumptions: {from: mes_consumptions}
key: {mes_consumptions: derived}
split_lots: {mes_consumptions: "/"}
"""


def test_equal_scans_without_ids_stay_two(house: House) -> None:
    scans = "item_code;lot_code;qty\nA;L;1\nA;L;1\nA;M;1\n"
    house.land({"mes_consumptions.csv": scans}, profile=house.profile(DERIVED))
    keys = [row["row_key"] for row in house.rows("mes_consumptions")]
    assert len(set(keys)) == 3
    assert all(row["consumption_id"] for row in house.rows("mes_consumptions"))


def test_derived_ids_are_the_same_when_the_rows_come_again(house: House) -> None:
    profile = house.profile(DERIVED)
    house.land({"mes_consumptions.csv": "item_code;qty\nA;1\nA;1\n"}, profile=profile)
    house.land({"mes_consumptions.csv": "item_code;qty\nB;1\nA;1\nA;1\n"}, profile=profile)
    keys: dict[str, set[str]] = {}
    for row in house.rows("mes_consumptions"):
        keys.setdefault(row["load_id"], set()).add(row["row_key"])
    assert keys["00000001"] < keys["00000002"]


def test_several_lots_in_one_cell_become_rows_of_one_key(house: House) -> None:
    text = "consumption_id;item_code;lot_code;lot_uid\n1;A;A01/A02/a01;77\n2;A;N/A;\n3;A;A03;78\n"
    house.land({"mes_consumptions.csv": text}, profile=house.profile(DERIVED))
    rows = sorted(house.rows("mes_consumptions"), key=lambda row: (row["row_key"], row["lot_code"]))
    told = [(row["lot_code"], row["lot_uid"], row["lot_split_count"]) for row in rows]
    assert told == [("A01", None, 2), ("A02", None, 2), (None, None, 1), ("A03", "78", 1)]
    assert rows[0]["row_key"] == rows[1]["row_key"]
    assert json.loads(rows[0]["raw_text"]) == {"lot_code": "A01/A02/a01", "lot_uid": "77"}
    assert (rows[0]["source_row"], rows[1]["source_row"]) == (2, 2)
