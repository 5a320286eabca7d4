"""Abort a drill: it ends without a result, and its log stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import CaseKind
from traceability.errors import RefusedError
from traceability.services.cases.keep_record import keep_record
from traceability.services.cases.work_on_case import said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings


def abort_case(settings: Settings, actor: Person, case_no: int, reason: str) -> None:
    """End a drill for good. Raises UsageError without a reason, RefusedError, NotFoundError.

    Anything real ends by an outcome and two signatures alone.
    """
    from traceability.store.state.cases import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        add_abort,
        add_log,
    )

    why = said(reason, "The reason", "--reason")
    with work_on_case(settings, actor, case_no) as (write, head):
        if head.kind is not CaseKind.DRILL:
            raise RefusedError(
                f"{head.name} is of kind {head.kind}, and only a drill is aborted.",
                hint=f"Close it with an outcome: lotline case close {head.name} --outcome "
                "no_defect --reason TEXT; a second person signs.",
            )
        add_log(write, case_no, "Aborted the drill.", why)
        add_abort(write, case_no, why)
        keep_record(write, case_no)
