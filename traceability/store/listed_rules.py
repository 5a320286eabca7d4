"""Shows dbt the rules of the findings, as relation `landing.finding_rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.contracts.finding_rules import FINDING_RULES
from traceability.contracts.landing import LISTED_RULES

if TYPE_CHECKING:
    import duckdb


def show_finding_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `landing.finding_rules`: one row per rule, kind of subject and severity."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in LISTED_RULES)
    connection.execute(f"create table landing.finding_rules ({columns})")
    rows = [
        (
            rule.rule_id,
            rule.subject_kind,
            words.severity,
            words.before_item,
            words.after_item,
            rule.remedy,
            rule.clear,
        )
        for rule in FINDING_RULES
        for words in rule.causes
    ]
    places = ", ".join("?" for _ in LISTED_RULES)
    connection.executemany(f"insert into landing.finding_rules values ({places})", rows)
