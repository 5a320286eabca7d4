"""Every contract between layers holds on what we build, and fails when that is spoilt."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from expectations.suites import CHECKS, CONTRACTS
from tests.dbt.conftest import first_build  # noqa: F401 - a fixture
from tests.expectations.breaking import Break
from tests.expectations.breaks import BREAKS
from tests.expectations.conftest import show_landing
from traceability.settings import Settings
from traceability.store.warehouse import open_warehouse


def failing(opened: Any) -> dict[str, int]:
    counts = {
        check.check_id: opened.execute(f"select count(*) from ({check.rows_query})").fetchone()[0]
        for check in CONTRACTS
    }
    return {name: count for name, count in counts.items() if count}


def test_all_contracts_hold_on_the_example_factory(opened: Any) -> None:
    assert failing(opened) == {}


def test_all_contracts_hold_on_the_plant_of_five_lots(five_lots: Settings, tmp_path: Path) -> None:
    warehouse = show_landing(five_lots, tmp_path / "warehouse.duckdb")
    with open_warehouse(warehouse, five_lots) as opened:
        assert failing(opened) == {}


def test_all_contracts_hold_on_every_oddity_we_know(
    first_build: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
) -> None:
    with open_warehouse(first_build, Settings(home=tmp_path)) as opened:
        assert failing(opened) == {}


@pytest.mark.parametrize("spoilt", BREAKS, ids=lambda spoilt: spoilt.name)
def test_a_break_is_noticed_where_it_is_and_counted(opened: Any, spoilt: Break) -> None:
    opened.execute("begin")
    try:
        opened.execute(spoilt.sql)
        assert failing(opened) == spoilt.noticed
    finally:
        opened.execute("rollback")


def test_every_contract_can_fail() -> None:
    noticed = {check_id for spoilt in BREAKS for check_id in spoilt.noticed}

    assert noticed == {check.check_id for check in CONTRACTS}


def test_checks_have_names_of_their_own_and_say_a_sentence() -> None:
    names = Counter(check.check_id for check in CHECKS)

    assert max(names.values()) == 1
    assert all(check.statement[0].isupper() and check.statement[-1] == "." for check in CHECKS)


def test_a_contract_blocks_and_a_rule_never_does() -> None:
    assert {check.severity for check in CONTRACTS} == {"blocking"}
    rules = [check for check in CHECKS if check not in CONTRACTS]
    assert {check.severity for check in rules} <= {"S1", "S2", "S3"}
    assert all(check.suite == "findings" and check.rule_id for check in rules)


def test_the_list_of_checks_needs_no_engine() -> None:
    code = (
        "import sys, expectations.suites; "
        "slow = {'great_expectations', 'pandas', 'duckdb', 'sqlalchemy'} & set(sys.modules); "
        "assert not slow, slow"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
