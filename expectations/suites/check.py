"""What one check asserts, as data: nothing is run here, and no engine is imported."""

from __future__ import annotations

from dataclasses import dataclass

from traceability.contracts.check_results import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One assertion over the warehouse of a build.

    check_id: "<suite>.<name>". relation: what is examined, or "catalog" for the tables themselves.
    statement: what is asserted, a sentence. failing: a SELECT of the rows that break it, empty when
    it holds; it reads the relation under the name `examined` and other tables by their own names,
    and it may hold no brace and no colon before a letter, which the expectation would fill in.
    kept: a SELECT of the rows worth keeping when it fails; empty means those of `failing`.
    """

    check_id: str
    relation: str
    statement: str
    failing: str
    severity: Severity = "blocking"
    rule_id: str | None = None
    subject_kind: str | None = None
    kept: str = ""

    @property
    def suite(self) -> str:
        """The layer whose making is asserted, or "findings"."""
        return self.check_id.partition(".")[0]

    @property
    def source(self) -> str:
        """The SELECT that a batch of the relation is."""
        return f"select * from {CATALOG if self.relation == 'catalog' else self.relation}"

    @property
    def query(self) -> str:
        """The failing rows, with `{batch}` where the examined relation goes."""
        return _framed("{batch}", self.failing)

    @property
    def rows_query(self) -> str:
        """The rows to keep of a failed check, as SQL that runs by itself."""
        return _framed(f"({self.source})", self.kept or self.failing)


CATALOG = (
    "(select table_schema, table_name, column_name, data_type from information_schema.columns)"
)


def _framed(batch: str, body: str) -> str:
    return f"with examined as (select * from {batch})\nselect * from (\n{body}\n) as failing"
