"""Stop the clock of a drill and let it run again; every pause is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import CaseKind, CaseState
from traceability.errors import RefusedError
from traceability.services.cases.work_on_case import check_running, said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings


def pause_case(settings: Settings, actor: Person, case_no: int, reason: str) -> None:
    """Stop the clock of a drill. Raises UsageError without a reason, RefusedError, NotFoundError.

    The clock of anything real never stops.
    """
    from traceability.store.state.cases import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        add_log,
        add_pause,
    )

    why = said(reason, "The reason", "--reason")
    with work_on_case(settings, actor, case_no) as (write, head):
        if head.kind is not CaseKind.DRILL:
            raise RefusedError(
                f"{head.name} is of kind {head.kind}, and only a drill is paused.",
                hint="The clock of a real case runs until it is signed.",
            )
        check_running(head)
        add_pause(write, case_no, why)
        add_log(write, case_no, "Paused the drill.", why)


def resume_case(settings: Settings, actor: Person, case_no: int) -> None:
    """Let the clock of a drill run again. Raises RefusedError when it runs, NotFoundError."""
    from traceability.store.state.cases import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        add_log,
        add_resumption,
        read_pauses,
    )

    with work_on_case(settings, actor, case_no) as (write, head):
        if head.state is not CaseState.PAUSED:
            raise RefusedError(
                f"{head.name} is not paused.",
                hint=f"`lotline case show {head.name}` shows its clock.",
            )
        last = read_pauses(write, case_no)[-1]
        add_resumption(write, case_no, last.pause_no)
        add_log(write, case_no, "Resumed the drill.", last.reason)
