"""One look of the sensor into the drop folder, as the daemon takes it."""

from __future__ import annotations

from dagster import RunRequest, build_sensor_context

from orchestration.assemble import assemble
from orchestration.drop_folder import SENSOR
from orchestration.instance import open_instance
from traceability.settings import Settings


def requests_of_a_tick(settings: Settings) -> list[RunRequest]:
    """The runs that a tick asks for."""
    definitions = assemble(settings)
    with open_instance(settings) as instance:
        context = build_sensor_context(instance=instance, definitions=definitions)
        tick = definitions.resolve_sensor_def(SENSOR).evaluate_tick(context)
    return list(tick.run_requests or [])
