"""List findings with their owner, due date and state, and what the last build changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.finding_life import FindingState
from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.finding_life import BuildChanges, FindingLife
    from traceability.settings import Settings

_OPEN = frozenset({FindingState.NEW, FindingState.IN_WORK})


@dataclass(frozen=True, slots=True)
class FindingLives:
    """Lives that were asked for, the overdue first, then the gravest; builds: oldest first.

    states: today's state of each of `lives`: an acceptance that ran out counts as new.
    """

    lives: tuple[FindingLife, ...]
    states: tuple[FindingState, ...]
    overdue_count: int
    builds: tuple[BuildChanges, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "findings": self.lives,
            "states": self.states,
            "overdue_count": self.overdue_count,
            "builds": self.builds,
        }


def list_finding_lives(
    settings: Settings,
    *,
    state: str | None = None,
    owner: str | None = None,
    overdue: bool = False,
) -> FindingLives:
    """Findings in a state (without one: new and in work), of an owner, or past their due date.

    Raises UsageError for a state that does not exist.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.findings import read_builds, read_lives  # noqa: PLC0415

    wanted = _wanted(state)
    day = datetime.now(UTC).date()
    with open_state(settings).read() as read:
        lives = read_lives(read, only_open=FindingState.RESOLVED not in wanted)
        builds = read_builds(read)
    kept = [
        life
        for life in lives
        if life.state_on(day) in wanted
        and owner in {None, life.owner}
        and (life.is_overdue(day) or not overdue)
    ]
    kept.sort(
        key=lambda life: (
            not life.is_overdue(day),
            life.severity,
            life.due_date or "9999",
            life.rule_id,
            life.finding_id,
        )
    )
    return FindingLives(
        tuple(kept),
        tuple(life.state_on(day) for life in kept),
        sum(life.is_overdue(day) for life in kept),
        tuple(builds),
    )


def lives_of(settings: Settings, finding_ids: Iterable[str]) -> dict[str, FindingLife]:
    """The lives of these findings by id; one that was never compared is not there."""
    if not _has_state(settings):
        return {}
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.findings import read_lives  # noqa: PLC0415

    with open_state(settings).read() as read:
        return {life.finding_id: life for life in read_lives(read, finding_ids=finding_ids)}


def _wanted(state: str | None) -> frozenset[FindingState]:
    if state is None:
        return _OPEN
    if state == "all":
        return frozenset(FindingState)
    try:
        return frozenset({FindingState(state)})
    except ValueError:
        names = ", ".join((*FindingState, "all"))
        raise UsageError(f"There is no state {state}.", hint=f"There are {names}.") from None


def changes_of(settings: Settings, snapshot_id: str) -> BuildChanges | None:
    """What a build changed; None where it was never compared, or nothing ever was in this home."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.findings import read_builds  # noqa: PLC0415

    if not _has_state(settings):
        return None
    with open_state(settings).read() as read:
        builds = read_builds(read)
    return next((one for one in builds if one.snapshot_id == snapshot_id), None)


def _has_state(settings: Settings) -> bool:
    """Whether a state database was ever made; to ask must not make one."""
    return bool(settings.state_url) or settings.state_file.exists()
