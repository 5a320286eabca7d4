"""Where other parts join their sections into a case document; each from rows of the case alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.cases import CaseKind
from traceability.services.cases.consignee_section import consignee_section
from traceability.services.cases.hold_sections import (
    holds_section,
    mark_requested,
    releases_section,
    telephone_section,
)
from traceability.services.cases.release_at_close import publish_closing, release_at_close

if TYPE_CHECKING:
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]


def join_sections(read: StateRead, head: CaseHead, document: Row) -> Row:
    """The document with the sections of other parts; each sees those joined before it.

    Of a case that has ended they tell what was known then.
    """
    from traceability.services.drills.drill_section import (  # noqa: PLC0415 - no SQLAlchemy
        drill_section,
    )
    from traceability.services.drills.list_actions import action_rows  # noqa: PLC0415 - same

    _join_holds(read, head.case_no, document)
    document["drill"] = drill_section(read, head, document)
    document["actions_to_take"] = action_rows(read, head.case_no, head.closed_at)
    return document


def before_sealing(write: StateWrite, head: CaseHead, document: Row, behalf: str | None) -> None:
    """What other parts keep in the transaction of the closing signature, before the case ends.

    behalf: the approver for whom a deputy signs.
    """
    from traceability.services.drills.keep_result import keep_result  # noqa: PLC0415 - same

    release_at_close(write, head, behalf)
    if head.kind is CaseKind.DRILL:
        keep_result(write, document)


def after_closing(settings: Settings, case_no: int) -> None:
    """What other parts write to files, and keep, once the closing signature is kept.

    Either may be done again later: releases by the next closing, reports when they are asked for.
    """
    from traceability.services.reports.archive_reports import (  # noqa: PLC0415 - loads typst
        archive_reports,
    )

    publish_closing(settings, case_no)
    archive_reports(settings, case_no)


def _join_holds(read: StateRead, case_no: int, document: Row) -> None:
    """What was asked of sites and said by consignees; lines say whether they were asked for."""
    actions = document["actions"]
    mark_requested(read, case_no, actions)
    document["holds"] = holds_section(read, case_no, actions)
    document["releases"] = releases_section(read, case_no)
    document["telephone_answers"] = telephone_section(read, case_no)
    document["consignees"] = consignee_section(read, case_no, document)
