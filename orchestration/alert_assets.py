"""Step `alerts`: what somebody must know at once, and how it changed since the last build."""

from __future__ import annotations

from dagster import AssetExecutionContext, AssetKey, MaterializeResult, asset

from orchestration.house import House, spelled_out
from traceability.services.record_alerts import record_alerts
from traceability.services.send_alerts import send_alerts


@asset(
    key=AssetKey(["state", "alerts"]),
    group_name="snapshot",
    deps=[AssetKey(["state", "finding_lives"])],
    required_resource_keys={"house"},
    description="Alerts raised, changed and ended by the snapshot in force, and what was sent.",
)
@spelled_out
def alerts(context: AssetExecutionContext) -> MaterializeResult[None]:
    """Look for alerts in the snapshot in force, then send what waits.

    A channel that does not answer stops nothing: the snapshot is in force, the alerts are rows, and
    the next run sends them.
    """
    house: House = context.resources.house
    with house.readable():
        changes = record_alerts(house.settings)
        sending = send_alerts(house.settings)
    for problem in sending.problems:
        context.log.warning(problem)
    told: dict[str, str | int | bool] = {"compared": changes is not None}
    if changes is not None:
        told |= {
            "snapshot": changes.snapshot_id,
            "raised": changes.raised_count,
            "changed": changes.changed_count,
            "ended": changes.ended_count,
            "open": changes.open_count,
        }
    sent = {"sent": sending.sent_count, "waiting": sending.waiting_count}
    return MaterializeResult(metadata=told | sent | {"refused": sending.refused_count})
