"""Step `expectations`: one pass over the draft's tables, each assertion an asset check."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    multi_asset,
)

from expectations.judge import judge_and_record
from expectations.report import write_report
from expectations.suites import Check
from orchestration.house import House, spelled_out
from traceability.contracts.check_results import REPORT_NAME, CheckResult
from traceability.services.record_checks import accept_expectations
from traceability.store.drafts import draft_folder, draft_warehouse

LAYER = "checks"
TABLES = tuple(AssetKey([LAYER, name]) for name in ("results", "failing_rows"))
"""The tables that keep what the checks said; a snapshot has them."""
_SPEAKERS = {
    "landing": AssetKey(["landing", "loads"]),
    "marts": AssetKey(["marts", "findings"]),
}


def check_name(check_id: str) -> str:
    """Name of a check in the scheduler: letters, digits and underscores."""
    return re.sub(r"[^A-Za-z0-9]", "_", check_id)


def check_asset(check: Check, known: Collection[AssetKey]) -> AssetKey:
    """The asset a check is about: its relation, or one that speaks for all tables of its layer."""
    key = AssetKey(check.relation.split("."))
    if key in known:
        return key
    return _SPEAKERS.get(check.suite) or min(
        (one for one in known if one.path[0] == check.suite), key=str
    )


def expectation_assets(checks: Sequence[Check], known: Collection[AssetKey]) -> AssetsDefinition:
    """All suites as one step; known: keys of all landed extracts and models.

    A broken contract stops the step, and the index waits for the step's tables. Nothing that is
    made before the step can wait for it as well, so checks of landed extracts block nothing there.
    """
    assets = {check.check_id: check_asset(check, known) for check in checks}
    judged = {key for key in assets.values() if key.path[0] != "landing"}

    @multi_asset(
        name="expectations",
        specs=[
            AssetSpec(
                key,
                deps=sorted(judged, key=str),
                group_name=LAYER,
                description=f"Table {'.'.join(key.path)} of the snapshot.",
            )
            for key in TABLES
        ],
        check_specs=[
            AssetCheckSpec(
                check_name(check.check_id),
                asset=assets[check.check_id],
                description=check.statement,
                blocking=check.severity == "blocking"
                and assets[check.check_id].path[0] != "landing",
                metadata={"check_id": check.check_id, "severity": check.severity},
            )
            for check in checks
        ],
        allow_arbitrary_check_specs=True,
        can_subset=True,
        required_resource_keys={"house"},
    )
    @spelled_out
    def expectations(context: AssetExecutionContext) -> Iterator[Any]:
        """Judge the draft's tables, keep the results in it, and stop at a broken contract."""
        house: House = context.resources.house
        with house.readable():
            draft = house.resume(context, "expectations")
            warehouse = draft_warehouse(house.settings, draft)
            results = judge_and_record(warehouse, house.settings)
            write_report(
                warehouse,
                house.settings,
                draft_folder(house.settings, draft) / REPORT_NAME,
                snapshot_id=draft.id,
                built_at=draft.built_at,
            )
            for result in results:
                yield _told(result, assets[result.check_id])
            accept_expectations(house.settings, draft, results)
        for key in TABLES:
            yield MaterializeResult(asset_key=key)

    return expectations


def _told(result: CheckResult, asset: AssetKey) -> AssetCheckResult:
    severe = result.is_failed and result.severity in {"blocking", "S1"}
    return AssetCheckResult(
        check_name=check_name(result.check_id),
        asset_key=asset,
        passed=result.status == "passed",
        severity=AssetCheckSeverity.ERROR if severe else AssetCheckSeverity.WARN,
        metadata={
            "status": result.status,
            "failing_count": result.failing_count,
            "examined_count": result.examined_count,
            "statement": result.statement,
        },
    )
