"""What the files hand over to the models: all rows of every load, with the agreed columns."""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.columns import differing_columns
from expectations.suites.comparison import conserved, lacking, landed_rows, united
from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import (
    CODE_KEYS,
    CODE_KINDS,
    CORRECTIONS,
    DOOR_FINDINGS,
    LANDED_FILES,
    LISTED_RULES,
    LOADS,
    QUARANTINE,
    RULE_NEEDS,
    landed_columns,
)

_LOAD = ("contract", "source_system", "load_id")
_TABLES = {name: landed_columns(contract) for name, contract in EXTRACTS.items()}

_CODES = united(
    f"select distinct '{CODE_KINDS[column.name]}' as kind, source_system, {column.name} as code "
    f"from landing.{contract.name} where {column.name} is not null"
    for contract in EXTRACTS.values()
    for column in contract.columns
    if contract.name != "crosswalks" and column.name in CODE_KINDS
)
_LOTS = united(
    f"select distinct 'lot' as kind, '' as source_system, {column.name}_key as code "
    f"from landing.{contract.name} where {column.name}_key is not null"
    for contract in EXTRACTS.values()
    for column in contract.columns
    if contract.name != "crosswalks" and column.kind == "lot_code"
)

LANDING = (
    Check(
        "landing.columns_are_as_agreed",
        "catalog",
        "Every landed table has the columns and types of its contract, and no other.",
        differing_columns(
            "landing",
            {
                **_TABLES,
                "loads": LOADS,
                "quarantine": QUARANTINE,
                "door_findings": DOOR_FINDINGS,
                "landed_files": LANDED_FILES,
                "code_keys": CODE_KEYS,
                "finding_rules": LISTED_RULES,
                "rule_needs": RULE_NEEDS,
                "corrections": CORRECTIONS,
            },
            knows_others=False,
        ),
    ),
    Check(
        "landing.every_load_is_whole",
        "landing.loads",
        "Of every load there are as many landed rows as its manifest tells.",
        f"""select examined.contract, examined.source_system, examined.load_id,
    examined.row_count as told_count, coalesce(landed.landed_count, 0) as landed_count
from examined
left join (
    select contract, source_system, load_id, count(*) as landed_count
    from ({landed_rows("source_system, load_id")}) as landed_rows
    group by contract, source_system, load_id
) as landed using (contract, source_system, load_id)
where examined.row_count is distinct from coalesce(landed.landed_count, 0)""",
    ),
    Check(
        "landing.every_row_is_of_a_load",
        "landing.loads",
        "Every landed row is of a load that has a manifest.",
        lacking(
            landed_rows("source_system, load_id, source_file, source_row"),
            "select * from examined",
            _LOAD,
        ),
    ),
    Check(
        "landing.every_row_names_its_source",
        "landing.loads",
        "Every landed row names its file and line, its key and its hash.",
        "select * from (\n"
        + landed_rows("source_system, load_id, source_file, source_row, row_key, row_hash")
        + "\n) as landed\nwhere source_file is null or source_row is null\n"
        "    or row_key is null or row_hash is null",
    ),
    Check(
        "landing.every_code_has_its_keys",
        "landing.code_keys",
        "Every landed code of an item, order, lot, place of business or unit has its keys once.",
        conserved(
            f"select distinct * from ({united((_CODES, _LOTS))}) as codes",
            "select * from examined where code_key is not null and loose_key is not null",
            ("kind", "source_system", "code"),
            is_reckoned=True,
        ),
    ),
)
