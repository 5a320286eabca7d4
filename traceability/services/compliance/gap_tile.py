"""The tile of gaps: grave findings that are open, late, or nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.finding_life import FindingState
from traceability.services.compliance.tile import Colour, Reading

if TYPE_CHECKING:
    from datetime import datetime

    from traceability.settings import Settings

_GRAVE = "S1"
_OPEN = frozenset({FindingState.NEW, FindingState.IN_WORK})


def gap_tile(settings: Settings, at: datetime) -> Reading:
    """Red where a grave one is overdue or has no owner, or where no build looked."""
    if not (settings.state_url or settings.state_file.exists()):
        return Reading(Colour.RED, "gaps.unknown")
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.findings import read_builds, read_lives  # noqa: PLC0415

    with open_state(settings).read() as read:
        looked = any(one.seen_at < at for one in read_builds(read))
        lives = read_lives(read, only_open=True)
    if not looked:
        return Reading(Colour.RED, "gaps.unknown")
    day = at.date()
    grave = [
        one
        for one in lives
        if one.severity == _GRAVE and one.first_seen_at < at and one.state_on(day) in _OPEN
    ]
    late = sum(one.is_overdue(day) for one in grave)
    lost = sum(one.owner is None for one in grave)
    colour = Colour.RED if late or lost else Colour.AMBER if grave else Colour.GREEN
    return Reading(colour, "gaps.value", f"{day}", count=len(grave), late=late, lost=lost)
