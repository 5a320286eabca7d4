"""What a profile says: how one system's own tables become contracts, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ingestion import rules
from traceability.contracts.extracts import EXTRACTS

Mode = Literal["full", "delta"]
Trust = Literal["recorded", "posted", "date_only"]
LotScope = Literal["item", "item_site", "item_org", "item_supplier", "item_year", "everywhere"]

CONTRACTS = "contracts"
"""Name of the built-in profile for files that already have the shape of a contract."""


MARKER = "template_example"
"""Column of a template in which a word marks example rows; they are set aside, never landed."""


@dataclass(frozen=True, slots=True)
class NativeTable:
    """One table of the source system.

    patterns: file-name globs beside `<name>.<ending>`. columns: those the SQL uses; absent ones
    are added as null unless in `must_have`. is_required: a load without it is refused.
    is_lookup: its rows are joined to others and are no facts themselves. header_row: row of the
    column names in a CSV file or a sheet, from 1. codes: columns that hold codes, beside those
    that are called or mapped as a code of a contract.
    """

    name: str
    columns: tuple[str, ...] = ()
    must_have: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    is_required: bool = False
    is_lookup: bool = False
    header_row: int = 1
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractMapping:
    """How one contract is filled from driving tables: SQL text, or column expressions.

    With neither, columns are taken by name. where: SQL condition of a column mapping.
    """

    contract: str
    tables: tuple[str, ...]
    sql: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    where: str = ""
    origin: str = ""

    @property
    def is_identity(self) -> bool:
        """Whether columns are taken by name, so that unknown ones are kept in `extra`."""
        return not self.sql and not self.columns


@dataclass(frozen=True, slots=True)
class Profile:
    """A whole profile; see docs/write-a-profile.md for what each entry means.

    source_system: empty where the contract's own prefix names it. digest: hash of everything the
    profile consists of; a changed profile may land the same files again.
    """

    name: str
    description: str = ""
    source_system: str = ""
    mode: Mode = "delta"
    timezone: str | None = None
    lot_scope: LotScope = "item"
    history_from: str | None = None
    encoding: str = "utf-8"
    delimiter: str = ","
    no_lot: tuple[str, ...] = ()
    knows_no_lot: bool = True
    times: Mapping[str, Trust] = field(default_factory=dict)
    prepare: str = ""
    tables: Mapping[str, NativeTable] = field(default_factory=dict)
    mappings: tuple[ContractMapping, ...] = ()
    set_aside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    derived_keys: frozenset[str] = frozenset()
    split_lots: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    digest: str = ""

    def trust(self, contract: str, column: str) -> Trust:
        """How far this source's clock may be trusted in one column."""
        return self.times.get(f"{contract}.{column}", self.times.get("default", "posted"))

    def for_source(self, source_system: str) -> Profile:
        """The same profile under another source name."""
        return replace(self, source_system=source_system)

    @property
    def is_contracts(self) -> bool:
        """Whether this is the built-in profile for contract-shaped files."""
        return self.name == CONTRACTS and self.folder is None


def contracts_profile() -> Profile:
    """The built-in profile: every contract by header name, delta, source named by the prefix.

    Times are declared `recorded`, which lets the contract's own rules (scan, seconds, recorded_at
    close by) decide; a row that fails them counts as posted. Example rows of a template are set
    aside.
    """
    made = Profile(
        name=CONTRACTS,
        description="Files that already have the columns of a contract; needs no profile.",
        times={"default": "recorded"},
        tables={
            name: NativeTable(name, patterns=(f"{name}*",), must_have=contract.required)
            for name, contract in EXTRACTS.items()
        },
        mappings=tuple(ContractMapping(name, (name,)) for name in EXTRACTS),
        digest="2",
    )
    return with_examples_aside(made)


def with_examples_aside(profile: Profile) -> Profile:
    """The same profile; example rows of templates among its contract-shaped files are no facts."""
    shaped = {mapping.tables[0] for mapping in profile.mappings if mapping.is_identity}
    rule = {rules.TEMPLATE_EXAMPLE: f"{MARKER} is not null"}
    return replace(
        profile,
        tables={
            name: replace(table, columns=(*table.columns, MARKER)) if name in shaped else table
            for name, table in profile.tables.items()
        },
        set_aside={
            **profile.set_aside,
            **{name: {**rule, **profile.set_aside.get(name, {})} for name in sorted(shaped)},
        },
    )
