"""Which drills are due, by product family and way; retests of failed ones among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from traceability.domain.drills import WAYS, Due
from traceability.services.drills.draw_lot import draw_lot
from traceability.services.drills.drill_ground import DrillGround, open_ground
from traceability.services.drills.read_plan import read_plan
from traceability.store.state.schema import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from traceability.domain.actors import Actor
    from traceability.domain.drills import Draw, DrillResult, Pair
    from traceability.services.drills.read_plan import DrillPlan
    from traceability.settings import Settings

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Drills to come, the first due first, as of a day."""

    day: date
    due: tuple[Due, ...]

    @property
    def overdue(self) -> tuple[Due, ...]:
        """Those whose day is past."""
        return tuple(one for one in self.due if one.is_overdue(self.day))

    def as_document(self) -> Row:
        """Keys of the JSON document."""
        return {
            "day": self.day.isoformat(),
            "overdue_count": len(self.overdue),
            "due": [_row(one, self.day) for one in self.due],
        }


def plan_drills(
    settings: Settings, *, day: date | None = None, ground: DrillGround | None = None
) -> Schedule:
    """What is due by the plan of the home, as of a day, by default today.

    A family without entry in the plan is never due, but for the retest of a failed drill. Raises
    UsageError for a plan that cannot be read, DataMissingError when nothing is built.
    """
    from traceability.store.state import drills, open_state  # noqa: PLC0415 - keeps SQLAlchemy off

    plan = read_plan(settings)
    with open_state(settings).read() as read:
        results, retests = drills.read_results(read), drills.read_retests(read)
    last = {(one.family, one.direction): one for one in results}
    families: Sequence[str] = ()
    if plan.families:
        families = [*(ground or open_ground(settings)).sold]
    due = [*_periodic(plan, families, last)]
    due += [
        Due(
            one.family,
            one.direction,
            one.due_on,
            None,
            *_counted(last.get((one.family, one.direction))),
            retest_of=one.failed_case_no,
        )
        for one in retests
        if one.passed_by is None
    ]
    key = lambda one: (one.due_on, one.family, one.direction, one.retest_of or 0)  # noqa: E731
    return Schedule(day or datetime.now(UTC).date(), tuple(sorted(due, key=key)))


def draw_due(
    settings: Settings, actor: Actor, *, within_days: int = 0, day: date | None = None
) -> list[Draw]:
    """Draw a lot, blind, for everything that is due within some days and has no draw waiting.

    A family that has no lot to draw this way is left out.
    """
    from traceability.store.state import drills, open_state  # noqa: PLC0415 - keeps SQLAlchemy off

    today = day or datetime.now(UTC).date()
    limit = (today + timedelta(days=within_days)).isoformat()
    wanted = [one for one in plan_drills(settings, day=today).due if one.due_on <= limit]
    if not wanted:
        return []
    with open_state(settings).read() as read:
        taken = {row["draw_no"] for row in drills.read_drills(read)}
        waiting = {
            (one.family, one.direction)
            for one in drills.read_draws(read)
            if one.draw_no not in taken
        }
    ground = open_ground(settings)
    drawn = []
    for pair in dict.fromkeys((one.family, one.direction) for one in wanted):
        family, direction = pair
        if pair not in waiting and ground.lots_of(family, direction).size:
            drawn.append(
                draw_lot(
                    settings,
                    actor,
                    direction=direction,
                    family=family,
                    is_blind=True,
                    ground=ground,
                )
            )
    return drawn


def _periodic(
    plan: DrillPlan, families: Sequence[str], last: dict[Pair, DrillResult]
) -> Iterator[Due]:
    for family in families:
        for way in WAYS:
            rule = plan.rule_of(family, way)
            if rule is None:
                continue
            done = last.get((family, way))
            start = done.signed_at.date() if done else plan.begins
            assert start is not None  # a plan with families has its first day
            day = start + timedelta(days=rule.every_days)
            yield Due(family, way, day.isoformat(), rule.every_days, *_counted(done))


def _counted(done: DrillResult | None) -> tuple[int | None, datetime | None]:
    return (done.case_no, done.signed_at) if done else (None, None)


def _row(due: Due, day: date) -> Row:
    at = due.last_signed_at
    return {
        "family": due.family,
        "direction": str(due.direction),
        "due_on": due.due_on,
        "is_overdue": due.is_overdue(day),
        "every_days": due.every_days,
        "last_case_no": due.last_case_no,
        "last_signed_at": None if at is None else instant_text(at),
        "retest_of": due.retest_of,
    }
