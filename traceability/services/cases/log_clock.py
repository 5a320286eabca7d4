"""Set an event of the clock, or add a line to the decision log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import ClockEvent
from traceability.errors import RefusedError, UsageError
from traceability.services.cases.work_on_case import check_running, said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings


def log_clock(
    settings: Settings, actor: Person, case_no: int, event: ClockEvent, note: str = ""
) -> None:
    """Set an event, now and once. T0 is set by opening a case, T5 by the approver's signature.

    Raises UsageError for those two, RefusedError for an event that is set or while a drill
    stands still, NotFoundError.
    """
    from traceability.store.state.cases import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        add_log,
        add_tick,
        read_ticks,
    )

    if event in {ClockEvent.T0, ClockEvent.T5}:
        raise UsageError(
            f"{event} ({event.meaning}) is not set by hand.",
            hint="T0 is set when a case is opened, T5 when an approver signs its closing.",
        )
    with work_on_case(settings, actor, case_no) as (write, head):
        check_running(head)
        for tick in read_ticks(write, case_no):
            if tick.event is event:
                raise RefusedError(
                    f"{event} ({event.meaning}) of {head.name} was set by {tick.person} at "
                    f"{tick.occurred_at:%Y-%m-%d %H:%M:%S}Z.",
                    hint="Each event is set once. Add what is to be said with `lotline case note`.",
                )
        add_tick(write, case_no, event, note.strip())
        add_log(write, case_no, f"Set {event}: {event.meaning}.", note.strip())


def note_decision(
    settings: Settings, actor: Person, case_no: int, what: str, basis: str = ""
) -> None:
    """Add a decision and its ground to the log. Raises UsageError, RefusedError, NotFoundError."""
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    text = said(what, "The decision", "--what")
    with work_on_case(settings, actor, case_no) as (write, _):
        add_log(write, case_no, text, basis.strip())
