"""The process that runs expectation suites: `python -m expectations.run_suites`, for judge.py.

Reads one JSON object, {warehouse, limits, suites: {source: [{check_id, query, statement, grade}]}},
and writes one: check_id -> number of failing rows, or a sentence on why there is none.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import great_expectations as gx
from great_expectations import ExpectationSuite
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.expectations.metadata_types import FailureSeverity

from expectations.warehouse_source import CountedRowsExpectation

_LONGEST_REASON = 300


def run_suites(request: dict[str, Any]) -> dict[str, int | str]:
    """Validate every suite; what stops one suite is told of its checks and stops no other."""
    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False),
            store_backend_defaults=InMemoryStoreBackendDefaults(),
        ),
    )
    source = context.data_sources.add_lotline_warehouse(
        "warehouse", warehouse=request["warehouse"], limits=request["limits"]
    )
    told: dict[str, int | str] = {}
    for number, (select, checks) in enumerate(request["suites"].items()):
        try:
            told |= _validate(source, f"suite {number}", select, checks)
        except Exception as error:  # noqa: BLE001 - an error is a verdict here
            told |= {check["check_id"]: _shortened(str(error)) for check in checks}
    return told


def _validate(
    source: Any, name: str, select: str, checks: list[dict[str, str]]
) -> dict[str, int | str]:
    """One suite over one batch: all checks that examine the same relation."""
    suite = ExpectationSuite(
        name=name,
        expectations=[
            CountedRowsExpectation(
                unexpected_rows_query=check["query"],
                description=check["statement"],
                severity=FailureSeverity(check["grade"]),
                meta={"check_id": check["check_id"]},
            )
            for check in checks
        ],
    )
    asset = source.add_query_asset(name=name, query=select)
    batch = asset.add_batch_definition_whole_table(name).get_batch()
    results = batch.validate(suite).results
    return {result.expectation_config.meta["check_id"]: _told(result) for result in results}


def _told(result: Any) -> int | str:
    """The number of failing rows, if the expectation came to a verdict that fits it."""
    count = result.result.get("observed_value")
    if isinstance(count, int) and result.success == (count == 0):
        return count
    messages = [
        told["exception_message"]
        for told in result.exception_info.values()
        if isinstance(told, dict) and told.get("exception_message")
    ]
    return _shortened(messages[0] if messages else "it came to no verdict")


def _shortened(text: str) -> str:
    """The first line of an error, which names it; the rest is SQL."""
    return text.strip().partition("\n")[0][:_LONGEST_REASON]


if __name__ == "__main__":
    answer, sys.stdout = sys.stdout, sys.stderr  # nothing but the answer may come out
    json.dump(run_suites(json.load(sys.stdin)), answer)
