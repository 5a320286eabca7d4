"""Keep what a site or a carrier said by telephone about the time since the records end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from traceability.services.cases.notify_consignees import not_to_come
from traceability.services.cases.work_on_case import said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class TelephoneAnswer:
    """asked: site, source or carrier. at: None stands for now."""

    asked: str
    answer: str
    question: str = ""
    spoke_with: str = ""
    at: datetime | None = None


def answer_by_telephone(
    settings: Settings, actor: Person, case_no: int, told: TelephoneAnswer
) -> int:
    """Keep an answer; returns its number. It is no fact: a newer snapshot changes the scope.

    Raises UsageError for nobody asked, nothing said or a time to come, RefusedError, NotFoundError.
    """
    from traceability.store.state.case_watch import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        add_telephone_answer,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    asked = said(told.asked, "Who was asked", "--asked")
    answer = said(told.answer, "The answer", "--answer")
    with work_on_case(settings, actor, case_no) as (write, _):
        row = {
            "asked": asked,
            "spoke_with": told.spoke_with.strip(),
            "question": told.question.strip(),
            "answer": answer,
            "answered_at": not_to_come(told.at, write.at),
        }
        number = add_telephone_answer(write, case_no, row)
        who = f"{asked} ({row['spoke_with']})" if row["spoke_with"] else asked
        add_log(write, case_no, f"By telephone, {who}: {answer}", str(row["question"]))
    return number
