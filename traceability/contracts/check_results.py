"""What a check says after it ran, and the tables of a snapshot that keep its words.

A check is one assertion over the warehouse of one build: a contract between two layers, or a rule
of the findings at one severity. `checks.results` has a row per check, `checks.failing_rows` the
rows that broke it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["passed", "failed", "error", "not_assessable"]
"""error: the check did not run to its end, or not at all. It counts as failed, never as passed.
not_assessable: a rule found nothing, and a contract that it needs was never delivered: neither."""
Severity = Literal["blocking", "S1", "S2", "S3"]
"""blocking: a contract between layers, which stops a build. S1 to S3: a finding in the records."""

REPORT_NAME = "checks.html"
"""Name of the report on all checks, in the folder of its snapshot."""
ROW_CAP = 1_000
"""Failing rows kept per contract check; `failing_count` is exact beyond it. Findings are whole."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check and its verdict.

    check_id: "<suite>.<name>", or "findings.<rule>.<subject kind>.<severity>". suite: the layer, or
    "findings". relation: what was examined. statement: what is asserted, a sentence; for a check
    in error also why it did not run, for one not assessable what was never delivered. rule_id,
    subject_kind: None for a contract. failing_count: exact number of failing rows or findings; None
    when the check did not run. examined_count: rows of the relation; None when they could not be
    counted. checked_at: ISO 8601, UTC.
    """

    check_id: str
    suite: str
    relation: str
    statement: str
    rule_id: str | None
    subject_kind: str | None
    severity: Severity
    status: Status
    failing_count: int | None
    examined_count: int | None
    checked_at: str

    @property
    def is_failed(self) -> bool:
        """Whether the check does not hold, or could not be shown to hold.

        What nobody could know is no failure; it is never counted as passed either.
        """
        return self.status not in {"passed", "not_assessable"}


@dataclass(frozen=True, slots=True)
class FailingRow:
    """One row that broke a check.

    row_no: position under the check, from 1. row_text: JSON object of the row's columns.
    source_file, source_row: the landed file and line it came from; None where the row has none.
    """

    check_id: str
    row_no: int
    row_text: str
    source_file: str | None
    source_row: int | None


@dataclass(frozen=True, slots=True)
class FailingQuery:
    """How to read the rows that broke a check out of its own warehouse.

    query: a SELECT over the warehouse that was judged, landing included. cap: most rows to keep;
    None keeps all. Rows are read in the order of their columns.
    """

    check_id: str
    query: str
    cap: int | None


RESULTS: tuple[tuple[str, str], ...] = (
    ("check_id", "varchar"),
    ("suite", "varchar"),
    ("relation", "varchar"),
    ("statement", "varchar"),
    ("rule_id", "varchar"),
    ("subject_kind", "varchar"),
    ("severity", "varchar"),
    ("status", "varchar"),
    ("failing_count", "bigint"),
    ("examined_count", "bigint"),
    ("checked_at", "varchar"),
)
"""Relation `checks.results`: the fields of CheckResult, one row per check."""

FAILING_ROWS: tuple[tuple[str, str], ...] = (
    ("check_id", "varchar"),
    ("row_no", "integer"),
    ("row_text", "varchar"),
    ("source_file", "varchar"),
    ("source_row", "bigint"),
)
"""Relation `checks.failing_rows`: the fields of FailingRow."""
