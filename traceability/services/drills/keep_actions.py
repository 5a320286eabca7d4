"""Plan an action because of a case, say that it is done, and check whether it helped."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from traceability.domain.drills import ActionState
from traceability.domain.roles import Act
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.work_on_case import head_of, said
from traceability.services.drills.list_actions import action_rows

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.services.drills.list_actions import Row
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead


def plan_action(
    settings: Settings,
    actor: Person,
    case_no: int,
    *,
    what: str,
    owner: str,
    due_on: str,
    day: date | None = None,
) -> Row:
    """Plan an action of a case, signed or not. due_on: an ISO day. day: by default today.

    Raises UsageError for a due date that is none or is over, NotFoundError for case or owner.
    """
    from traceability.store.state import actions, open_state  # noqa: PLC0415 - keeps SQLAlchemy off
    from traceability.store.state.accounts import find_user  # noqa: PLC0415 - same

    actor.check_may(Act.WORK_ON_CASE)
    text = said(what, "What is to be done", "--what")
    who, until = said(owner, "Who has it", "--owner"), said(due_on, "The due date", "--due")
    due = _due(until, day or datetime.now(UTC).date())
    with open_state(settings).write(actor) as write:
        head_of(write, case_no)
        if find_user(write, who) is None:
            raise NotFoundError(f"There is no user {who}.", hint="See `lotline user list`.")
        told = {"case_no": case_no, "what": text, "owner": who, "due_on": due}
        number = actions.add_action(write, told)
        return _one(write, number)


def finish_action(settings: Settings, actor: Person, action_no: int, note: str) -> Row:
    """Say what was done. Raises RefusedError for one that is done and not found without effect."""
    from traceability.store.state import actions, open_state  # noqa: PLC0415 - keeps SQLAlchemy off

    actor.check_may(Act.WORK_ON_CASE)
    text = said(note, "What was done", "--note")
    with open_state(settings).write(actor) as write:
        found = _one(write, action_no)
        if found["state"] != ActionState.OPEN:
            raise RefusedError(
                f"Action {action_no} is {found['state']} already.",
                hint="`lotline drill capa list` shows what waits for what.",
            )
        actions.add_done(write, action_no, _done_count(write, action_no) + 1, text)
        return _one(write, action_no)


def check_action(
    settings: Settings, actor: Person, action_no: int, note: str, *, is_effective: bool
) -> Row:
    """Say whether it helped; the owner and who did it may not. Without effect it is open again.

    Raises RefusedError for an action that is not done, or by one of the two.
    """
    from traceability.store.state import actions, open_state  # noqa: PLC0415 - keeps SQLAlchemy off

    actor.check_may(Act.WORK_ON_CASE)
    text = said(note, "What was found", "--note")
    with open_state(settings).write(actor) as write:
        found = _one(write, action_no)
        if found["state"] != ActionState.DONE:
            raise RefusedError(
                f"Action {action_no} is {found['state']}: there is nothing to check.",
                hint="Its owner says first what was done: lotline drill capa done NUMBER",
            )
        if actor.name in {found["owner"], found["done_by"]}:
            raise RefusedError(
                f"{actor.name} has action {action_no} or did it; somebody else checks it.",
                hint="Ask a colleague to look whether it helped.",
            )
        count = _done_count(write, action_no)
        actions.add_check(write, action_no, count, text, is_effective=is_effective)
        return _one(write, action_no)


def _due(text: str, today: date) -> str:
    try:
        due = date.fromisoformat(text)
    except ValueError:
        hint = "Write the due date as 2026-01-31."
        raise UsageError(f"{text} is not a day.", hint=hint) from None
    if due < today:
        raise UsageError(
            f"{text} is over: nobody can do anything until then.",
            hint=f"Name {today} or a later day.",
        )
    return due.isoformat()


def _one(read: StateRead, action_no: int) -> Row:
    for row in action_rows(read):
        if row["action_no"] == action_no:
            return row
    raise NotFoundError(
        f"There is no action {action_no}.", hint="`lotline drill capa list` lists them."
    )


def _done_count(read: StateRead, action_no: int) -> int:
    from traceability.store.state.actions import read_done  # noqa: PLC0415 - keeps SQLAlchemy off

    return sum(row["action_no"] == action_no for row in read_done(read))
