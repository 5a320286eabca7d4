"""Take a finding into work, accept it for a while, or give it to somebody: data resolves it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.finding_life import FindingState
from traceability.domain.roles import Act
from traceability.errors import NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.finding_life import FindingLife
    from traceability.settings import Settings


def take_finding(settings: Settings, actor: Person, finding_id: str) -> FindingLife:
    """Say that one works on a finding; whoever takes it owns it.

    Raises NotFoundError for an id that no build had, RefusedError where the role does not allow it
    or the finding is resolved.
    """
    values = {"state": FindingState.IN_WORK, "owner": actor.name, "accepted_until": None}
    return _change(settings, actor, finding_id, values | {"reason": None}, "taken into work")


def accept_finding(
    settings: Settings, actor: Person, finding_id: str, *, reason: str, until: str
) -> FindingLife:
    """Let a finding stay for a reason and until a day, the last on which it is accepted.

    Raises UsageError for a day that is none or has passed, and without a reason; else as
    `take_finding`.
    """
    if not reason.strip():
        raise UsageError("Nothing is accepted without a reason.", hint='Add --reason "...".')
    day = _day(until)
    if day <= datetime.now(UTC).date():
        raise UsageError(f"{until} has passed.", hint="Name a day to come, such as 2027-01-31.")
    values = {"state": FindingState.ACCEPTED, "accepted_until": day.isoformat(), "reason": reason}
    return _change(settings, actor, finding_id, values, reason)


def assign_finding(
    settings: Settings, actor: Person, finding_id: str, *, owner: str, due: str | None = None
) -> FindingLife:
    """Give a finding to a user or a team, and if asked another due date; else the old one stays.

    Raises as `accept_finding`.
    """
    if not owner.strip():
        raise UsageError("A finding cannot be given to nobody.", hint="Add --owner NAME.")
    values = {"owner": owner.strip()} | ({} if due is None else {"due_date": _day(due).isoformat()})
    return _change(settings, actor, finding_id, values, f"given to {owner.strip()}")


def _change(
    settings: Settings, actor: Person, finding_id: str, values: dict[str, Any], why: str
) -> FindingLife:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.findings import change_life, read_lives  # noqa: PLC0415

    actor.check_may(Act.WORK_ON_FINDING)
    with open_state(settings).write(actor) as write:
        found = read_lives(write, finding_ids=[finding_id])
        if not found:
            raise NotFoundError(
                f"No build had a finding {finding_id}.", hint="`lotline finding list` has them all."
            )
        if found[0].state is FindingState.RESOLVED:
            raise RefusedError(
                f"Finding {finding_id} is resolved: the records no longer hold it.",
                hint="It opens by itself if it comes back.",
            )
        stamp = {"changed_by": actor.name, "changed_at": write.at}
        change_life(write, finding_id, values | stamp, why)
        (changed,) = read_lives(write, finding_ids=[finding_id])
    return changed


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text} is no day.", hint="Write it as 2027-01-31.") from None
