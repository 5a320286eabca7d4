"""A hand-written Tryton database with everything the example lacks; its README tells the story."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingestion.landing.profile_check import check_profile
from ingestion.profile_files import load_profile
from tests.ingestion.conftest import House
from tests.ingestion.tryton_landing import Landed, Row, land
from traceability.settings import Settings

VARIANTS = Path(__file__).parent / "tryton_variants"
ANSWERS: dict[str, dict[str, dict[str, Any]]] = json.loads(
    (VARIANTS / "answers.json").read_text(encoding="utf-8")
)
IDS = {
    "erp_items": "item_code",
    "erp_partners": "partner_code",
    "erp_sites": "site_code",
    "erp_uom_conversions": "from_uom",
    "erp_work_orders": "work_order_code",
    "wms_lots": "lot_uid",
    "wms_movements": "movement_id",
    "wms_stock": "location+lot_uid",
    "wms_handling_units": "parent_code",
    "mes_operations": "operation_run_id",
    "mes_consumptions": "consumption_id",
    "mes_outputs": "output_id",
    "mes_inspections": "inspection_id",
}


@pytest.fixture(scope="module")
def plants(tmp_path_factory: pytest.TempPathFactory) -> Landed:
    """The two plants, landed once."""
    return land(VARIANTS, tmp_path_factory.mktemp("plants"))


def told(row: Row, name: str) -> Any:
    """A landed value as the answers write it."""
    value = row[name]
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return value
    is_day = row[f"{name}_precision"] == "day"
    return value.date().isoformat() if is_day else value.isoformat(sep=" ")


def expected(value: Any, landed: Any) -> Any:
    return Decimal(value) if isinstance(landed, Decimal) and value is not None else value


@pytest.mark.parametrize("contract", ANSWERS)
def test_the_second_database_lands_as_answered(plants: Landed, contract: str) -> None:
    names = IDS.get(contract, "line_no").split("+")
    rows = {"+".join(row[name] for name in names): row for row in plants.rows(contract)}

    assert rows.keys() == ANSWERS[contract].keys()
    for name, answer in ANSWERS[contract].items():
        landed = {column: told(rows[name], column) for column in answer}
        assert landed == {c: expected(value, landed[c]) for c, value in answer.items()}, name


def test_contracts_without_an_answer_have_no_rows(plants: Landed) -> None:
    landed = {name for name, told in plants.manifest["contracts"].items() if told["rows"]}

    assert landed == set(ANSWERS)


def test_no_row_is_lost_and_moves_of_unknown_places_or_states_are_quarantined(
    plants: Landed,
) -> None:
    for file in plants.manifest["files"]:
        fates = [file["used"], *file["set_aside"].values(), *file["quarantined"].values()]
        assert file["read"] == sum(fates), file["name"]
    moves = plants.file("stock_move")
    lines = {int(row["line"]): uid for uid, row in plants.native("stock_move").items()}

    assert moves["set_aside"] == {"cancelled": 2, "draft_or_reserved": 3}
    assert moves["quarantined"] == {"unmapped": 2}
    assert {(row["rule_id"], lines[row["source_row"]]) for row in plants.quarantine()} == {
        ("unmapped", "36"),
        ("unmapped", "39"),
    }


def test_what_did_not_happen_is_set_aside_by_name(plants: Landed) -> None:
    rules = {
        "production_work_cycle": {"not_started": 1, "cancelled": 1},
        "stock_inventory_line": {"inventory_not_done": 1, "not_counted": 1},
        "stock_package": {"no_move_packed_in_it": 2},
        "quality_inspection": {"nothing_inspected_moved": 1},
        "product_product": {"service": 1},
        "stock_location": {"no_warehouse": 16},
        "product_uom": {"base_unit": 3},
    }

    assert {table: plants.file(table)["set_aside"] for table in rules} == rules


def test_no_move_is_told_by_two_contracts(plants: Landed) -> None:
    contracts = plants.contracts_of_moves()

    assert [uid for uid, found in contracts.items() if len(found) > 1] == []


def test_equal_serial_numbers_of_two_items_stay_two_lots(plants: Landed) -> None:
    uids = {r["lot_uid"] for r in plants.rows("erp_receipts") if r["lot_code"] == "SN-0001"}

    assert uids == {"1", "3"}


def test_tables_of_modules_that_are_not_installed_may_be_absent(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    for name in ("stock_move", "stock_location", "product_product", "product_template"):
        shutil.copy(VARIANTS / f"{name}.csv", tables)

    landed = land(tables, tmp_path / "home")

    assert {row["lot_uid"] for row in landed.rows("mes_consumptions")} == {
        *(None, "1", "3", "4", "8"),
    }
    assert {row["work_order_code"] for row in landed.rows("mes_outputs")} == {
        *("production,1", "production,2", "production,3"),
    }
    assert len(landed.rows("erp_receipts")) == len(ANSWERS["erp_receipts"])


def test_every_query_and_rule_of_the_profile_fits_its_tables(tmp_path: Path) -> None:
    check_profile(load_profile("tryton"), Settings(home=tmp_path))


def test_a_lot_called_like_no_lot_keeps_its_number(house: House) -> None:
    """In Tryton no lot is an empty reference; a number is a number whatever it says."""
    tables = {
        "stock_move.csv": "id,product,quantity,from_location,to_location,state\n1,1,5,1,1,draft\n",
        "stock_location.csv": "id,type\n1,storage\n",
        "product_product.csv": "id,template,code\n1,1,OAT\n",
        "product_template.csv": "id\n1\n",
        "stock_lot.csv": "id,number,product\n1,N/A,1\n2,-,1\n3,0,1\n",
    }
    house.land(tables, profile="tryton")

    assert [row["lot_code"] for row in house.rows("wms_lots")] == ["N/A", "-", "0"]
