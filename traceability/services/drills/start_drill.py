"""Start a drill: open its case on the snapshot in force, with the lot that was drawn or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import CaseKind, ClockEvent, case_name
from traceability.domain.roles import Act
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.log_clock import log_clock
from traceability.services.cases.open_case import NewCase, open_case
from traceability.services.cases.request_holds import request_holds
from traceability.services.drills.read_plan import read_plan
from traceability.services.drills.true_reach import has_truth

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.drills import Draw, Retest
    from traceability.settings import Settings
    from traceability.store.state.write import StateWrite

_BY_ITSELF = "set by a drill that ran unattended: the time is the machine's"


def start_drill(
    settings: Settings,
    actor: Person,
    draw: Draw,
    *,
    reason: str = "",
    scenario: str | None = None,
    retest_of: int | None = None,
) -> int:
    """Open a case of kind drill about the lot of a draw; returns its number.

    Its clock starts, its scope v1 is frozen. retest_of: the failed drill that it repeats; None
    takes the oldest that waits for a retest of this family and way. Raises RefusedError for a draw
    that was used, NotFoundError or UsageError for a retest of what waits for none.
    """
    from traceability.store.state import drills, open_state  # noqa: PLC0415 - keeps SQLAlchemy off

    actor.check_may(Act.WORK_ON_CASE)
    plan = read_plan(settings).as_document()
    with open_state(settings).read() as read:
        for row in drills.read_drills(read):
            if row["draw_no"] == draw.draw_no:
                raise RefusedError(
                    f"Draw {draw.draw_no} was used by {case_name(row['case_no'])}.",
                    hint="Draw another lot: lotline drill draw",
                )
        waiting = [one for one in drills.read_retests(read) if one.passed_by is None]
    failed = _failed(draw, waiting, retest_of)
    lot = f"{draw.item_code or '?'}:{draw.lot_code or draw.lot_id}"
    again = f", retest of {case_name(failed)}" if failed else ""

    def beside(write: StateWrite, case_no: int) -> None:
        drills.add_drill(write, case_no, draw.draw_no, plan, failed)

    new = NewCase(
        CaseKind.DRILL,
        reason.strip() or f"Drill {draw.direction} of family {draw.family}{again}",
        (draw.lot_id,),
        title=f"Drill {draw.direction}: {lot}{again}",
        scenario=scenario,
        is_simulated=has_truth(settings),
    )
    return open_case(settings, actor, new, beside=beside)


def draw_of(settings: Settings, draw_no: int) -> Draw:
    """A draw by its number. Raises NotFoundError."""
    from traceability.store.state import drills, open_state  # noqa: PLC0415 - keeps SQLAlchemy off

    with open_state(settings).read() as read:
        found = drills.read_draws(read, draw_no)
    if not found:
        raise NotFoundError(
            f"There is no draw {draw_no}.", hint="`lotline drill list` names those that wait."
        )
    return found[0]


def run_unattended(settings: Settings, actor: Person, case_no: int) -> None:
    """Ask the sites for the holds and set T1 to T4; each says that the time is the machine's."""
    log_clock(settings, actor, case_no, ClockEvent.T1, _BY_ITSELF)
    request_holds(settings, actor, case_no)
    for event in (ClockEvent.T2, ClockEvent.T3, ClockEvent.T4):
        log_clock(settings, actor, case_no, event, _BY_ITSELF)


def _failed(draw: Draw, waiting: list[Retest], retest_of: int | None) -> int | None:
    if retest_of is None:
        pair = (draw.family, draw.direction)
        same = [one.failed_case_no for one in waiting if (one.family, one.direction) == pair]
        return min(same, default=None)
    for one in waiting:
        if one.failed_case_no == retest_of:
            if (one.family, one.direction) != (draw.family, draw.direction):
                raise UsageError(
                    f"{case_name(retest_of)} was a drill {one.direction} of family {one.family}, "
                    f"this one is {draw.direction} of {draw.family}.",
                    hint=f"Add --family {one.family} --direction {one.direction}",
                )
            return retest_of
    raise NotFoundError(
        f"{case_name(retest_of)} waits for no retest.",
        hint="`lotline drill schedule` names those that do.",
    )
