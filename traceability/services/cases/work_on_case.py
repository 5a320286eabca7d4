"""Write to a case: one transaction, under a person who may, while the case has not ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from traceability.domain.cases import CaseState, case_name
from traceability.domain.roles import Act
from traceability.errors import NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite


@contextmanager
def work_on_case(
    settings: Settings, actor: Person, case_no: int, act: Act | None = Act.WORK_ON_CASE
) -> Iterator[tuple[StateWrite, CaseHead]]:
    """The transaction and the case as it stands. act: None where a deputy may stand in.

    Raises NotFoundError, RefusedError for a case that has ended or a role that may not.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    if act is not None:
        actor.check_may(act)
    with open_state(settings).write(actor) as write:
        head = head_of(write, case_no)
        if head.is_ended:
            raise RefusedError(
                f"{head.name} is {head.state}: nothing of it changes any more.",
                hint=f"`lotline case show {head.name}` shows it, `lotline case holds {head.name} "
                "--write` writes files of it that are not there. What is new needs a new case; one "
                f"opened with `--follows {head.name}` may release what this one holds.",
            )
        yield write, head


def head_of(read: StateRead, case_no: int) -> CaseHead:
    """A case as it stands. Raises NotFoundError."""
    from traceability.store.state.case_heads import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        read_heads,
    )

    found = read_heads(read, case_no)
    if not found:
        raise NotFoundError(
            f"There is no case {case_name(case_no)}.", hint="`lotline case list` lists them."
        )
    return found[0]


def check_running(head: CaseHead) -> None:
    """Raises RefusedError while a drill stands still."""
    if head.state is CaseState.PAUSED:
        raise RefusedError(
            f"{head.name} is paused.", hint=f"Let it run again: lotline case resume {head.name}"
        )


def said(text: str, what: str, option: str) -> str:
    """The text without blanks around it. Raises UsageError when nothing is left."""
    if not text.strip():
        raise UsageError(f"{what} must be said.", hint=f'Add {option} "...".')
    return text.strip()
