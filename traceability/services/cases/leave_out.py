"""Leave lines out of a case: one person proposes, an approver decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import ActionList, ExclusionBasis, case_name
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.find_lines import find_lines, nothing_by_time
from traceability.services.cases.join_lines import name_line, read_decisions, time_line
from traceability.services.cases.read_scope import latest_scope
from traceability.services.cases.stand_in import check_decides
from traceability.services.cases.work_on_case import said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]


def leave_out(
    settings: Settings,
    actor: Person,
    case_no: int,
    lines: Sequence[str],
    reason: str,
    *,
    all_by_time: bool = False,
) -> list[int]:
    """Propose to leave lines out; returns the numbers that an approver decides on.

    lines: ids of lines, or a lot, order, delivery or customer that stands for its lines.
    all_by_time: every lot that time alone excludes. Only a line with a missing record, or one that
    time excludes, can be left out. Raises UsageError, NotFoundError, RefusedError.
    """
    from traceability.store.state.case_exclusions import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_exclusion,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    why = said(reason, "The reason", "--reason")
    with work_on_case(settings, actor, case_no) as (write, head):
        scope = latest_scope(write, case_no)
        decisions = read_decisions(write, case_no)
        chosen = find_lines(scope, lines)
        if all_by_time:
            waiting = {one["line_id"] for one in decisions.open_ones()}
            chosen += [
                (ActionList.EXCLUDED_BY_TIME, row | {"line_id": time_line(row)})
                for row in decisions.undecided_by_time(scope)
                if time_line(row) not in waiting
            ]
        if not chosen and all_by_time:
            raise nothing_by_time(head)
        if not chosen:
            raise UsageError(
                f"No line of {head.name} is named.", hint="Name lines, or add --by-time."
            )
        numbers = []
        for action_list, line in chosen:
            _check_line(decisions, scope, action_list, line)
            told = {
                "line_id": line["line_id"],
                "action_list": str(action_list),
                "what": name_line(action_list, line),
                "reason": why,
                "basis": str(_basis(action_list)),
            }
            numbers.append(add_exclusion(write, case_no, told))
        named = ", ".join(name_line(*one) for one in chosen)
        add_log(write, case_no, f"Proposed to leave out {named}.", why)
    return numbers


def decide_exclusions(
    settings: Settings,
    actor: Person,
    case_no: int,
    numbers: Sequence[int] = (),
    *,
    is_approved: bool,
    reason: str = "",
    behalf: str | None = None,
) -> list[int]:
    """Approve or refuse proposals, by default all that wait; returns their numbers.

    behalf: the approver whose deputy signs. Raises UsageError for a refusal without reason,
    RefusedError for the proposer, NotFoundError.
    """
    from traceability.store.state.case_exclusions import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_exclusion_decision,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    if not is_approved:
        said(reason, "Why it is refused", "--reason")
    with work_on_case(settings, actor, case_no, None) as (write, head):
        chief = check_decides(write, actor, behalf)
        waiting = {one["exclusion_no"]: one for one in read_decisions(write, case_no).open_ones()}
        wanted = list(dict.fromkeys(numbers)) or sorted(waiting)
        if not wanted:
            raise RefusedError(
                f"No line of {head.name} waits for a decision.",
                hint=f"`lotline case show {head.name}` shows what was decided.",
            )
        for number in wanted:
            if number not in waiting:
                raise NotFoundError(
                    f"{head.name} has no proposal {number} that waits for a decision.",
                    hint=f"Waiting: {', '.join(map(str, sorted(waiting))) or 'none'}.",
                )
            add_exclusion_decision(write, waiting[number], is_approved, reason.strip(), chief)
        named = ", ".join(waiting[number]["what"] for number in wanted)
        word = "Approved" if is_approved else "Refused"
        stands_in = f", for {chief}" if chief else ""
        add_log(write, case_no, f"{word} that {named} is left out{stands_in}.", reason.strip())
    return wanted


def _basis(action_list: ActionList) -> ExclusionBasis:
    is_time = action_list is ActionList.EXCLUDED_BY_TIME
    return ExclusionBasis.TIME if is_time else ExclusionBasis.MISSING_RECORD


def _check_line(decisions: Any, scope: Row, action_list: ActionList, line: Row) -> None:
    name = name_line(action_list, line)
    if any(one["line_id"] == line["line_id"] for one in decisions.open_ones()):
        raise RefusedError(
            f"It was proposed before to leave out {name}.", hint="An approver decides about it."
        )
    if line["line_id"] in decisions.left_out(scope):
        raise RefusedError(f"{name} is left out already.", hint="Name other lines.")
    if action_list is not ActionList.EXCLUDED_BY_TIME and line["missing_record"] is None:
        raise RefusedError(
            f"{name} is on the list by records that are there, not by one that is missing.",
            hint="If a record is wrong, correct it: lotline fix propose. Then freeze the scope "
            "again on the newer snapshot.",
        )


def check_settled(decisions: Any, scope: Row, case_no: int) -> None:
    """Raises RefusedError while a line of a case waits for somebody's decision."""
    name = case_name(case_no)
    waiting = decisions.open_ones()
    if waiting:
        numbers = ", ".join(str(one["exclusion_no"]) for one in waiting)
        raise RefusedError(
            f"{name} has lines whose leaving out nobody decided: {numbers}.",
            hint=f"A second person decides: lotline case approve {name} --as USER",
        )
    left = decisions.undecided_by_time(scope)
    if left:
        raise RefusedError(
            f"The clock alone leaves {len(left)} lots out of {name}, and nobody decided on them.",
            hint=f"Hold them too: lotline case hold-too {name} --by-time. Or propose to leave "
            f"them out, for a second person: lotline case leave-out {name} --by-time",
        )
