"""What staging takes over from landing: each row in force, once, with its codes and amounts.

Which rows are in force is reckoned here anew from the landed rows, from the words of the rule and
the contracts: the latest load that has a key, unless a later full load of its period lacks it.
"""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.comparison import conserved, staged_name, united
from traceability.contracts.column import Contract
from traceability.contracts.extracts import EXTRACTS
from traceability.contracts.landing import CODE_KINDS

_CARRIED = (
    *("item_code", "lot_code_key", "lot_uid", "serial_code_key", "qty", "uom"),
    *("to_item_code", "to_lot_code_key", "to_lot_uid", "from_lot_code_key", "from_lot_uid"),
    *("work_order_code", "delivery_code", "receipt_code", "reversal_of", "site_code"),
    *("supplier_code", "supplier_lot_code_key", "customer_code", "ship_to_code", "partner_code"),
)
"""Columns that a trace hangs on; staging must not change them, but for the code of one thing."""

_SAME_ROW = ("source_system", "load_id", "row_key", "row_hash", "source_file", "source_row")
_REJECTED = ("contract", "source_system", "load_id", "source_file", "source_row", "rule_id")
_LOAD = ("contract", "source_system", "load_id", "mode", "lot_scope", "row_count")


def _landed(contract: Contract) -> str:
    return (
        f"select '{contract.name}' as contract, {contract.has_id_key} as is_folded, "
        f"source_system, load_id, row_key, row_hash, source_file, source_row, "
        f"cast({contract.period or 'null'} as date) as told_date from landing.{contract.name}"
    )


def _staged(contract: str) -> str:
    return (
        f"select '{contract}' as contract, source_system, load_id, row_key, row_hash, "
        f"source_file, source_row from {staged_name(contract)}"
    )


def _changed(contract: Contract) -> str:
    names = [name for name in _CARRIED if name.removesuffix("_key") in contract.column_names]
    if not names:
        return ""
    same = " and ".join(f"landed.{name} is not distinct from staged.{name}" for name in _SAME_ROW)
    mapped = [name for name in names if name in CODE_KINDS and contract.name != "crosswalks"]
    met = " ".join(
        f"left join staging.int_code_map as of_{name} on of_{name}.kind = '{CODE_KINDS[name]}' "
        f"and of_{name}.source_system = landed.source_system and of_{name}.code = landed.{name}"
        for name in mapped
    )
    told = {name: f"coalesce(of_{name}.canonical_code, landed.{name})" for name in mapped}
    differs = " or ".join(
        f"{told.get(name, f'landed.{name}')} is distinct from staged.{name}" for name in names
    )
    return (
        f"select distinct '{contract.name}' as contract, staged.source_system, staged.load_id, "
        f"staged.row_key, staged.source_file, staged.source_row "
        f"from {staged_name(contract.name)} as staged "
        f"inner join landing.{contract.name} as landed on {same} {met} "
        f"anti join staging.int_mended_values as mended on mended.contract = '{contract.name}' "
        "and mended.source_system = landed.source_system and mended.row_key = landed.row_key "
        f"and mended.row_hash = landed.row_hash where {differs}"
    )


_COUNTED = f"""with landed as not materialized (
    {united(_landed(contract) for contract in EXTRACTS.values())}
),
versions as (
    select contract, source_system, row_key, load_id,
        min(told_date) as first_date, max(told_date) as last_date
    from landed
    semi join (
        select contract, source_system from examined
        group by contract, source_system having count(distinct load_id) > 1
    ) as loaded_again using (contract, source_system)
    group by contract, source_system, row_key, load_id
),
outdated as (
    select contract, source_system, row_key, load_id from versions
    qualify load_id < max(load_id) over (partition by contract, source_system, row_key)
    union
    select versions.contract, versions.source_system, versions.row_key, versions.load_id
    from versions
    semi join examined as loads on
        loads.mode = 'full'
        and loads.contract = versions.contract and loads.source_system = versions.source_system
        and loads.load_id > versions.load_id
        and (loads.covers_from is null or versions.first_date >= loads.covers_from)
        and (loads.covers_to is null or versions.last_date <= loads.covers_to)
),
counted as (
    select contract, source_system, load_id, row_key,
        min(source_file) as source_file, min(source_row) as source_row,
        case when bool_or(is_folded) then 1 else count(*) filter (where is_landed) end
            as expected_count,
        count(*) filter (where not is_landed) as staged_count
    from (
        select landed.* exclude (told_date), true as is_landed from landed
        anti join outdated using (contract, source_system, row_key, load_id)
        anti join (
            select * from staging.int_mended_values where action = 'void_row'
        ) as voided using (contract, source_system, row_key, row_hash)
        union all by name
        select *, false as is_folded, false as is_landed
        from ({united(map(_staged, EXTRACTS))}) as staged_rows
    ) as both_sides
    group by contract, source_system, load_id, row_key, row_hash
)
select * from counted
"""
"""Rows by what they say, landed and in force, and staged. What was loaded once is all in force."""

_GIVING_WAY = """with recursive approved as (
    select kind, code_a_key as code_key, code_b_key as other_key
    from staging.stg_crosswalks where approved_by is not null
    union
    select kind, code_b_key as code_key, code_a_key as other_key
    from staging.stg_crosswalks where approved_by is not null
),
standing as (
    select distinct codes.kind, codes.code, codes.code_key from landing.code_keys as codes
    anti join examined as gone using (kind, source_system, code)
),
spelled_twice as (
    select distinct kind, code_key from (
        select kind, source_system, code_key from landing.code_keys where kind <> 'lot'
        group by kind, source_system, code_key having count(*) > 1
    ) as of_one_system
),
mapped as (
    select examined.*, codes.code_key, standing.code_key as canonical_key
    from examined
    left join landing.code_keys as codes using (kind, source_system, code)
    left join standing on examined.kind = standing.kind
        and examined.canonical_code = standing.code
),
reached as (
    select distinct kind, code_key, code_key as other_key from mapped
    union
    select reached.kind, reached.code_key, approved.other_key from reached
    inner join approved on reached.kind = approved.kind and reached.other_key = approved.code_key
)
select mapped.* from mapped
anti join (
    select * from reached
    anti join (
        select kind, code_key, code_key as other_key from reached
        where (kind = 'uom' or (kind, code_key) in (select (kind, code_key) from spelled_twice))
            and (kind, code_key) not in (select (kind, code_key) from approved)
    ) as guessed using (kind, code_key, other_key)
) as agreed on mapped.kind = agreed.kind and mapped.code_key = agreed.code_key
    and mapped.canonical_key = agreed.other_key"""

_UNAPPROVED = """select examined.correction_no, examined.contract, examined.source_system,
    examined.row_key
from examined
left join landing.corrections as approved using (correction_no)
left join (
    select distinct revert_of as correction_no from landing.corrections
    where is_unaltered and lower(trim(proposed_by)) <> lower(trim(approved_by))
        and trim(reason) <> ''
) as reverted using (correction_no)
where approved.correction_no is null or reverted.correction_no is not null
    or not coalesce(approved.is_unaltered, false)
    or coalesce(trim(approved.reason), '') = ''
    or coalesce(lower(trim(approved.proposed_by)) = lower(trim(approved.approved_by)), true)"""

STAGING = (
    Check(
        "staging.every_load_is_staged",
        "landing.loads",
        "Staging knows every load, and no other.",
        conserved("select * from examined", "select * from staging.stg_loads", _LOAD),
    ),
    Check(
        "staging.rows_in_force_are_staged",
        "landing.loads",
        "Every landed row is staged unless a later load replaced or withdrew it, or an approved "
        "correction voids it, and nothing else; none stands twice, identical rows under one id "
        "are one.",
        _COUNTED + "where expected_count <> staged_count",
    ),
    Check(
        "staging.codes_and_amounts_are_carried_over",
        "landing.loads",
        "Staging changes no lot, no item, no amount, no unit, no order, no partner and no site of "
        "a landed row that no correction speaks of; of several codes of one thing it takes the one "
        "that stands for all.",
        united(filter(None, map(_changed, EXTRACTS.values()))),
    ),
    Check(
        "staging.only_approved_corrections_change_rows",
        "staging.int_mended_values",
        "A landed row counts otherwise than it came only by a correction that two persons stand "
        "behind with a reason, that says what was signed, and that is not taken back.",
        _UNAPPROVED,
    ),
    Check(
        "staging.a_code_gives_way_to_a_code_of_its_thing",
        "staging.int_code_map",
        "A code gives way only to a landed code that stands, under the same key or over approved "
        "crosswalks; what one system tells apart, and units, only over these.",
        _GIVING_WAY,
    ),
    Check(
        "staging.every_rejected_row_is_staged",
        "landing.quarantine",
        "Every row in quarantine is staged as such.",
        conserved("select * from examined", "select * from staging.stg_quarantine", _REJECTED),
    ),
)
