"""Step `finding_lives`: what the findings of the new snapshot are to those of the builds before."""

from __future__ import annotations

from dagster import AssetExecutionContext, AssetKey, MaterializeResult, asset

from orchestration.house import House, spelled_out
from traceability.services.record_findings import record_findings


@asset(
    key=AssetKey(["state", "finding_lives"]),
    group_name="snapshot",
    deps=[AssetKey(["snapshot"])],
    required_resource_keys={"house"},
    description="New, persisting and resolved findings, with owner and due date by rule.",
)
@spelled_out
def finding_lives(context: AssetExecutionContext) -> MaterializeResult[None]:
    """Compare the findings of the snapshot in force with those before it."""
    house: House = context.resources.house
    with house.readable():
        changes = record_findings(house.settings)
    if changes is None:
        return MaterializeResult(metadata={"new": 0, "compared": False})
    return MaterializeResult(
        metadata={
            "snapshot": changes.snapshot_id,
            "new": changes.new_count,
            "persisting": changes.persisting_count,
            "resolved": changes.resolved_count,
            "returned": changes.returned_count,
            "compared": True,
        }
    )
