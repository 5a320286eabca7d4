"""Look for traces of an attack: guards taken away, rows that the audit trail does not explain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, select, text

from traceability.store.state.areas import ALL_GUARDS
from traceability.store.state.audit import AUDIT_ROWS
from traceability.store.state.examine_many import many_faults
from traceability.store.state.guards import Guard
from traceability.store.state.schema import METADATA, canonical_text
from traceability.store.state.write import without_secrets

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_EVENT_BITS = {"insert": 4, "delete": 8, "update": 16, "truncate": 32}
_ROW_BIT, _BEFORE_BIT = 1, 2

_POSTGRESQL_TRIGGERS = """
select
    trigger.tgname as name,
    trigger.tgrelid::regclass::text as on_table,
    procedure.prosrc as body,
    trigger.tgtype as type_bits,
    trigger.tgenabled::text = 'A'
    and trigger.tgqual is null
    and cardinality(trigger.tgattr::int2[]) = 0
    and procedure.proconfig = array['search_path=' || quote_ident(current_schema()) || ', pg_temp']
    as is_whole
from pg_trigger as trigger
inner join pg_proc as procedure on trigger.tgfoid = procedure.oid
inner join pg_class as relation on trigger.tgrelid = relation.oid
where not trigger.tgisinternal and relation.relnamespace = current_schema()::regnamespace
"""
_POSTGRESQL_RULES = "select rulename, tablename from pg_rules where schemaname = current_schema()"


def guard_faults(connection: Connection) -> Iterator[str]:
    """A sentence per guard that is missing or changed, and per trigger or rule that is not ours."""
    there = dict(_installed(connection))
    wanted = {
        guard.trigger: _wanted(guard, connection.dialect.name)
        for guard in ALL_GUARDS
        if guard.statements(connection.dialect.name)
    }
    for name, told in wanted.items():
        if name not in there:
            yield f"The guard {name} is missing: somebody took it out of the database."
        elif there[name] != told:
            yield f"The guard {name} was changed or switched off."
    for name in there.keys() - wanted.keys():
        yield f"The database has {name}, which Lotline did not put there."


def _wanted(guard: Guard, dialect: str) -> tuple[Any, ...]:
    if dialect == "sqlite":
        return (guard.table, guard.sqlite_text)
    row = 0 if guard.event == "truncate" else _ROW_BIT
    bits = _BEFORE_BIT | row | _EVENT_BITS[guard.event]
    return (guard.table, guard.postgresql_body, bits, True)


def _installed(connection: Connection) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if connection.dialect.name == "sqlite":
        query = text("select name, tbl_name, sql from sqlite_master where type = 'trigger'")
        for row in connection.execute(query):
            yield row.name, (row.tbl_name, row.sql)
        return
    for row in connection.execute(text(_POSTGRESQL_TRIGGERS)):
        yield row.name, (row.on_table, row.body, row.type_bits, row.is_whole)
    for row in connection.execute(text(_POSTGRESQL_RULES)):
        yield f"the rule {row.rulename} on {row.tablename}", ()


@dataclass(slots=True)
class _Told:
    """What the trail says of one table: its rows by key, and what was done to many at once."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    inserted: set[str] = field(default_factory=set)
    many: list[tuple[int, str]] = field(default_factory=list)
    is_counted: bool = True


def unexplained_rows(connection: Connection) -> tuple[int, list[str]]:
    """How many rows were compared with the trail, and a sentence per row that differs from it.

    Rows that were added many at once stand in the trail by count and hash, not one by one; they
    are compared by these (`examine_many`), but not in tables of which many were changed at once.
    """
    told = _replay(connection)
    faults: list[str] = []
    count = 0
    for table in METADATA.sorted_tables:
        if table is not AUDIT_ROWS:
            try:
                compared, found = _compare(connection, table, told.get(table.name, _Told()))
            except (ValueError, ArithmeticError) as error:
                compared, found = 0, [f"{table.name} holds what Lotline never wrote: {error}."]
            count += compared
            faults += found
    return count, faults


def _replay(connection: Connection) -> dict[str, _Told]:
    told: dict[str, _Told] = {}
    rows = connection.execute(select(AUDIT_ROWS).order_by(AUDIT_ROWS.c.audit_no))
    for row in rows.mappings():
        if row["act"] == "note":
            continue
        table = told.setdefault(row["subject"], _Told())
        if row["act"] in {"insert", "update"}:
            values = json.loads(row["new_value"])
            table.rows.setdefault(row["subject_key"], {}).update(values)
            if row["act"] == "insert":
                table.inserted.add(row["subject_key"])
        elif row["act"] == "insert_many":
            values = json.loads(row["new_value"])
            table.many.append((int(values["row_count"]), str(values["sha256"])))
        else:
            table.is_counted = False
    return told


def _compare(connection: Connection, table: Table, told: _Told) -> tuple[int, list[str]]:
    if not told.is_counted:
        return 0, []
    faults = []
    seen = set()
    many = []
    for row in connection.execute(select(table)).mappings():
        key = canonical_text({column.name: row[column.name] for column in table.primary_key})
        known = told.rows.get(key)
        if told.many and key not in told.inserted:
            many.append(dict(row))
            if known is None:
                continue
        seen.add(key)
        if known is None:
            faults.append(f"{table.name} {key} was not written through Lotline.")
            continue
        now = json.loads(canonical_text(without_secrets(dict(row))))
        changed = sorted(name for name, value in known.items() if now.get(name) != value)
        if changed:
            faults.append(
                f"{table.name} {key}: {', '.join(changed)} changed behind the audit trail."
            )
    gone = sorted(told.rows.keys() - seen)
    faults += [f"{table.name} {key} is gone; the audit trail says it was written." for key in gone]
    count, differing = many_faults(table, many, told.many)
    return len(seen) + count, faults + differing
