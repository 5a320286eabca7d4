"""The report on a snapshot's checks: one HTML file that needs nothing beside it.

No script, no address, no asset outside: it may be mailed, printed and opened anywhere. All text of
a plant is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.wording import verdict_of, where_of
from traceability.contracts.check_results import CheckResult, FailingRow
from traceability.contracts.finding_rules import FINDING_RULES, FindingRule
from traceability.errors import DataMissingError
from traceability.store.check_results import failing_rows, read_check_results
from traceability.store.findings import has_findings, read_causes
from traceability.store.marts import WarehouseMarts
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.settings import Settings

_ROWS_SHOWN = 200
_CAUSES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check as the report prints it.

    rule: what the list of rules says of it; None for a contract. rows: the first of its failing
    rows, each as place (file and line), and columns by name.
    """

    result: CheckResult
    rule: FindingRule | None
    rows: tuple[tuple[str, dict[str, Any]], ...]


def write_report(
    warehouse: Path, settings: Settings, path: Path, *, snapshot_id: str, built_at: str
) -> None:
    """Write the report on a judged warehouse to `path`.

    snapshot_id, built_at: name and time of the snapshot it is or will be. Raises DataMissingError
    when the warehouse was never judged.
    """
    with open_warehouse(warehouse, settings) as connection:
        results = read_check_results(connection)
        if results is None:
            raise DataMissingError(
                f"The checks of {warehouse} have not run.", hint="Run `lotline build`."
            )
        checks = [_shown(connection, result) for result in results]
        causes = read_causes(connection) if has_findings(connection) else []
        sources = list(_sources(connection))
    page = render(checks, causes, sources, {"snapshot_id": snapshot_id, "built_at": built_at})
    path.write_text(page, encoding="utf-8", newline="\n")


def render(
    checks: list[ShownCheck],
    causes: list[dict[str, Any]],
    sources: list[dict[str, Any]],
    stamp: dict[str, str],
) -> str:
    """The page as text. stamp: snapshot_id and built_at. sources: rows of marts.trace_sources."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    results = [check.result for check in checks]
    suites = dict.fromkeys(result.suite for result in results)
    return templates.get_template("report.html.jinja").render(
        stamp=stamp,
        verdict=verdict_of(results),
        sources=sources,
        suites=[(suite, [one for one in results if one.suite == suite]) for suite in suites],
        contracts=[check for check in checks if check.rule is None],
        rules=[check for check in checks if check.rule is not None],
        causes=causes[:_CAUSES_SHOWN],
        cause_count=len(causes),
        most_rows=_ROWS_SHOWN,
    )


def _shown(connection: Any, result: CheckResult) -> ShownCheck:
    rule = next(
        (
            rule
            for rule in FINDING_RULES
            if (rule.rule_id, rule.subject_kind) == (result.rule_id, result.subject_kind)
        ),
        None,
    )
    rows = failing_rows(connection, result.check_id, _ROWS_SHOWN) if result.is_failed else []
    return ShownCheck(result, rule, tuple((where_of(row), _columns(row)) for row in rows))


def _columns(row: FailingRow) -> dict[str, Any]:
    """What the row says beside its place, without what it leaves open."""
    columns = json.loads(row.row_text, parse_float=str)
    placed = {"source_file", "source_row"}
    return {
        name: value for name, value in columns.items() if value is not None and name not in placed
    }


def _sources(connection: Any) -> Iterator[dict[str, Any]]:
    for batch in WarehouseMarts(connection).batches("trace_sources", ("source_system",)):
        yield from batch.to_pylist()
