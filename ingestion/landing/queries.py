"""One SELECT per contract mapping: by name, from column expressions, or the profile's own SQL."""

from __future__ import annotations

from ingestion.landing.work_database import RESERVED, WorkDatabase, quoted
from ingestion.profile import MARKER, ContractMapping, Profile
from traceability.contracts.extracts import EXTRACTS
from traceability.errors import UsageError


def prepare(work: WorkDatabase, profile: Profile) -> None:
    """Make every native table (empty where no file came) and run the profile's preparation."""
    for table in profile.tables.values():
        work.add_native(table.name, table.columns)
    if profile.prepare:
        work.run(profile.prepare, f"profile {profile.name}, prepare")


def origin_of(profile: Profile, mapping: ContractMapping) -> str:
    """How errors name a mapping."""
    return f"profile {profile.name}, {mapping.origin or mapping.contract}"


def text_query(work: WorkDatabase, profile: Profile, mapping: ContractMapping) -> str:
    """The SELECT whose columns are all text, ordered by driving row.

    Raises UsageError when the mapping lacks a required column or does not name its driving row.
    """
    contract = EXTRACTS[mapping.contract]
    inner = _inner_query(work, mapping)
    origin = origin_of(profile, mapping)
    names = work.column_names(inner, origin)
    is_derived = contract.name in profile.derived_keys
    needed = {name for name in contract.required if not (is_derived and name in contract.key)}
    missing = sorted({*needed, *RESERVED} - {name.casefold() for name in names})
    if missing:
        raise UsageError(
            f"{origin}: the query returns no column {', '.join(missing)}.",
            hint="Every mapping needs the contract's required columns and the driving row.",
        )
    if len({name.casefold() for name in names}) < len(names):
        raise UsageError(
            f"{origin}: the query returns a column twice.", hint="Give each column one name."
        )
    known = {name.casefold(): name for name in (*contract.column_names, *RESERVED)}
    columns = [
        f"cast({quoted(name)} as {'bigint' if name.casefold() == 'source_row' else 'varchar'}) "
        f"as {quoted(known.get(name.casefold(), name))}"
        for name in names
    ]
    if is_derived:
        columns.append(_equal_row_no([name for name in names if name.casefold() in known]))
    order = "" if mapping.is_identity else f"\norder by {', '.join(_order(names))}"
    return f"select {', '.join(columns)}\nfrom (\n{inner}\n) as mapped{order}"


def _inner_query(work: WorkDatabase, mapping: ContractMapping) -> str:
    if mapping.sql:
        return mapping.sql
    table = quoted(mapping.tables[0])
    native = {name.casefold() for name in work.column_names(f"select * from {table}", "")}
    if mapping.is_identity:
        return f"select * exclude ({MARKER}) from {table} where {MARKER} is null"
    columns = [
        f"{quoted(text) if text.casefold() in native else text} as {quoted(name)}"
        for name, text in mapping.columns.items()
    ]
    where = f"\nwhere {mapping.where}" if mapping.where else ""
    return f"select {', '.join(columns)}, source_file, source_row\nfrom {table}{where}"


def _equal_row_no(names: list[str]) -> str:
    """Running number among equal rows of one file, so that two equal scans stay two."""
    same = [quoted(name) for name in names if name.casefold() != "source_row"]
    return (
        f"cast(row_number() over (partition by {', '.join(same)} order by source_row) as varchar) "
        "as equal_row_no"
    )


def _order(names: list[str]) -> list[str]:
    rest = [quoted(name) for name in names if name.casefold() not in RESERVED]
    return ["source_file", "source_row", *rest]
