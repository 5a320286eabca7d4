"""dbt reads what the contracts say is landed, by the names and rules written there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
import yaml

from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import CODE_KINDS

STAGING = Path(__file__).parent.parent.parent / "dbt_project" / "models" / "staging"


def staging_model(contract: str) -> str:
    """Text of the staging model of a contract."""
    system, _, plural = contract.partition("_")
    name = f"stg_{system}__{plural}" if plural else f"stg_{contract}"
    return (STAGING / f"{name}.sql").read_text(encoding="utf-8")


def test_every_contract_is_a_source_of_dbt_and_nothing_else_is() -> None:
    document = yaml.safe_load((STAGING / "_landing__sources.yml").read_text(encoding="utf-8"))
    (landing,) = document["sources"]
    assert landing["schema"] == "landing"
    names = [table["name"] for table in landing["tables"]]
    house = [
        *("loads", "quarantine", "door_findings", "landed_files"),
        *("code_keys", "finding_rules", "rule_needs", "corrections"),
    ]
    assert names == [*EXTRACTS, *house]


def test_dbt_takes_the_period_of_each_contract_from_the_column_it_names() -> None:
    text = (STAGING / "int_landed_keys.sql").read_text(encoding="utf-8")
    written = re.search(r"{% set periods = .*? %}", text, re.DOTALL)
    assert written
    module = jinja2.Environment().from_string(written.group()).module
    wanted = {name: contract.period or None for name, contract in EXTRACTS.items()}
    assert module.periods == wanted  # type: ignore[attr-defined]


def test_staging_hands_on_every_column_of_every_contract() -> None:
    for contract in EXTRACTS.values():
        final = staging_model(contract.name).partition("staged as (")[2]
        for column in contract.columns:
            if column.kind == "instant":
                assert f"instant_columns('{column.name}'" in final, (contract.name, column.name)
            else:
                assert re.search(rf"\b{column.name},", final), (contract.name, column.name)


def test_rows_fold_where_the_key_is_an_id_and_nowhere_else() -> None:
    folding = {name for name in EXTRACTS if "where copy_no = 1" in staging_model(name)}
    assert folding == {name for name, contract in EXTRACTS.items() if contract.has_id_key}


def test_a_time_beside_capture_method_or_recorded_at_is_judged_by_them() -> None:
    for contract in EXTRACTS.values():
        text = staging_model(contract.name)
        names = set(contract.column_names)
        for name, options in re.findall(r"instant_columns\('(\w+)'(.*?)\)", text):
            captured, recorded = "captured=true" in options, "recorded=true" in options
            assert captured == ("capture_method" in names), (contract.name, name)
            beside = "recorded_at" in names and name != "recorded_at"
            assert recorded == beside, (contract.name, name)


def test_staging_looks_up_each_code_as_the_kind_that_the_contract_names() -> None:
    text = (STAGING.parent.parent / "macros" / "coded.sql").read_text(encoding="utf-8")
    module: Any = jinja2.Environment(extensions=["jinja2.ext.do"]).from_string(text).module
    for contract in EXTRACTS.values():
        marks = {
            "lot_code": lambda _: ":lot",
            "instant": lambda _: ":instant",
            "code": lambda name: f":{CODE_KINDS[name]}" if name in CODE_KINDS else "",
        }
        wanted = [
            column.name + marks.get(column.kind, lambda _: "")(column.name)
            for column in contract.columns
        ]
        if f"coded('{contract.name}')" in staging_model(contract.name):
            assert module.coded_columns(contract.name).split() == wanted
        else:
            assert contract.name in {"crosswalks", "mes_parameters"}
