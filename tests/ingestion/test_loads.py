"""Loads: numbered, chained, told by a manifest; the same bytes twice bring nothing new."""

from __future__ import annotations

import datetime as dt
import hashlib

import pyarrow.parquet as pq
import pytest

from tests.ingestion.conftest import House
from tests.ingestion.tiny_system import FILES
from traceability.errors import RefusedError

HEAD = "consumption_id,item_code,lot_code\n"
GOOD = HEAD + "1,A,L\n"


def test_the_same_file_twice_is_nothing_new(house: House) -> None:
    house.land({"mes_consumptions.csv": GOOD})
    before = house.all_files()
    again = house.land({"mes_consumptions_copy.csv": GOOD})
    assert again.is_nothing_new
    assert [(file.name, file.load_id) for file in again.repeated] == [
        ("mes_consumptions_copy.csv", "00000001")
    ]
    assert [finding.rule_id for finding in again.findings] == ["FI-04"]
    assert house.all_files() == before


def test_only_the_new_files_of_a_delta_land(house: House) -> None:
    house.land({"mes_consumptions_1.csv": GOOD})
    report = house.land({"mes_consumptions_1.csv": GOOD, "mes_consumptions_2.csv": HEAD + "2,A,\n"})
    assert [file.name for file in report.loads[0].files] == ["mes_consumptions_2.csv"]
    assert [file.name for file in report.repeated] == ["mes_consumptions_1.csv"]
    assert [row["consumption_id"] for row in house.rows("mes_consumptions")] == ["1", "2"]


def test_a_full_load_keeps_a_file_that_a_delta_had_landed(house: House) -> None:
    files = {"mes_consumptions_1.csv": GOOD, "mes_consumptions_2.csv": HEAD + "2,A,\n"}
    house.land({"mes_consumptions_1.csv": GOOD})
    (load,) = house.land(files, full=True).loads
    assert load.rows == {"mes_consumptions": 2}
    assert house.land(files, full=True).is_nothing_new


def test_a_full_load_keeps_a_file_that_an_earlier_full_load_had_landed(house: House) -> None:
    files = {"mes_consumptions_1.csv": GOOD, "mes_consumptions_2.csv": HEAD + "2,A,\n"}
    house.land({"mes_consumptions_1.csv": GOOD}, full=True)
    (load,) = house.land(files, full=True).loads
    assert load.rows == {"mes_consumptions": 2}


def test_the_same_bytes_from_another_source_are_news(house: House) -> None:
    house.land({"mes_consumptions.csv": GOOD})
    (load,) = house.land({"mes_consumptions.csv": GOOD}, source="mes2").loads
    assert load.source_system == "mes2"


def test_each_system_gets_its_own_load(house: House) -> None:
    report = house.land(
        {
            "erp_items.csv": "item_code\nA\n",
            "mes_consumptions.csv": GOOD,
            "wms_lots.csv": "item_code\nA\n",
        }
    )
    assert [(load.load_id, load.source_system) for load in report.loads] == [
        ("00000001", "erp"),
        ("00000002", "mes"),
        ("00000003", "wms"),
    ]


def test_a_named_source_holds_all_files_in_one_load(house: House) -> None:
    files = {"erp_items.csv": "item_code\nA\n", "mes_consumptions.csv": GOOD}
    (load,) = house.land(files, source="plant7").loads
    assert load.rows == {"erp_items": 1, "mes_consumptions": 1}
    assert house.rows("erp_items")[0]["source_system"] == "plant7"


def test_manifests_form_a_chain(house: House) -> None:
    for number in range(3):
        house.land({"mes_consumptions.csv": HEAD + f"{number},A,L\n"})
    paths = sorted((house.settings.landing / "manifests").iterdir())
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    assert [path.name for path in paths] == ["00000001.json", "00000002.json", "00000003.json"]
    assert [document["previous_hash"] for document in house.manifests()] == ["", *hashes[:2]]


def test_a_manifest_tells_the_load(house: House) -> None:
    house.land(
        {"mes_consumptions.csv": HEAD + "1,A,L\n2,,L\n"},
        full=True,
        covers=(dt.date(2026, 1, 1), dt.date(2026, 1, 31)),
    )
    (document,) = house.manifests()
    told = {
        key: document[key]
        for key in ("profile", "source_system", "mode", "covers", "lot_scope", "timezone")
    }
    assert told == {
        "profile": "contracts",
        "source_system": "mes",
        "mode": "full",
        "covers": ["2026-01-01", "2026-01-31"],
        "lot_scope": "item",
        "timezone": None,
    }
    (file,) = document["files"]
    assert (file["read"], file["used"], file["quarantined"]) == (2, 1, {"LD-01": 1})
    entry = document["contracts"]["mes_consumptions"]
    assert entry["rows"] == 1
    assert entry["files"] == ["mes_consumptions/load=00000001/0.parquet"]
    assert document["quarantine_files"] == ["quarantine/mes_consumptions/load=00000001/0.parquet"]


def test_a_load_speaks_for_its_contract_even_without_rows(house: House) -> None:
    house.land({"mes_consumptions.csv": HEAD})
    assert house.manifests()[0]["contracts"] == {
        "mes_consumptions": {"rows": 0, "files": [], "sha256": {}}
    }
    (load,) = house.rows("loads")
    assert (load["contract"], load["row_count"]) == ("mes_consumptions", 0)


def test_source_files_are_kept_as_bytes(house: House) -> None:
    content = b"\xef\xbb\xbfconsumption_id,item_code\r\n1,A\r\n"
    report = house.land_one("mes_consumptions.csv", content)
    kept = house.settings.landing / "files" / report.sha256
    assert kept.read_bytes() == content
    assert report.bytes == len(content)


def test_a_dry_run_tells_and_writes_nothing(house: House) -> None:
    report = house.land({"mes_consumptions.csv": GOOD + "2,,\n"}, dry_run=True)
    (load,) = report.loads
    assert report.is_dry_run
    assert load.load_id is None
    assert (load.files[0].used, load.files[0].quarantined) == (1, {"LD-01": 1})
    assert not house.settings.home.exists()


def test_a_folder_is_walked_and_files_are_named_from_it(house: House) -> None:
    house.land({"jan/mes_consumptions.csv": GOOD, "feb/mes_consumptions.csv": HEAD + "2,A,L\n"})
    assert [row["source_file"] for row in house.rows("mes_consumptions")] == [
        "feb/mes_consumptions.csv",
        "jan/mes_consumptions.csv",
    ]


def test_progress_ends_with_all_bytes_read(house: House) -> None:
    heard: list[tuple[str, int, int]] = []
    house.land(
        {"mes_consumptions.csv": GOOD},
        progress=lambda what, done, total: heard.append((what, done, total)),
    )
    assert ("mes_consumptions.csv", len(GOOD), len(GOOD)) in heard


def test_a_contract_file_name_is_matched_by_its_longest_contract(house: House) -> None:
    text = "work_order_code,line_no,item_code\nW,1,A\n"
    report = house.land_one("erp_work_order_components_2026.csv", text)
    assert report.table == "erp_work_order_components"


def test_landed_files_are_read_back_by_any_parquet_reader(house: House) -> None:
    house.land({"mes_consumptions.csv": GOOD})
    path = house.settings.landing / "mes_consumptions" / "load=00000001" / "0.parquet"
    table = pq.ParquetFile(path).read()
    assert str(table.schema.field("qty").type) == "decimal128(18, 6)"
    assert str(table.schema.field("started_at").type) == "timestamp[us]"


def test_two_copies_of_one_file_in_one_drop_land_once(house: House) -> None:
    report = house.land({"mes_consumptions.csv": GOOD, "mes_consumptions_copy.csv": GOOD})
    assert [(file.name, file.same_as) for file in report.repeated] == [
        ("mes_consumptions_copy.csv", "mes_consumptions.csv")
    ]
    assert len(house.rows("mes_consumptions")) == 1


def test_an_older_full_state_sent_again_wins_over_the_newer(house: House) -> None:
    older, newer = GOOD, HEAD + "2,A,\n"
    for content in (older, newer):
        house.land({"mes_consumptions.csv": content}, full=True)
    (load,) = house.land({"mes_consumptions.csv": older}, full=True).loads
    assert load.load_id == "00000003"


def test_a_second_database_of_one_product_is_refused_in_the_same_home(
    house: House, tiny: str
) -> None:
    house.land(FILES, profile=tiny)
    with pytest.raises(RefusedError, match="holds another database of profile tiny"):
        house.land(FILES, profile=tiny, source="second")
