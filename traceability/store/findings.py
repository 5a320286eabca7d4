"""Reads the findings marts of one open warehouse; the only place with that SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.contracts.finding_rules import SEVERITIES
from traceability.contracts.findings_marts import FINDING_CAUSES, FINDING_RECORDS, FINDINGS

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are asked for; None admits all."""

    rule_id: str | None = None
    severity: str | None = None
    item_code: str | None = None
    cause_id: str | None = None


def has_findings(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this warehouse was built by models that look for findings."""
    found = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'marts' and table_name in "
        "('findings', 'finding_records', 'finding_causes')"
    ).fetchone()
    return bool(found and found[0] == 3)


def read_feeds(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """What is missing to judge by a rule, by rule and subject kind; those that can be are not here.

    A warehouse that an older Lotline built does not know.
    """
    if not _has_feeds(connection):
        return {}
    rows = connection.execute(
        "select rule_id, subject_kind, why from marts.int_rule_feeds where not is_assessable"
    ).fetchall()
    return {(rule, kind): why for rule, kind, why in rows}


def count_by_severity(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Number of findings of each severity, the worst first; also those of which there are none."""
    counted = dict(
        connection.execute("select severity, count(*) from marts.findings group by all").fetchall()
    )
    return {severity: counted.get(severity, 0) for severity in SEVERITIES}


def _has_feeds(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'marts' and table_name = 'int_rule_feeds'"
    ).fetchone()
    return bool(found and found[0])


def count_by_rule(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """finding_count and record_count of each rule, subject kind and severity that has findings."""
    return _rows(
        connection,
        ("rule_id", "subject_kind", "severity", "finding_count", "record_count"),
        "select rule_id, subject_kind, severity, count(*), cast(sum(record_count) as bigint) "
        "from marts.findings group by all order by all",
    )


def read_causes(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """All causes: worst severity first, then most findings, then id."""
    names = _names(FINDING_CAUSES)
    return _rows(
        connection,
        names,
        f"select {', '.join(names)} from marts.finding_causes "
        "order by severity, finding_count desc, cause_id",
    )


def read_subjects(connection: duckdb.DuckDBPyConnection, cause_id: str | None = None) -> list[Row]:
    """Every finding, or those of a cause, without its records: what it is and what it is about."""
    where = "" if cause_id is None else " where cause_id = ?"
    names = _names(FINDINGS)
    return _rows(
        connection,
        names,
        f"select {', '.join(names)} from marts.findings{where} order by finding_id",
        None if cause_id is None else [cause_id],
    )


def count_findings(connection: duckdb.DuckDBPyConnection, wanted: FindingFilter) -> int:
    """Number of findings that meet a filter."""
    where, values = _where(wanted)
    found = connection.execute(f"select count(*) from marts.findings{where}", values).fetchone()
    return int(found[0]) if found else 0


def read_findings(
    connection: duckdb.DuckDBPyConnection,
    wanted: FindingFilter,
    limit: int | None = None,
    offset: int = 0,
) -> list[Row]:
    """A page of findings that meet a filter, each with `records`, in a total order."""
    where, values = _where(wanted)
    names = _names(FINDINGS)
    page = (
        f"select {', '.join(names)} from marts.findings{where} "
        "order by severity, rule_id, subject_kind, occurred_at nulls last, finding_id "
        "limit ? offset ?"
    )
    found = _rows(connection, names, page, [*values, limit, offset])
    kept = _names(FINDING_RECORDS)
    records = _rows(
        connection,
        kept,
        f"select {', '.join(f'records.{name}' for name in kept)} "
        "from marts.finding_records as records "
        f"semi join ({page}) as page using (finding_id) "
        "order by finding_id, note like 'compared with%' nulls first, "
        "contract, source_system, source_file, source_row, note",
        [*values, limit, offset],
    )
    by_finding: dict[str, list[Row]] = {}
    for record in records:
        by_finding.setdefault(record.pop("finding_id"), []).append(record)
    return [row | {"records": by_finding.get(row["finding_id"], [])} for row in found]


def _where(wanted: FindingFilter) -> tuple[str, list[str]]:
    asked = {
        "rule_id": wanted.rule_id,
        "severity": wanted.severity,
        "item_code": wanted.item_code,
        "cause_id": wanted.cause_id,
    }
    held = {name: value for name, value in asked.items() if value is not None}
    where = " and ".join(f"{name} = ?" for name in held)
    return f" where {where}" if where else "", [*held.values()]


def _names(columns: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(name for name, _ in columns)


def _rows(
    connection: duckdb.DuckDBPyConnection,
    names: tuple[str, ...],
    query: str,
    values: list[Any] | None = None,
) -> list[Row]:
    found = connection.execute(query, values or []).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]
