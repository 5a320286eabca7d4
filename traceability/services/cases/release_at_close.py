"""Two persons who close a case because there was no defect release all that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import Outcome, Signing
from traceability.domain.holds import ReleaseGround, standing
from traceability.services.cases.keep_requests import publish_requests
from traceability.services.cases.release_holds import carry_out
from traceability.services.cases.work_on_case import head_of

if TYPE_CHECKING:
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite


def release_at_close(write: StateWrite, head: CaseHead, chief: str | None) -> None:
    """Release all that stands when two persons close a case because there was no defect.

    It is the lead who proposes, by the outcome that the lead signed; the approver, or the deputy of
    `chief`, approves it. The files are written after the commit, by `publish_closing`.
    """
    from traceability.store.state.case_holds import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        read_request_lines,
    )
    from traceability.store.state.case_releases import (  # noqa: PLC0415 - same
        add_release,
        read_releases,
    )

    stand = standing(read_request_lines(write, head.case_no))
    if head.outcome is not Outcome.NO_DEFECT or not stand:
        return
    told = {
        "ground": str(ReleaseGround.NO_DEFECT),
        "reason": head.outcome_reason or "",
        "proposed_by": _lead(write, head.case_no),
    }
    number = add_release(write, head.case_no, told, sorted(stand))
    release = read_releases(write, head.case_no)[number - 1]
    carry_out(write, head, release, is_approved=True, reason="", chief=chief)


def publish_closing(settings: Settings, case_no: int) -> list[str]:
    """Write the files of what was released by closing a case; returns their names."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_releases import read_releases  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        head = head_of(read, case_no)
        numbers = [
            one["release_no"]
            for one in read_releases(read, case_no)
            if one["is_approved"] and one["decided_at"] == head.closed_at
        ]
    return [name for one in numbers for name in publish_requests(settings, case_no, one)]


def _lead(read: StateRead, case_no: int) -> str:
    from traceability.store.state.case_signings import read_signings  # noqa: PLC0415 - as above

    leads = [one for one in read_signings(read, case_no) if one["signing"] == Signing.LEAD]
    return str(leads[-1]["signed_by"])
