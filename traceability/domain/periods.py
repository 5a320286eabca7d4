"""A stretch of time in a question, and whether a recorded time may lie in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from traceability.errors import UsageError

_DAY_LENGTH = len("2026-01-12")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first instant to before the last; None = open end."""

    begins: datetime | None
    ends: datetime | None

    def may_hold(self, started_at: str | None, ended_at: str | None) -> bool:
        """Whether something that lasted so long may touch the period; unknown ends are open."""
        started = _window(started_at)[0] if started_at else None
        ended = _window(ended_at)[1] if ended_at else None
        begins_in_time = self.ends is None or started is None or started < self.ends
        ends_in_time = self.begins is None or ended is None or ended > self.begins
        return begins_in_time and ends_in_time


def parse_period(text: str) -> Period:
    """Read `FROM..TO` (dates or ISO instants, either may be empty); a date is its whole day.

    Times without offset are UTC. Raises UsageError when it is no such text, or ends
    before it begins.
    """
    first, dots, last = text.partition("..")
    try:
        begins = _window(first)[0] if first else None
        ends = _window(last)[1] if last else None
    except ValueError:
        dots = ""
    if not dots:
        raise UsageError(
            f"{text} is not a period.", hint="Write FROM..TO, such as 2026-01-12..2026-01-31."
        )
    if begins is not None and ends is not None and ends <= begins:
        raise UsageError(f"{text} ends before it begins.", hint="Write FROM..TO, FROM first.")
    return Period(begins, ends)


def _window(text: str) -> tuple[datetime, datetime]:
    """First instant and the end of what a printed time stands for."""
    instant = datetime.fromisoformat(text)
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    length = timedelta(days=1) if len(text) == _DAY_LENGTH else timedelta(microseconds=1)
    return instant, instant + length
