"""Step `build_metrics`: the figures of the new snapshot, kept for ever."""

from __future__ import annotations

from dagster import AssetExecutionContext, AssetKey, MaterializeResult, asset

from orchestration.house import House, spelled_out
from traceability.services.record_metrics import record_metrics


@asset(
    key=AssetKey(["state", "build_metrics"]),
    group_name="snapshot",
    deps=[AssetKey(["state", "finding_lives"])],
    required_resource_keys={"house"},
    description="How complete the genealogy of the snapshot is, kept for trends.",
)
@spelled_out
def build_metrics(context: AssetExecutionContext) -> MaterializeResult[None]:
    """Measure the snapshot in force, once the lives of its findings are known."""
    house: House = context.resources.house
    with house.readable():
        count = record_metrics(house.settings)
    return MaterializeResult(metadata={"figures": count or 0, "measured": count is not None})
