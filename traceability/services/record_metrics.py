"""Keep the figures of a snapshot for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.actors import Program
from traceability.services.measure_build import measure_build
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.settings import Settings

_BUILD = Program("build")


def record_metrics(settings: Settings, snapshot_id: str | None = None) -> int | None:
    """Measure a snapshot, by default the one in force, and keep its figures; returns how many.

    None where there is nothing to say: they are kept already, or its models measured nothing. The
    figures of a build stay when its snapshot is pruned, and a new build has a row of its own.
    Raises DataMissingError when nothing is built or the state database does not answer.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.metrics import add_build, read_metric_builds  # noqa: PLC0415

    found = snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    state = open_state(settings)
    with state.read() as read:
        if any(one.snapshot_id == found.id for one in read_metric_builds(read)):
            return None
        values = measure_build(settings, found, read)
    if values is None:
        return None
    with state.write(_BUILD) as write:
        if any(one.snapshot_id == found.id for one in read_metric_builds(write)):
            return None  # another process was faster
        add_build(write, found.id, found.manifest.get("data_as_of"), values)
    return len(values)
