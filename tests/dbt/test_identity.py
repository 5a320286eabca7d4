"""Which records mean one lot, and the id it keeps; ids are computed here independently."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import duckdb


def lot_id(*parts: str) -> str:
    """The id as docs describe it: the first 100 bits of SHA-256 in RFC 4648 base32."""
    digest = hashlib.sha256(chr(31).join(parts).encode()).digest()
    return "L" + base64.b32encode(digest)[:20].decode()


def key_id(item: str, key: str, scope: str = "") -> str:
    return lot_id("lot", item, scope, "", "key", key)


def rows(warehouse: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def lots_of(warehouse: Path, model: str, condition: str) -> list[tuple[object, ...]]:
    """Lot ids and match methods of the staged rows that meet a condition."""
    return rows(
        warehouse,
        f"select lot_id, match_method from staging.{model} as staged "
        f"inner join identity.lot_references using (lot_ref) where {condition} order by all",
    )


def test_a_lot_named_by_uid_bears_the_id_of_item_source_and_uid(first_build: Path) -> None:
    (found,) = lots_of(first_build, "stg_wms__lots", "lot_uid = '41'")
    assert found == (lot_id("lot", "OAT", "", "wms", "uid", "41"), "uid")


def test_a_lot_of_two_sources_keeps_the_id_of_the_first_landed_record(first_build: Path) -> None:
    survivor = key_id("OAT", "a-100")
    assert lots_of(first_build, "stg_erp__receipts", "lot_code = 'A-100'") == [(survivor, "exact")]
    assert lots_of(first_build, "stg_wms__lots", "lot_uid = '40'") == [(survivor, "normalised")]


def test_a_code_without_uid_meets_the_lot_of_its_source_that_has_it(first_build: Path) -> None:
    (found,) = lots_of(first_build, "stg_wms__movements", "movement_id = 'm1'")
    assert found[0] == key_id("OAT", "a-100")


def test_the_uid_id_of_a_joined_lot_stays_known_as_an_alias(first_build: Path) -> None:
    alias = lot_id("lot", "OAT", "", "wms", "uid", "40")
    found = rows(first_build, f"from identity.lot_aliases where alias_id = '{alias}'")
    assert found == [(alias, key_id("OAT", "a-100"))]


def test_a_code_that_two_lots_of_the_other_source_have_joins_neither(first_build: Path) -> None:
    (found,) = lots_of(first_build, "stg_erp__receipts", "lot_code = 'B-1'")
    assert found == (key_id("OAT", "b-1"), "exact")
    twins = lots_of(first_build, "stg_wms__lots", "lot_code = 'B-1'")
    assert len({twin for twin, _ in twins} | {found[0]}) == 3


def test_an_approved_crosswalk_joins_two_codes(first_build: Path) -> None:
    (found,) = lots_of(first_build, "stg_mes__consumptions", "lot_code = 'X9'")
    assert found == (key_id("OAT", "c-3"), "crosswalk")


def test_one_code_at_two_sites_is_two_lots_or_one_as_the_source_says(first_build: Path) -> None:
    by_site = lots_of(first_build, "stg_wms__stock", "source_system = 'item_site'")
    assert {found for found, _ in by_site} == {key_id("NUT", "1", "S1"), key_id("NUT", "1", "S2")}
    by_org = lots_of(first_build, "stg_wms__stock", "source_system = 'item_org'")
    assert {found for found, _ in by_org} == {key_id("NUT", "1", "O1")}


def test_a_consumption_meets_the_only_supplier_lot_but_never_guesses_between_two(
    first_build: Path,
) -> None:
    for scope, border in (("item_supplier", "V1"), ("item_year", "2026")):
        used = "stg_mes__consumptions", f"source_system = '{scope}' and lot_code"
        (sure,) = lots_of(first_build, used[0], f"{used[1]} = '8'")
        assert sure == (key_id(f"FIG {scope}", "8", border), "exact")
        (unsure,) = lots_of(first_build, used[0], f"{used[1]} = '7'")
        bought = lots_of(
            first_build, "stg_erp__receipts", f"source_system = '{scope}' and lot_code = '7'"
        )
        assert len({lot for lot, _ in bought} | {unsure[0]}) == 3


def test_a_code_unique_everywhere_is_one_lot_whatever_item_a_row_names(first_build: Path) -> None:
    found = lots_of(first_build, "stg_wms__movements", "source_system = 'everywhere'")
    assert len(found) == 2
    assert {lot for lot, _ in found} == {key_id("RAW", "e-5")}


def test_a_serial_is_a_lot_of_one_beside_its_lot(first_build: Path) -> None:
    kinds = rows(
        first_build, "select lot_id, lot_kind from identity.lots where item_code = 'PHONE'"
    )
    serial = lot_id("serial", "PHONE", "", "", "key", "sn1")
    assert sorted(kinds) == sorted([(serial, "serial"), (key_id("PHONE", "p-1"), "lot")])


def test_a_lot_that_only_a_superseded_row_named_keeps_its_id_but_is_not_current(
    first_build: Path,
) -> None:
    found = rows(
        first_build, "select lot_id, is_current from identity.lots where item_code = 'OIL'"
    )
    wanted = [(key_id("OIL", "typed-wrong"), False), (key_id("OIL", "right"), True)]
    assert sorted(found) == sorted(wanted)


def test_every_id_ever_given_still_resolves_after_later_loads(
    first_build: Path, later_build: Path
) -> None:
    given = {found for (found,) in rows(first_build, "select lot_id from identity.lots")}
    known = rows(
        later_build,
        "select lot_id from identity.lots union select alias_id from identity.lot_aliases",
    )
    assert given <= {found for (found,) in known}


def test_a_later_source_joins_under_the_id_already_given(later_build: Path) -> None:
    (found,) = lots_of(later_build, "stg_wms__lots", "lot_uid = '9'")
    assert found == (key_id("OIL", "right"), "exact")


def test_lots_joined_later_bear_the_earlier_id_and_the_other_becomes_an_alias(
    later_build: Path,
) -> None:
    (found,) = lots_of(later_build, "stg_mes__consumptions", "lot_code = 'X9'")
    assert found == (key_id("OAT", "b-1"), "crosswalk")
    aliases = dict(rows(later_build, "from identity.lot_aliases"))
    assert aliases[key_id("OAT", "c-3")] == key_id("OAT", "b-1")


def test_a_withdrawn_receipt_is_gone_but_its_lot_keeps_its_id(later_build: Path) -> None:
    assert rows(later_build, "from staging.stg_erp__receipts where source_system = 'erp'") == []
    found = rows(
        later_build,
        f"select is_current from identity.lots where lot_id = '{key_id('OAT', 'a-100')}'",
    )
    assert found == [(True,)]


def test_a_later_load_replaces_the_whole_set_under_its_key(first_build: Path) -> None:
    found = rows(
        first_build,
        "select lot_code from staging.stg_mes__consumptions where consumption_id = 'c9'",
    )
    assert found == [("RIGHT",)]


def test_items_and_orders_meet_by_their_spelling_and_by_crosswalk(first_build: Path) -> None:
    found = rows(
        first_build,
        "select consumption_id, work_order_code, item_code from staging.stg_mes__consumptions "
        "where consumption_id in ('c20', 'c22') order by all",
    )
    assert found == [("c20", "WO-07", "SUG-1"), ("c22", "WO-07", "E440")]
    (lot,) = lots_of(first_build, "stg_mes__consumptions", "consumption_id = 'c20'")
    assert lot == (key_id("SUG-1", "s-9"), "exact")


def test_a_crosswalk_of_an_order_keeps_the_rows_under_its_own_number_with_it(
    first_build: Path,
) -> None:
    found = rows(
        first_build,
        "select consumption_id, work_order_code from staging.stg_mes__consumptions "
        "where consumption_id in ('c30', 'c31', 'c32') order by all",
    )
    assert found == [("c30", "WO-08"), ("c31", "WO-08"), ("c32", "WO-08/3")]
    told = rows(
        first_build,
        "select work_order_code from staging.stg_erp__work_orders "
        "where work_order_code like 'WO-08%'",
    )
    assert told == [("WO-08",)]


def test_a_lot_keeps_the_id_that_its_item_as_landed_gave_it(first_build: Path) -> None:
    (lot,) = lots_of(first_build, "stg_mes__consumptions", "consumption_id = 'c22'")
    assert lot == (key_id("E440", "p-9"), "exact")
    aliases = dict(rows(first_build, "from identity.lot_aliases"))
    assert aliases[key_id("PECTIN", "p-9")] == key_id("E440", "p-9")


def test_the_label_of_the_supplier_means_the_lot_that_its_receipt_gave_it(
    first_build: Path,
) -> None:
    (lot,) = lots_of(first_build, "stg_mes__consumptions", "consumption_id = 'c21'")
    assert lot == (key_id("SUG-1", "s-10"), "supplier_lot")
    told = rows(
        first_build,
        "select evidence, rule_id from events.consumptions "
        "where work_order_code = 'WO-07' and item_code = 'SUG-1' order by all",
    )
    assert told == [("probable", "normalised_code"), ("probable", "supplier_lot")]
