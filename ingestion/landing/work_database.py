"""The temporary on-disk database in which native tables meet before they become contract rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb
import pyarrow as pa

from traceability.errors import DataMissingError, LotlineError, UsageError

if TYPE_CHECKING:
    from traceability.settings import Settings

RESERVED = ("source_file", "source_row")


def quoted(name: str) -> str:
    """An SQL identifier, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def native_name(column: str) -> str:
    """Name of a file's column in the work database; our own two names are not taken over."""
    return f"{column}_given" if column.casefold() in RESERVED else column


class WorkDatabase:
    """All-text native tables, each with `source_file` and `source_row`; removed with its folder.

    Nothing outside the folder can be read from SQL, and no extension is ever fetched.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._connection = duckdb.connect(
            str(folder / "work.duckdb"),
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "python_enable_replacements": "false",
                "memory_limit": settings.memory_limit,
                "threads": settings.threads,
                "temp_directory": str(folder / "spill"),
            },
        )
        self._connection.execute("set enable_external_access = false")
        self._columns: dict[str, set[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def add_native(self, table: str, columns: Iterable[str]) -> None:
        """Make the table, or add the columns it lacks; case does not tell columns apart."""
        names: dict[str, str] = {}
        for column in columns:
            names.setdefault(native_name(column).casefold(), native_name(column))
        lacking = {key: names[key] for key in names if key not in self._columns.get(table, ())}
        if table not in self._columns:
            given = "".join(f", {quoted(name)} varchar" for name in lacking.values())
            self._connection.execute(
                f"create table {quoted(table)} (source_file varchar, source_row bigint{given})"
            )
            self._columns[table] = {*RESERVED, *lacking}
            return
        for key, name in lacking.items():
            self._connection.execute(
                f"alter table {quoted(table)} add column {quoted(name)} varchar"
            )
            self._columns[table].add(key)

    def append_native(self, table: str, rows: Any, file: str, numbers: list[int]) -> None:
        """Add rows of one file; `rows` has string columns, `numbers` their physical rows."""
        named = rows.rename_columns([native_name(name) for name in rows.column_names])
        named = named.append_column("source_row", pa.array(numbers, pa.int64()))
        files = pa.repeat(pa.scalar(file, pa.string()), rows.num_rows)
        self.append(quoted(table), named.append_column("source_file", files))

    def append(self, table: str, rows: Any) -> None:
        """Add an Arrow table by column names."""
        if not rows.num_rows:
            return
        writer = self._connection.cursor()
        try:
            writer.register("arriving", rows)
            writer.execute(f"insert into {table} by name select * from arriving")
            writer.unregister("arriving")
        except duckdb.Error as error:
            raise _profile_error("", error) from error
        finally:
            writer.close()

    def run(self, sql: str, origin: str = "") -> None:
        """Run statements; `origin` names the profile's file in the error when they fail."""
        try:
            self._connection.execute(sql)
        except duckdb.Error as error:
            raise _profile_error(origin, error) from error

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a small result."""
        found: list[tuple[Any, ...]] = self._connection.execute(sql).fetchall()
        return found

    def column_names(self, sql: str, origin: str) -> list[str]:
        """Names of the columns that a SELECT returns."""
        try:
            result = self._connection.execute(f"select * from (\n{sql}\n) limit 0")
        except duckdb.Error as error:
            raise _profile_error(origin, error) from error
        return [str(column[0]) for column in result.description]

    def stream(self, sql: str, origin: str, size: int) -> Iterator[Any]:
        """Rows of a SELECT as Arrow tables of at most `size` rows; writing meanwhile is allowed."""
        reader = self._connection.cursor()
        try:
            for chunk in reader.sql(sql).to_arrow_reader(size):
                yield pa.Table.from_batches([chunk])
        except (duckdb.Error, pa.ArrowException) as error:
            raise _profile_error(origin, error) from error
        finally:
            reader.close()


def _profile_error(origin: str, error: Exception) -> LotlineError:
    if isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
        return DataMissingError(
            f"There is not enough room to ingest: {str(error).strip()}",
            hint="Free disk space below LOTLINE_HOME, or raise LOTLINE_MEMORY_LIMIT.",
        )
    return UsageError(
        f"{origin or 'The work database'}: {str(error).strip()}",
        hint="Correct the profile; `lotline profile check` tries every query without data.",
    )
