"""A published-to-be warehouse as a data source of Great Expectations; importing this is slow.

Great Expectations reads rows after it has given their connection back, and the DuckDB driver of
SQLAlchemy forgets a result then. So every result is read at once, in the engine below; all that is
asked of it here is a count.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal

import sqlalchemy as sa
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.execution_engine.sqlalchemy_execution_engine import (
    SqlAlchemyExecutionEngine,
)
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from sqlalchemy.engine import URL


class ReadAtOnceEngine(SqlAlchemyExecutionEngine):
    """Holds each result in memory before its connection goes back to the pool."""

    def execute_query(self, query: Any) -> Any:
        """Run a query and return its whole result."""
        with self.get_connection() as connection:
            result = connection.execute(query)
            return result.freeze()() if result.returns_rows else result

    execute_query_in_transaction = execute_query


class WarehouseSource(SQLDatasource):
    """One warehouse file, opened read-only.

    warehouse: the file; not part of the connection string, where `$` and `?` have a meaning.
    limits: DuckDB settings of the connection.
    """

    type: Literal["lotline_warehouse"] = "lotline_warehouse"  # type: ignore[assignment]
    connection_string: str = "duckdb://"
    warehouse: Path
    limits: dict[str, Any]

    def _create_engine(self) -> sa.Engine:
        url = URL.create("duckdb", database=str(self.warehouse))
        return sa.create_engine(url, connect_args={"read_only": True, "config": self.limits})

    def get_execution_engine(self) -> SqlAlchemyExecutionEngine:
        """Return the one engine of this source."""
        if self._execution_engine is None:
            self._execution_engine = ReadAtOnceEngine(
                engine=self.get_engine(), create_temp_table=False
            )
        return self._execution_engine


class CountedRowsExpectation(UnexpectedRowsExpectation):
    """No row is unexpected, counted where the rows lie: exact beyond any cap, and none is read."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002 - the shape asked for
        execution_engine: Any = None,  # noqa: ARG002 - same
    ) -> dict[str, Any]:
        count = metrics["unexpected_rows_query.row_count"]
        return {"success": count == 0, "result": {"observed_value": count}}
