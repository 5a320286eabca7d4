"""What the report says in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from traceability.contracts.check_results import CheckResult, FailingRow


def verdict_of(results: Sequence[CheckResult]) -> tuple[str, tuple[str, ...]]:
    """The verdict of all checks: broken, unjudged, found or clean; and its sentences."""
    contracts = [result for result in results if result.severity == "blocking"]
    rules = [result for result in results if result.severity != "blocking"]
    broken = sum(result.is_failed for result in contracts)
    unjudged = sum(result.status == "error" for result in rules)
    found = {
        severity: sum(result.failing_count or 0 for result in rules if result.severity == severity)
        for severity in ("S1", "S2", "S3")
    }
    sentences = [
        f"{broken} of {len(contracts)} contracts between layers do not hold: "
        "the tables are not to be trusted."
        if broken
        else f"All {len(contracts)} contracts between layers hold."
    ]
    if unjudged:
        sentences.append(f"{unjudged} of {len(rules)} rules could not be judged.")
    total = sum(found.values())
    if total:
        parts = ", ".join(f"{count} {severity}" for severity, count in found.items())
        sentences.append(f"{total} findings in the records: {parts}.")
    elif rules and not unjudged:
        sentences.append("No rule found anything in the records.")
    kind = "broken" if broken else "unjudged" if unjudged else "found" if total else "clean"
    return kind, tuple(sentences)


def where_of(row: FailingRow) -> str:
    """File and line of a failing row; empty where it is no single row of a file."""
    if row.source_file is None:
        return ""
    return row.source_file if row.source_row is None else f"{row.source_file}:{row.source_row}"
