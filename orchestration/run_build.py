"""Runs the build job in this process: what `lotline build`, the demo and the tests call."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dagster import DagsterExecutionInterruptedError

from orchestration.assemble import assemble, build_job
from orchestration.dead_runs import COMMAND_LINE, end_dead_runs
from orchestration.house import House, Stopped
from orchestration.instance import open_instance, run_config
from traceability.store import snapshots

if TYPE_CHECKING:
    from orchestration.dbt_models import DbtModels
    from traceability.settings import Settings


def run_build(
    settings: Settings,
    *,
    announce: Callable[[str], None] = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
    landing: dict[str, Any] | None = None,
    models: DbtModels | None = None,
) -> snapshots.Snapshot:
    """Build and publish; returns the snapshot now in force.

    announce: called with the name of each step as it begins. tell: called with dbt's own lines.
    landing: a delivery to land first. models: what fills the draft, dbt by default.

    Raises the LotlineError that stopped a step; then the snapshot in force is the one before.
    """
    house = House(settings, is_patient=False, announce=announce, tell=tell)
    with open_instance(settings) as instance:
        end_dead_runs(instance, settings)
        job = build_job(assemble(settings, house, models))
        try:
            job.execute_in_process(
                run_config=run_config(landing),
                instance=instance,
                tags=COMMAND_LINE,
            )
        except Stopped:
            assert house.failure is not None
            raise house.failure from None
        except DagsterExecutionInterruptedError:
            raise KeyboardInterrupt from None
        finally:
            house.leave()
    return snapshots.current(settings)
