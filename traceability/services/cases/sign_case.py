"""Sign a case: its lists by one person, its closing by its lead and an approver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import KINDS_AFTER, CaseKind, ClockEvent, Outcome, Signing
from traceability.domain.roles import Act
from traceability.errors import DataMissingError, LotlineError, RefusedError
from traceability.services.cases.assemble_case import assemble_case
from traceability.services.cases.join_lines import read_decisions
from traceability.services.cases.join_sections import after_closing, before_sealing
from traceability.services.cases.keep_record import keep_case_document, keep_record
from traceability.services.cases.leave_out import check_settled
from traceability.services.cases.read_scope import latest_scope
from traceability.services.cases.stand_in import check_decides
from traceability.services.cases.work_on_case import check_running, said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings
    from traceability.store.state.write import StateWrite


def sign_lists(settings: Settings, actor: Person, case_no: int) -> None:
    """Sign what is to be held, stopped and called as it stands. Raises RefusedError."""
    from traceability.store.state.case_signings import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_signing,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    with work_on_case(settings, actor, case_no) as (write, _):
        latest_scope(write, case_no)
        add_log(write, case_no, "Signed the lists to hold, to stop and to call.")
        add_signing(write, case_no, Signing.LISTS, keep_case_document(write, case_no), None)


def close_case(
    settings: Settings, actor: Person, case_no: int, outcome: Outcome, reason: str
) -> None:
    """State the outcome and sign as the lead; an approver's signature then ends the case.

    Raises UsageError without a reason, RefusedError while a line waits for a decision, while a
    drill stands still, and for an outcome that the kind of case cannot have; NotFoundError.
    """
    from traceability.store.state.case_signings import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_outcome,
        add_signing,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    why = said(reason, "The reason of the outcome", "--reason")
    with work_on_case(settings, actor, case_no, Act.DECLARE_CASE) as (write, head):
        check_running(head)
        _check_outcome(head, outcome)
        check_settled(read_decisions(write, case_no), latest_scope(write, case_no), case_no)
        add_outcome(write, case_no, outcome, why)
        add_log(write, case_no, f"Closed it as the lead, with the outcome {outcome}.", why)
        add_signing(write, case_no, Signing.LEAD, keep_case_document(write, case_no), None)


def approve_closing(
    settings: Settings, actor: Person, case_no: int, behalf: str | None = None
) -> None:
    """Sign as the second person: the clock ends, and nothing of the case changes any more.

    behalf: the approver whose deputy signs. Raises RefusedError before the lead closed it, for the
    lead, and where something was done since; NotFoundError; DataMissingError where it is signed and
    a file of it could not be kept.
    """
    from traceability.store.state.case_signings import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_signing,
    )
    from traceability.store.state.cases import add_log, add_tick  # noqa: PLC0415 - same

    with work_on_case(settings, actor, case_no, None) as (write, head):
        chief = check_decides(write, actor, behalf)
        check_running(head)
        _check_closed(write, head, {actor.name, chief or actor.name})
        add_tick(write, case_no, ClockEvent.T5, "")
        stands_in = f", for {chief}" if chief else ""
        add_log(write, case_no, f"Approved the closing{stands_in}.")
        before_sealing(write, head, assemble_case(write, case_no), chief)
        document = keep_case_document(write, case_no)
        add_signing(write, case_no, Signing.APPROVER, document, chief)
        keep_record(write, case_no)
    try:
        after_closing(settings, case_no)
    except (LotlineError, OSError) as error:
        raise DataMissingError(
            f"{head.name} is signed, but not all of its files could be kept: {error}",
            hint=f"Then `lotline case holds {head.name} --write` and `lotline report case "
            f"{head.name} -o FOLDER` make up for it.",
        ) from error


def _check_outcome(head: CaseHead, outcome: Outcome) -> None:
    is_declared = head.kind in KINDS_AFTER[CaseKind.INVESTIGATION]
    if outcome is Outcome.RECALLED and head.kind is CaseKind.DRILL:
        raise RefusedError(
            f"{head.name} is a drill: nothing was recalled by it.",
            hint="Close it with --outcome no_defect, disposed or reworked.",
        )
    if outcome is Outcome.RECALLED and not is_declared:
        raise RefusedError(
            f"{head.name} is of kind {head.kind}: nothing was recalled by it.",
            hint=f"Say first what it is: lotline case kind {head.name} recall --reason TEXT",
        )


def _check_closed(write: StateWrite, head: CaseHead, second: set[str]) -> None:
    """The lead has closed it, who is none of the `second`, and nothing was done since."""
    from traceability.store.state.case_signings import (  # noqa: PLC0415 - keeps SQLAlchemy off
        read_signings,
    )
    from traceability.store.state.cases import read_log  # noqa: PLC0415 - same

    leads = [one for one in read_signings(write, head.case_no) if one["signing"] == Signing.LEAD]
    hint = f"The lead closes it: lotline case close {head.name} --outcome ... --reason TEXT"
    if not leads:
        raise RefusedError(f"{head.name} was not closed by its lead yet.", hint=hint)
    if both := sorted(second & {one["signed_by"] for one in leads}):
        raise RefusedError(
            f"{both[0]} signed {head.name} as its lead: a second person approves its closing.",
            hint=f"Another approver signs: lotline case sign {head.name} --as APPROVER",
        )
    log = read_log(write, head.case_no)  # in their order: a clock may have been set back
    places = [place for place, one in enumerate(log) if one.occurred_at == leads[-1]["signed_at"]]
    since = [one.what for one in log[places[-1] + 1 if places else 0 :]]
    if since:
        raise RefusedError(
            f"Something was done in {head.name} after its lead closed it: {since[0]}", hint=hint
        )
