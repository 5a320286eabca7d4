"""Shows dbt the rules of the findings, as relations `landing.finding_rules` and `.rule_needs`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.contracts.finding_rules import FINDING_RULES
from traceability.contracts.landing import LISTED_RULES, RULE_NEEDS

if TYPE_CHECKING:
    import duckdb


def show_finding_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Make both relations out of the registry."""
    words = [
        (
            rule.rule_id,
            rule.subject_kind,
            cause.severity,
            cause.before_item,
            cause.after_item,
            rule.remedy,
            rule.clear,
        )
        for rule in FINDING_RULES
        for cause in rule.causes
    ]
    needs = [
        (rule.rule_id, rule.subject_kind, number, contract, " or ".join(need))
        for rule in FINDING_RULES
        for number, need in enumerate(rule.needs, start=1)
        for contract in need
    ]
    _show(connection, "finding_rules", LISTED_RULES, words)
    _show(connection, "rule_needs", RULE_NEEDS, needs)


def _show(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: tuple[tuple[str, str], ...],
    rows: list[tuple[Any, ...]],
) -> None:
    body = ", ".join(f'"{column}" {kind}' for column, kind in columns)
    connection.execute(f"create table landing.{name} ({body})")
    if rows:
        places = ", ".join("?" for _ in columns)
        connection.executemany(f"insert into landing.{name} values ({places})", rows)
