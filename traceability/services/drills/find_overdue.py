"""Causes for alerts: drills whose day is past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.alerts import AlertKind, Cause
from traceability.domain.cases import case_name
from traceability.services.drills.plan_drills import plan_drills

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.domain.drills import Due
    from traceability.settings import Settings


def overdue_causes(settings: Settings) -> Iterator[Cause]:
    """One cause per family and way of the plan, and one per retest, until the drill is signed.

    Raises UsageError for a plan that cannot be read.
    """
    for due in plan_drills(settings).overdue:
        yield Cause(
            _key(due),
            AlertKind.DRILL_OVERDUE,
            _title(due),
            {
                "family": due.family,
                "direction": str(due.direction),
                "due_on": due.due_on,
                "retest_of": case_name(due.retest_of) if due.retest_of else None,
            },
        )


def _key(due: Due) -> str:
    if due.retest_of:
        return f"retest:{due.retest_of}:{due.due_on}"
    return f"drill:{due.direction}:{due.due_on}:{due.family}"


def _title(due: Due) -> str:
    if due.retest_of:
        return (
            f"{case_name(due.retest_of)}, a drill {due.direction} of family {due.family}, was not "
            f"passed; its retest was due on {due.due_on}."
        )
    last = f"the last was {case_name(due.last_case_no)}" if due.last_case_no else "there was none"
    return (
        f"A drill {due.direction} of family {due.family} was due on {due.due_on}; {last} "
        f"(every {due.every_days} days)."
    )
