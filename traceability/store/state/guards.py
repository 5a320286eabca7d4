"""Triggers that refuse an act inside the database, whoever attempts it and by whatever SQL.

A guard is one condition over `new` and `old` in words both engines share; it becomes a trigger on
SQLite, and a function with an always-enabled trigger on PostgreSQL. An area declares its guards
beside its tables and its migration installs them; `lotline doctor` compares what is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from traceability.store.state.columns import quoted

MARK = "lotline: "
"""How the message of every guard begins, so that a refusal is told from a database error."""

_SEARCH_OURS = (
    "select set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)"
)
_AS_NOW = "set search_path from current"
"""On PostgreSQL a guard looks into our tables alone: else a temporary table of the same name, or a
function of somebody's own such as `lower`, would answer in their place."""

Keys = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuse `event` (insert, update, delete or truncate) on `table` where `condition` holds."""

    table: str
    name: str
    event: str
    condition: str
    message: str

    @property
    def trigger(self) -> str:
        """Name of the trigger, and of its function on PostgreSQL."""
        return f"guard_{self.table}_{self.name}"

    def statements(self, dialect: str) -> tuple[str, ...]:
        """What installs it on an engine: `sqlite` or `postgresql`."""
        if dialect == "sqlite":
            return (self.sqlite_text,) if self.event != "truncate" else ()
        name, each = self.trigger, "statement" if self.event == "truncate" else "row"
        body = f"returns trigger language plpgsql {_AS_NOW} as $guard${self.postgresql_body}$guard$"
        place = f"before {self.event} on {self.table} for each {each}"
        return (
            _SEARCH_OURS,
            f"create function {name}() {body}",
            f"create trigger {name} {place} execute function {name}()",
            f"alter table {self.table} enable always trigger {name}",
        )

    @property
    def sqlite_text(self) -> str:
        """The trigger as SQLite keeps it, letter by letter."""
        condition = self.condition.replace(" is distinct from ", " is not ")
        return (
            f"CREATE TRIGGER {self.trigger} before {self.event} on {self.table} "
            f"when {condition} begin select raise(abort, '{MARK}{self.message}'); end"
        )

    @property
    def postgresql_body(self) -> str:
        """The body of the function as PostgreSQL keeps it, letter by letter."""
        result = {"delete": "old", "truncate": "null"}.get(self.event, "new")
        return (
            f" begin if {self.condition} then raise exception '{MARK}{self.message}'; "
            f"end if; return {result}; end "
        )


def install(operations: Any, guards: Iterable[Guard]) -> None:
    """Install guards in a migration. `operations`: Alembic's `op`."""
    dialect = operations.get_bind().dialect.name
    for guard in guards:
        for statement in guard.statements(dialect):
            operations.get_bind().exec_driver_sql(statement)


def take_away(operations: Any, guards: Iterable[Guard]) -> None:
    """Take guards away in a migration that puts others in their place."""
    dialect = operations.get_bind().dialect.name
    for guard in guards:
        place = f" on {guard.table}" if dialect == "postgresql" else ""
        operations.get_bind().exec_driver_sql(f"drop trigger if exists {guard.trigger}{place}")
        if dialect == "postgresql":
            operations.get_bind().exec_driver_sql(f"drop function if exists {guard.trigger}()")


def append_only(table: str, keys: Keys) -> tuple[Guard, ...]:
    """Rows may be added, never changed, removed or replaced.

    keys: the primary key and every unique column or set of columns. `insert or replace` would
    remove a row without any delete trigger; the guard refuses a key that is there already.
    """
    refusal = f"Rows of {table} are never changed or removed. Add a new one instead."
    return (
        Guard(table, "no_update", "update", "true", refusal),
        *never_removed(table, keys, refusal),
    )


def never_removed(table: str, keys: Keys, refusal: str = "") -> tuple[Guard, ...]:
    """Rows may be added and changed, never removed or replaced. keys: as for `append_only`."""
    refusal = refusal or f"Rows of {table} are never removed."
    taken = " or ".join(
        f"exists (select 1 from {table} as there where "
        + " and ".join(f"there.{column} = new.{column}" for column in key)
        + ")"
        for key in keys
    )
    return (
        Guard(table, "no_delete", "delete", "true", refusal),
        Guard(table, "no_truncate", "truncate", "true", refusal),
        Guard(table, "no_replace", "insert", taken, refusal),
    )


def fixed_columns(table: str, columns: Sequence[str], name: str = "fixed") -> Guard:
    """These columns keep what was first written. Name the key among them.

    Use it with `never_removed`, or a row could be replaced as a whole.
    """
    changed = " or ".join(f"new.{column} is distinct from old.{column}" for column in columns)
    return Guard(
        table, name, "update", changed, f"In {table}, {', '.join(columns)} cannot be changed."
    )


def four_eyes(table: str, first: str, second: str, name: str = "four_eyes") -> tuple[Guard, ...]:
    """The person in column `second` must not be the one in column `first` of the same row.

    Add `fixed_columns(table, [..., first])` and `never_removed`, or `first` could be changed for
    a moment. A check constraint would not do: SQLite has a pragma that switches checks off.
    """
    condition = f"lower(trim(new.{second})) = lower(trim(new.{first}))"
    message = f"{second} and {first} must be two persons."
    return tuple(
        Guard(table, f"{name}_{event}", event, condition, message) for event in ("insert", "update")
    )


def four_eyes_across(  # noqa: PLR0917 - two tables with a column each, and what joins them
    table: str, second: str, other: str, first: str, key: str, name: str = "four_eyes"
) -> tuple[Guard, ...]:
    """The person in `table.second` must not be `other.first` of the row of `other` with its key.

    Both tables must be append-only, or at least keep `key`, `first` and `second` fixed. Whichever
    row comes first: nothing but a foreign key, which can be switched off, says which one does.
    """
    message = f"{second} and {first} of {other} must be two persons."
    said = _same_person(other, key, first, second)
    return (
        *(Guard(table, f"{name}_{event}", event, said, message) for event in ("insert", "update")),
        Guard(other, f"{name}_before", "insert", _same_person(table, key, second, first), message),
    )


def _same_person(there: str, key: str, theirs: str, ours: str) -> str:
    return (
        f"exists (select 1 from {there} as there where there.{key} = new.{key} "
        f"and lower(trim(there.{theirs})) = lower(trim(new.{ours})))"
    )


def role_needed(
    table: str, column: str, roles: Sequence[str], name: str = "role"
) -> tuple[Guard, ...]:
    """The person in a column must be a user in force with one of these roles; null is allowed."""
    condition = (
        f"new.{column} is not null and not exists (select 1 from users as who where "
        f"who.user_name = new.{column} and who.role in ({quoted(roles)}) and not who.is_disabled)"
    )
    message = f"{column} of {table} must be a user in force with the role {' or '.join(roles)}."
    return tuple(
        Guard(table, f"{name}_{event}", event, condition, message) for event in ("insert", "update")
    )


def signed_for(  # noqa: PLR0917 - the columns of two tables that must agree
    table: str, person: str, at: str, subject: str, key: Sequence[str], when: str = "true"
) -> Guard:
    """The row's signature was given by its person, at its instant, for this very thing.

    key: the columns that name the thing, in the order of the alphabet. when: for which rows.
    Another signature of the same person, for something else or at another time, does not do.
    """
    text = ",".join(f"\"{column}\":' || new.{column} || '" for column in key)
    return Guard(
        table,
        f"signed_for_{subject}",
        "insert",
        f"{when} and not exists (select 1 from signatures as given "
        f"where given.signature_no = new.signature_no and given.user_name = new.{person} "
        f"and given.signed_at = new.{at} and given.subject = '{subject}' "
        f"and given.subject_key = '{{{text}}}')",
        f"The signature of a row of {table} must be one given for it.",
    )
