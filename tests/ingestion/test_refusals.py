"""Files that cannot be trusted as a whole: nothing of their load lands, and it is said why."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from ingestion.report import RefusedLoadError
from ingestion.sources import SourceFile
from tests.ingestion.conftest import House
from traceability.errors import IntegrityError, LotlineError, NotFoundError, RefusedError

GOOD = "consumption_id,item_code,lot_code\n1,A,L\n"
DAMAGED = {
    "FI-02": b"",
    "FI-08": b"consumption_id,lot_code\n1,L\n",
    "FI-09": b'consumption_id,item_code,lot_code\n1,A,"L\n2,A,L\n',
    "FI-10": b"consumption_id,item_code\n1,A\x00\n",
    "FI-11": b"consumption_id,item_code\n1,\xff\xfe\n",
    "FI-13": "consumption_id,item_code\n1,A\n".encode("utf-16-le"),
}


@pytest.mark.parametrize("rule", DAMAGED)
def test_one_damaged_file_keeps_the_whole_load_out(house: House, rule: str) -> None:
    files = {"mes_consumptions_1.csv": GOOD, "mes_consumptions_2.csv": DAMAGED[rule]}
    with pytest.raises(RefusedLoadError) as caught:
        house.land(files)
    (finding,) = caught.value.findings
    assert (finding.rule_id, finding.file) == (rule, "mes_consumptions_2.csv")
    assert caught.value.hint
    assert caught.value.exit_code == 5
    assert house.all_files() == []


def test_all_damaged_files_are_named_at_once(house: House) -> None:
    files = {f"mes_consumptions_{rule}.csv": content for rule, content in DAMAGED.items()}
    with pytest.raises(RefusedLoadError) as caught:
        house.land(files)
    assert {finding.rule_id for finding in caught.value.findings} == set(DAMAGED)


def test_a_damaged_file_of_one_source_keeps_the_others_out_too(house: House) -> None:
    with pytest.raises(RefusedLoadError):
        house.land({"erp_items.csv": "item_code\nA\n", "mes_outputs.csv": b""})
    assert house.manifests() == []


def test_a_missing_column_is_named_with_the_contract(house: House) -> None:
    with pytest.raises(RefusedLoadError, match="lacks item_code, which mes_consumptions"):
        house.land({"mes_consumptions.csv": "consumption_id,itemcode\n1,A\n"})


def test_a_header_without_rows_is_a_finding_in_a_delta(house: House) -> None:
    (load,) = house.land({"mes_consumptions.csv": "consumption_id,item_code\n"}).loads
    assert [finding.rule_id for finding in load.findings] == ["FI-02"]
    assert load.rows == {"mes_consumptions": 0}


def test_a_header_without_rows_is_refused_where_it_would_withdraw_everything(house: House) -> None:
    with pytest.raises(RefusedLoadError, match="withdraw"):
        house.land({"mes_consumptions.csv": "consumption_id,item_code\n"}, full=True)


def test_a_full_load_of_rejected_rows_is_refused(house: House) -> None:
    text = "consumption_id,item_code\n1,\n2,\n"
    with pytest.raises(RefusedLoadError, match="All 2 rows were rejected"):
        house.land({"mes_consumptions.csv": text}, full=True)
    assert house.land_one("mes_consumptions.csv", text).quarantined == {"LD-01": 2}


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "hex"])
def test_a_name_of_no_encoding_is_refused_in_so_many_words(house: House, name: str) -> None:
    with pytest.raises(RefusedError, match=f"no encoding called '{name}'"):
        house.land({"mes_consumptions.csv": GOOD}, encoding=name)
    assert house.land({"mes_consumptions.csv": GOOD}, encoding="UTF-8").loads


def test_files_of_no_contract_are_refused_with_the_way_to_profiles(house: House) -> None:
    with pytest.raises(RefusedError) as caught:
        house.land({"stock_move.csv": "id\n1\n"})
    assert "lotline profile list" in caught.value.hint


def test_a_file_of_no_contract_beside_others_is_set_aside_and_kept(house: House) -> None:
    files = {"mes_consumptions.csv": GOOD, "notes.csv": "a\n1\n2\n", "odd.csv": "a,b\n1\n"}
    (load,) = house.land(files).loads
    aside = {file.name: file.set_aside for file in load.files if file.table is None}
    assert aside == {"notes.csv": {"not_in_profile": 2}, "odd.csv": {"not_in_profile": 1}}
    kept = {path.name for path in (house.settings.landing / "files").iterdir()}
    assert kept == {file.sha256 for file in load.files}


def test_a_damaged_file_that_no_table_takes_stops_nothing(house: House) -> None:
    (load,) = house.land({"mes_consumptions.csv": GOOD, "odd.csv": b"\xff"}).loads
    assert [finding.rule_id for finding in load.findings] == ["not_in_profile"]


def test_files_without_a_reader_are_left_out_of_a_folder_and_named(house: House) -> None:
    report = house.land({"mes_consumptions.csv": GOOD, "plan.docx": b"x", ".hidden.csv": b"x"})
    assert [finding.file for finding in report.findings] == ["plan.docx"]
    folder = house.drop({"plan.docx": b"x"})
    with pytest.raises(RefusedError, match="no reader"):
        _land_path(house, folder / "plan.docx")


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods", ".json"])
def test_a_table_in_a_format_that_is_not_read_refuses_the_load(house: House, ending: str) -> None:
    files = {"mes_consumptions.csv": GOOD, f"MES_outputs_2026{ending}": b"anything"}
    with pytest.raises(RefusedLoadError, match=f"end in {ending} are not read") as caught:
        house.land(files)
    assert caught.value.hint
    report = house.land({"mes_consumptions.csv": GOOD, f"plan{ending}": b"anything"})
    assert [finding.file for finding in report.findings] == [f"plan{ending}"]


def test_a_path_that_is_not_there_is_not_found(house: House) -> None:
    with pytest.raises(NotFoundError):
        _land_path(house, house.folder / "nowhere")


def test_a_file_that_may_not_be_read_is_told_in_a_sentence(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "mes_consumptions.csv")

    monkeypatch.setattr("ingestion.ingest.keep", locked)
    with pytest.raises(RefusedError, match=r"mes_consumptions\.csv: Permission denied"):
        house.land({"mes_consumptions.csv": GOOD})


def test_two_files_of_one_name_are_refused(house: House) -> None:
    first, second = (house.drop({"mes_outputs.csv": f"{number}"}) for number in range(2))
    with pytest.raises(RefusedError, match=r"Two files are called mes_outputs\.csv"):
        _land_path(house, first, second)


def test_two_ingests_never_interleave(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingestion.ingest._LOCK_SECONDS", 0.1)
    house.settings.landing.mkdir(parents=True)
    with (
        FileLock(house.settings.landing / "ingest.lock"),
        pytest.raises(RefusedError, match="Another ingest is running"),
    ):
        house.land({"mes_consumptions.csv": GOOD})


def test_nothing_is_landed_on_a_broken_chain(house: House) -> None:
    house.land({"mes_consumptions.csv": GOOD})
    house.land({"mes_consumptions.csv": GOOD.replace("1,", "2,")})
    first = house.settings.landing / "manifests" / "00000001.json"
    whole = first.read_bytes()
    first.write_bytes(whole.replace(b'"delta"', b'"full"'))
    with pytest.raises(IntegrityError, match="chain"):
        house.land({"mes_consumptions.csv": GOOD.replace("1,", "3,")})
    first.write_bytes(whole)


def _land_path(house: House, *paths: Path) -> None:
    from ingestion.ingest import ingest

    ingest(paths, house.settings)


def test_every_refusal_is_an_error_for_a_person() -> None:
    assert issubclass(RefusedLoadError, LotlineError)


def test_a_file_that_may_not_be_read_is_told_in_a_dry_run_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: SourceFile) -> None:
        raise PermissionError(13, "Permission denied", str(source.path))

    monkeypatch.setattr("ingestion.ingest.look_at", refuse)
    with pytest.raises(RefusedError, match="Permission denied"):
        house.land({"mes_consumptions.csv": GOOD}, dry_run=True)
