"""Put lines back on the lists: one person is enough to hold more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import ActionList
from traceability.errors import RefusedError, UsageError
from traceability.services.cases.find_lines import find_lines, nothing_by_time
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.join_lines import name_line, read_decisions, time_line
from traceability.services.cases.read_scope import latest_scope
from traceability.services.cases.work_on_case import work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
_REASON = "to be on the safe side"


def hold_too(
    settings: Settings,
    actor: Person,
    case_no: int,
    lines: Sequence[str] = (),
    reason: str = "",
    *,
    all_by_time: bool = False,
) -> list[str]:
    """Hold too what was left out, what it is proposed to leave out, and what time excludes.

    Returns the ids of the lines. A lot that time excludes comes back with all that came of it, as
    a new version of the scope. Raises UsageError, NotFoundError, RefusedError for lines that are
    on the lists anyhow.
    """
    from traceability.store.state.case_exclusions import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_reinstatement,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    why = reason.strip() or _REASON
    with work_on_case(settings, actor, case_no) as (write, head):
        scope = latest_scope(write, case_no)
        decisions = read_decisions(write, case_no)
        chosen = find_lines(scope, lines)
        if all_by_time:
            chosen += [
                (ActionList.EXCLUDED_BY_TIME, row | {"line_id": time_line(row)})
                for row in decisions.undecided_by_time(scope)
            ]
        doubted = decisions.left_out(scope) | {one["line_id"] for one in decisions.open_ones()}
        excluded = [line for name, line in chosen if name is ActionList.EXCLUDED_BY_TIME]
        back = [one for one in chosen if one[1]["line_id"] in doubted or one[1] in excluded]
        if all_by_time and not chosen:
            raise nothing_by_time(head)
        if not back:
            raise (
                UsageError("No line is named.", hint="Name lines, or add --by-time.")
                if (not chosen)
                else RefusedError(
                    f"These lines of {head.name} are held anyhow.",
                    hint="Nothing was left out there.",
                )
            )
        for _, line in back:
            add_reinstatement(write, case_no, line["line_id"], why)
        named = ", ".join(name_line(*one) for one in back)
        add_log(write, case_no, f"Held too: {named}.", why)
    if excluded:
        lots = [line["lot_id"] for line in excluded]
        freeze_scope(settings, actor, case_no, why=why, hold_too=lots)
    return [line["line_id"] for _, line in back]
