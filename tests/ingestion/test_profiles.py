"""Profiles: a system's own tables become contracts, and every driving row is accounted for."""

from __future__ import annotations

import json

import pytest

from ingestion.report import RefusedLoadError
from tests.ingestion.conftest import House
from tests.ingestion.tiny_system import FILES, PREPARE, PROFILE, QUERY
from traceability.errors import UsageError


def test_every_driving_row_has_one_fate(house: House, tiny: str) -> None:
    (load,) = house.land(FILES, profile=tiny).loads
    files = {file.name: file for file in load.files}
    moves = files["mv_january.csv"]
    assert (moves.table, moves.read, moves.used) == ("moves", 6, 2)
    assert moves.set_aside == {"draft": 1, "nothing_moved": 1}
    assert moves.quarantined == {"unmapped": 1, "LD-01": 1}
    assert files["ITEMS.csv"].set_aside == {"lookup": 1}
    assert files["parties.csv"].used == 1


def test_quarantined_rows_keep_the_native_row_and_what_it_mentions(house: House, tiny: str) -> None:
    house.land(FILES, profile=tiny)
    unmapped, not_a_fact = house.rows("quarantine")
    assert (unmapped["source_row"], unmapped["rule_id"], unmapped["contract"]) == (
        6,
        "unmapped",
        "moves",
    )
    assert json.loads(unmapped["raw_text"])["kind"] == "scrap"
    assert (not_a_fact["source_row"], not_a_fact["contract"]) == (7, "mes_outputs")
    assert json.loads(not_a_fact["raw_text"])["item"] == "99"
    assert "\x1fl1\x1f" in not_a_fact["mentions"]


def test_rows_name_their_driving_row(house: House, tiny: str) -> None:
    house.land(FILES, profile=tiny)
    (row,) = house.rows("mes_outputs")
    assert (row["source_file"], row["source_row"], row["item_code"]) == (
        "mv_january.csv",
        3,
        "A-10",
    )
    assert json.loads(row["raw_text"]) == {"lot_code": "ohne"}


def test_columns_beyond_the_contract_are_kept(house: House, tiny: str) -> None:
    house.land(FILES, profile=tiny)
    assert [row["extra"] for row in house.rows("mes_consumptions")] == ['{"colour": "red"}']


def test_column_mappings_take_names_expressions_and_constants(house: House, tiny: str) -> None:
    house.land(FILES, profile=tiny)
    (row,) = house.rows("erp_partners")
    told = {
        name: row[name]
        for name in ("partner_code", "partner_name", "is_supplier", "is_customer", "country")
    }
    assert told == {
        "partner_code": "V1",
        "partner_name": "MILL",
        "is_supplier": True,
        "is_customer": False,
        "country": "DE",
    }


def test_a_profile_declares_how_far_its_clocks_are_trusted(house: House, tiny: str) -> None:
    house.land(FILES, profile=tiny)
    assert house.rows("mes_consumptions")[0]["started_at_trust"] == "posted"
    assert house.rows("mes_outputs")[0]["started_at_trust"] == "date_only"


def test_the_manifest_carries_what_the_profile_says_of_its_source(house: House, tiny: str) -> None:
    house.land(FILES, profile=tiny)
    (document,) = house.manifests()
    names = ("profile", "source_system", "mode", "lot_scope", "timezone", "history_from")
    assert [document[name] for name in names] == [
        "tiny",
        "tiny_erp",
        "full",
        "item_site",
        "Europe/Berlin",
        "2026-01-01",
    ]


def test_a_contract_whose_driving_file_is_absent_is_not_spoken_for(house: House, tiny: str) -> None:
    files = {name: text for name, text in FILES.items() if name != "parties.csv"}
    (load,) = house.land(files, profile=tiny).loads
    assert load.rows == {"mes_consumptions": 1, "mes_outputs": 1}


def test_a_load_without_a_required_table_is_refused(house: House, tiny: str) -> None:
    with pytest.raises(RefusedLoadError, match="needs a file for table moves"):
        house.land({"parties.csv": FILES["parties.csv"]}, profile=tiny)


def test_a_native_column_may_be_absent_unless_it_is_a_must(house: House, tiny: str) -> None:
    lean = "id,item,amount,kind,state\n1,10,5,consumption,done\n"
    (load,) = house.land(FILES | {"mv_january.csv": lean}, profile=tiny).loads
    assert load.rows["mes_consumptions"] == 1
    with pytest.raises(RefusedLoadError, match="lacks item"):
        house.land(FILES | {"mv_january.csv": lean.replace("item", "thing")}, profile=tiny)


def test_an_emptied_table_is_refused_in_a_full_load_only_where_it_had_rows(
    house: House, tiny: str
) -> None:
    emptied = FILES | {"parties.csv": "id,name\n"}
    house.land(emptied, profile=tiny)
    house.land(FILES, profile=tiny)
    with pytest.raises(RefusedLoadError, match=r"parties\.csv"):
        house.land(emptied | {"ITEMS.csv": "id,code\n10,B\n"}, profile=tiny)


def test_the_same_set_of_files_is_nothing_new_until_the_profile_changes(
    house: House, tiny: str
) -> None:
    house.land(FILES, profile=tiny)
    assert house.land(FILES, profile=tiny).is_nothing_new
    house.profile(PROFILE.replace("country: DE", "country: AT"))
    assert not house.land(FILES, profile=tiny).is_nothing_new


def test_a_row_that_lands_though_a_rule_sets_it_aside_is_a_finding(house: House, tiny: str) -> None:
    house.profile(PROFILE.replace("state = 'draft'", "state in ('draft', 'done')"))
    (load,) = house.land(FILES, profile=tiny).loads
    (finding,) = [finding for finding in load.findings if finding.rule_id == "LD-03"]
    assert (finding.file, finding.row) == ("mv_january.csv", 2)


def test_a_query_must_name_real_driving_rows(house: House, tiny: str) -> None:
    wrong = QUERY.format(kind="output").replace("facts.source_row", "900 as source_row")
    house.profile(PROFILE, outputs=wrong)
    with pytest.raises(UsageError, match="no row of a driving table"):
        house.land(FILES, profile=tiny)
    assert house.manifests() == []


def test_a_profile_reads_nothing_outside_its_files(house: House, tiny: str) -> None:
    secret = house.drop({"secret.csv": "a\n1\n"}) / "secret.csv"
    house.profile(PROFILE, prepare=PREPARE + f"create table x as from '{secret}';")
    with pytest.raises(UsageError):
        house.land(FILES, profile=tiny)


def test_a_full_load_that_lacks_a_table_of_earlier_loads_is_refused(
    house: House, tiny: str
) -> None:
    house.land(FILES, profile=tiny)
    with pytest.raises(RefusedLoadError, match="had a file for parties"):
        house.land({name: FILES[name] for name in ("mv_january.csv", "ITEMS.csv")}, profile=tiny)


def test_a_contract_file_beside_native_tables_is_named_with_the_way_to_land_it(
    house: House, tiny: str
) -> None:
    text = "kind,system_a,code_a,system_b,code_b\nlot,a,1,b,2\n"
    (load,) = house.land(FILES | {"crosswalks.csv": text}, profile=tiny).loads
    (message,) = [finding.message for finding in load.findings if finding.file == "crosswalks.csv"]
    assert "without --profile" in message
