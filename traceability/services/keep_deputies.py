"""Deputies of approvers: an admin names one until a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from traceability.domain.roles import Act
from traceability.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.deputies import Deputy
    from traceability.settings import Settings


def name_deputy(
    settings: Settings, actor: Person, deputy: str, approver: str, *, until: str, reason: str = ""
) -> Deputy:
    """Let a user approve in the place of an approver to the end of a day, in the home's zone.

    Naming the pair again changes the day; a day that is over ends it now. Raises UsageError for a
    day that is none, NotFoundError, RefusedError for roles that cannot.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.accounts import find_user, user_key  # noqa: PLC0415 - same
    from traceability.store.state.deputies import add_deputy, read_deputies  # noqa: PLC0415

    actor.check_may(Act.MANAGE_USERS)
    end = _end_of(until, settings.timezone)
    with open_state(settings).write(actor) as write:
        for name in (deputy, approver):
            if find_user(write, name) is None:
                raise NotFoundError(
                    f"There is no user {user_key(name)}.", hint="See them with `lotline user list`."
                )
        told = {
            "approver_name": user_key(approver),
            "deputy_name": user_key(deputy),
            "until_at": end,
            "reason": reason.strip(),
        }
        number = add_deputy(write, told)
        (found,) = [one for one in read_deputies(write) if one.deputy_no == number]
    return found


def list_deputies(settings: Settings) -> list[Deputy]:
    """What counts of every pair there ever was, those that last longest first."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.deputies import read_deputies  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        found = read_deputies(read)
    return sorted(found, key=lambda one: (one.until_at, one.deputy_no), reverse=True)


def _end_of(until: str, zone: str) -> datetime:
    try:
        day = date.fromisoformat(until)
    except ValueError:
        raise UsageError(f"{until} is no day.", hint="Write it as 2026-12-24.") from None
    last = datetime.combine(day, time.max, ZoneInfo(zone) if zone else UTC)
    return last.astimezone(UTC)
