"""Turns the document of a profile.yml into a `Profile`; an unknown entry is an error."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from pathlib import Path
from typing import Any, NoReturn, get_args

from ingestion.profile import (
    ContractMapping,
    LotScope,
    Mode,
    NativeTable,
    Profile,
    Trust,
    with_examples_aside,
)
from ingestion.readers.text_encoding import codec_name
from traceability.contracts.extracts import EXTRACTS
from traceability.domain.code_keys import code_key
from traceability.errors import UsageError

_ENTRIES = [
    *("name", "source_system", "description", "mode", "timezone", "lot_scope", "history_from"),
    *("encoding", "delimiter", "no_lot", "times", "prepare", "tables", "contracts", "set_aside"),
    *("key", "split_lots", "known_no_lot"),
]
_TABLE = ["required", "columns", "must_have", "files", "lookup", "header_row", "codes"]
_MAPPING = ["from", "sql", "columns", "constants", "where"]


class _Document:
    """A profile document with the path that its errors name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fail(self, sentence: str) -> NoReturn:
        path = self.folder / "profile.yml"
        raise UsageError(f"{path}: {sentence}", hint="docs/write-a-profile.md lists every entry.")

    def section(self, value: Any, where: str, allowed: list[str] | None = None) -> dict[str, Any]:
        """A mapping with text keys; keys outside `allowed` are refused by name."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fail(f"`{where}` must be a mapping.")
        for key in value:
            if allowed is not None and key not in allowed:
                self.fail(f"unknown key `{key}` in {where}; known are {', '.join(allowed)}.")
        return {str(key): entry for key, entry in value.items()}

    def texts(self, value: Any, where: str) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one."""
        if value is None:
            return ()
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list):
            self.fail(f"`{where}` must be a list.")
        return tuple(str(entry) for entry in values)

    def choice(self, value: Any, where: str, allowed: tuple[str, ...]) -> Any:
        if value not in allowed:
            self.fail(f"`{where}: {value}` must be one of {', '.join(allowed)}.")
        return value

    def sql(self, name: Any, where: str) -> str:
        path = self.folder / str(name)
        if not path.is_file():
            self.fail(f"`{where}` names {name}, which is not in the folder.")
        return path.read_text("utf-8").strip().rstrip(";")


def profile_of(value: Any, folder: Path, digest: str) -> Profile:
    """Check a parsed profile.yml; raises UsageError naming the entry that is wrong."""
    document = _Document(folder)
    entries = document.section(value, "profile.yml", _ENTRIES)
    for needed in ("name", "source_system", "contracts"):
        if not entries.get(needed):
            document.fail(f"`{needed}` is missing.")
    tables = _tables(document, entries.get("tables"))
    derived = _derived(document, entries.get("key"))
    mappings = _mappings(document, entries["contracts"], tables, derived)
    _check_roles(document, tables, mappings)
    profile = Profile(
        name=str(entries["name"]),
        description=str(entries.get("description") or ""),
        source_system=str(entries["source_system"]),
        mode=document.choice(entries.get("mode", "delta"), "mode", get_args(Mode)),
        timezone=_timezone(document, entries.get("timezone")),
        lot_scope=document.choice(
            entries.get("lot_scope", "item"), "lot_scope", get_args(LotScope)
        ),
        history_from=_date(document, entries.get("history_from")),
        encoding=_encoding(document, str(entries.get("encoding") or "utf-8")),
        delimiter=_delimiter(document, entries.get("delimiter", ",")),
        no_lot=tuple(code_key(text) for text in document.texts(entries.get("no_lot"), "no_lot")),
        knows_no_lot=document.choice(
            str(entries.get("known_no_lot", True)).lower(), "known_no_lot", ("true", "false")
        )
        == "true",
        times=_times(document, entries.get("times")),
        prepare=";\n".join(
            document.sql(name, "prepare")
            for name in document.texts(entries.get("prepare"), "prepare")
        ),
        tables=tables,
        mappings=mappings,
        set_aside=_set_aside(document, entries.get("set_aside"), tables),
        derived_keys=derived,
        split_lots=_split_lots(document, entries.get("split_lots")),
        folder=folder,
        digest=digest,
    )
    return with_examples_aside(profile)


def _tables(document: _Document, value: Any) -> dict[str, NativeTable]:
    tables = {}
    for name, entry in document.section(value, "tables").items():
        where = f"tables.{name}"
        told = document.section(entry, where, _TABLE)
        must_have = document.texts(told.get("must_have"), f"{where}.must_have")
        columns = document.texts(told.get("columns"), f"{where}.columns")
        tables[name] = NativeTable(
            name,
            columns=tuple(dict.fromkeys((*columns, *must_have))),
            must_have=must_have,
            patterns=document.texts(told.get("files"), f"{where}.files"),
            is_required=bool(told.get("required", False)),
            is_lookup=bool(told.get("lookup", False)),
            header_row=_row_number(document, told.get("header_row", 1), f"{where}.header_row"),
            codes=document.texts(told.get("codes"), f"{where}.codes"),
        )
    return tables


def _mappings(
    document: _Document, value: Any, tables: dict[str, NativeTable], derived: frozenset[str]
) -> tuple[ContractMapping, ...]:
    mappings = []
    for contract, entry in document.section(value, "contracts").items():
        if contract not in EXTRACTS:
            document.fail(f"`contracts.{contract}` is no contract.")
        if contract not in tables:
            implied = _contract_table(contract, is_derived=contract in derived)
            mappings += _mapped(document, contract, entry, tables | {contract: implied})
            if any(contract in mapping.tables for mapping in mappings):
                tables[contract] = implied
        else:
            mappings += _mapped(document, contract, entry, tables)
    return tuple(mappings)


def _contract_table(contract: str, *, is_derived: bool) -> NativeTable:
    """The table of files that have the contract's own shape and name."""
    key = EXTRACTS[contract].key if is_derived else ()
    required = tuple(name for name in EXTRACTS[contract].required if name not in key)
    return NativeTable(contract, must_have=required, patterns=(f"{contract}*",))


def _mapped(
    document: _Document, contract: str, value: Any, tables: dict[str, NativeTable]
) -> list[ContractMapping]:
    entries = value if isinstance(value, list) else [value]
    return [_mapping(document, contract, entry, tables) for entry in entries]


def _mapping(
    document: _Document, contract: str, value: Any, tables: dict[str, NativeTable]
) -> ContractMapping:
    where = f"contracts.{contract}"
    told = document.section(value, where, _MAPPING)
    drivers = document.texts(told.get("from"), f"{where}.from")
    columns = document.section(told.get("columns"), f"{where}.columns")
    constants = document.section(told.get("constants"), f"{where}.constants")
    if not drivers:
        document.fail(f"`{where}.from` must name the driving table.")
    for driver in drivers:
        if driver not in tables:
            document.fail(f"`{where}.from` names {driver}, which is not under `tables`.")
    for name in (*columns, *constants):
        if name not in EXTRACTS[contract].column_names:
            document.fail(f"`{where}` fills `{name}`, which that contract does not have.")
    if told.get("sql") and (columns or constants or told.get("where")):
        document.fail(f"`{where}` has both `sql` and a column mapping; one of them decides.")
    if told.get("sql"):
        sql = document.sql(told["sql"], f"{where}.sql")
        return ContractMapping(contract, drivers, sql=sql, origin=str(told["sql"]))
    if len(drivers) > 1 or (not columns and drivers[0] != contract):
        document.fail(f"`{where}` needs `sql`, or `columns` over one driving table.")
    expressions = {name: _expression(entry) for name, entry in columns.items()}
    expressions |= {name: _literal(entry) for name, entry in constants.items()}
    return ContractMapping(
        contract, drivers, columns=expressions, where=str(told.get("where") or ""), origin=where
    )


def _expression(value: Any) -> str:
    return value if isinstance(value, str) else _literal(value)


def _literal(value: Any) -> str:
    if value is None:
        return "null"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "'" + text.replace("'", "''") + "'"


def _check_roles(
    document: _Document, tables: dict[str, NativeTable], mappings: tuple[ContractMapping, ...]
) -> None:
    drivers = {driver for mapping in mappings for driver in mapping.tables}
    for table in tables.values():
        if table.is_lookup and table.name in drivers:
            document.fail(f"`tables.{table.name}` is a lookup, yet a contract is driven by it.")
        if not table.is_lookup and table.name not in drivers:
            document.fail(f"`tables.{table.name}` drives no contract; say `lookup: true`.")


def _set_aside(
    document: _Document, value: Any, tables: dict[str, NativeTable]
) -> dict[str, dict[str, str]]:
    found = {}
    for table, rules in document.section(value, "set_aside").items():
        if table not in tables or tables[table].is_lookup:
            document.fail(f"`set_aside.{table}` names no driving table.")
        named = document.section(rules, f"set_aside.{table}")
        found[table] = {rule: str(condition) for rule, condition in named.items()}
    return found


def _times(document: _Document, value: Any) -> dict[str, Trust]:
    times: dict[str, Trust] = {}
    for name, trust in document.section(value, "times").items():
        contract, _, column = name.partition(".")
        known = contract in EXTRACTS and column in EXTRACTS[contract].column_names
        if name != "default" and not (known and EXTRACTS[contract][column].kind == "instant"):
            document.fail(f"`times.{name}` is neither `default` nor a time of a contract.")
        times[name] = document.choice(trust, f"times.{name}", get_args(Trust))
    return times


def _derived(document: _Document, value: Any) -> frozenset[str]:
    entries = document.section(value, "key", list(EXTRACTS))
    for contract, how in entries.items():
        document.choice(how, f"key.{contract}", ("derived",))
    return frozenset(entries)


def _split_lots(document: _Document, value: Any) -> dict[str, str]:
    entries = document.section(value, "split_lots", list(EXTRACTS))
    for contract, separator in entries.items():
        if "lot_code" not in EXTRACTS[contract].column_names or not separator:
            document.fail(f"`split_lots.{contract}` needs a separator and a lot_code to split.")
    return {contract: str(separator) for contract, separator in entries.items()}


def _timezone(document: _Document, value: Any) -> str | None:
    if value in (None, "", "none"):
        return None
    try:
        return zoneinfo.ZoneInfo(str(value)).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        document.fail(f"`timezone: {value}` is no known time zone (such as Europe/Berlin).")


def _date(document: _Document, value: Any) -> str | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        document.fail(f"`history_from: {value}` is no date (YYYY-MM-DD).")


def _row_number(document: _Document, value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        document.fail(f"`{where}: {value}` must be the number of a row, from 1.")
    return value


def _encoding(document: _Document, name: str) -> str:
    try:
        return codec_name(name)
    except LookupError:
        document.fail(f"`encoding: {name}` is no encoding that Python knows.")


def _delimiter(document: _Document, value: Any) -> str:
    if not isinstance(value, str) or len(value) != 1 or value in '"\r\n':
        document.fail("`delimiter` must be one character.")
    return value
