"""The few shapes of SQL that a contract between two layers has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from traceability.contracts.extracts import EXTRACTS

_SHARES = 1024


def conserved(
    before: str,
    after: str,
    keys: Sequence[str],
    amount: str = "",
    *,
    is_after_wider: bool = False,
    is_reckoned: bool = False,
) -> str:
    """Keys whose rows are more or fewer after than before, or whose amounts do not add up.

    before, after: SELECTs that have the columns `keys` and, where it is given, `amount`. One row
    per key, with both counts (and both sums; an unknown amount is no amount). is_after_wider: the
    later relation may hold keys that the earlier one has not. Rows are counted by key only in
    those shares of them whose hashes do not add up to the same: grouping all by their long keys
    would take three times as long. is_reckoned: the SELECTs cost more than reading their rows
    twice, so that their result is kept.
    """
    names = ", ".join(keys)
    said = f"{names}, amount" if amount else names
    amounts = f", {amount} as amount" if amount else ""
    sums = (
        ", cast(sum(amount) filter (where is_before) as varchar) as amount_before"
        ", cast(sum(amount) filter (where not is_before) as varchar) as amount_after"
        if amount
        else ""
    )
    differs = "count_before <> count_after"
    if amount:
        differs = f"({differs} or amount_before is distinct from amount_after)"
    if is_after_wider:
        differs += " and count_before > 0"
    kept = "materialized" if is_reckoned else "not materialized"
    return f"""with both_sides as {kept} (
    select {names}{amounts}, true as is_before from ({before}) as before_rows
    union all
    select {names}{amounts}, false as is_before from ({after}) as after_rows
),
differing as (
    select share from (
        select hash({names}) % {_SHARES} as share,
            count(*) filter (where is_before) - count(*) filter (where not is_before) as rest_count,
            sum(hash({said})) filter (where is_before) as said_before,
            sum(hash({said})) filter (where not is_before) as said_after
        from both_sides
        group by share
    ) as shares
    where rest_count <> 0 or said_before is distinct from said_after
)
select * from (
    select {names},
        count(*) filter (where is_before) as count_before,
        count(*) filter (where not is_before) as count_after{sums}
    from both_sides
    where hash({names}) % {_SHARES} in (select share from differing)
    group by {names}
) as compared
where {differs}"""


def lacking(rows: str, among: str, keys: Sequence[str]) -> str:
    """The rows of one SELECT whose keys are in no row of another; null meets null."""
    meets = " and ".join(f"sought.{key} is not distinct from among_rows.{key}" for key in keys)
    return f"""select sought.* from ({rows}) as sought
anti join ({among}) as among_rows on {meets}"""


def united(selects: Iterable[str]) -> str:
    """All rows of several SELECTs."""
    return "\nunion all\n".join(selects)


def staged_name(contract: str) -> str:
    """The staging model of a contract: `staging.stg_erp__items`; of one without system, plain."""
    system, _, rest = contract.partition("_")
    return f"staging.stg_{system}__{rest}" if rest else f"staging.stg_{contract}"


def staged_rows(columns: str, contracts: Iterable[str] = EXTRACTS) -> str:
    """These columns of all staged rows, each with its contract."""
    return united(
        f"select '{contract}' as contract, {columns} from {staged_name(contract)}"
        for contract in contracts
    )


def landed_rows(columns: str) -> str:
    """These columns of all landed rows, each with its contract."""
    return united(
        f"select '{contract}' as contract, {columns} from landing.{contract}"
        for contract in EXTRACTS
    )


def listed(values: Iterable[tuple[str, ...]], columns: Sequence[str]) -> str:
    """A SELECT of rows of text that are known beforehand; there must be one at least."""
    rows = ", ".join("(" + ", ".join(f"'{text}'" for text in row) + ")" for row in values)
    return f"select * from (values {rows}) as listed ({', '.join(columns)})"
