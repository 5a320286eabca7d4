"""Open a case: its clock starts, its snapshot is pinned, its scope is frozen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.domain.cases import OPENING_KINDS, CaseKind, case_name
from traceability.domain.roles import Act
from traceability.errors import UsageError
from traceability.services.cases.follow_up import check_followed
from traceability.services.cases.freeze_scope import freeze_scope
from traceability.services.cases.work_on_case import said
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import resolve_question
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings
    from traceability.store.state.write import StateWrite

    Beside = Callable[[StateWrite, int], None]


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a case is opened with. asked: lots in any form a trace takes; item narrows them all.

    title: empty stands for the lots. is_simulated: the plant is, and so are its customers.
    follows: a signed case of which this one may release what is still held.
    """

    kind: CaseKind
    reason: str
    asked: tuple[str, ...]
    item: str | None = None
    title: str = ""
    scenario: str | None = None
    is_simulated: bool = False
    follows: int | None = None


def open_case(
    settings: Settings,
    actor: Person,
    new: NewCase,
    *,
    snapshot_id: str | None = None,
    beside: Beside | None = None,
) -> int:
    """Open a case on the snapshot in force, or on the one named; returns its number.

    The clock starts before the scope is reckoned. Should that fail, the case stays open, and
    `freeze_scope` does it again. beside: what else is written with the case or not at all, given
    its number. Raises UsageError, NotFoundError or AmbiguousError for what was
    asked, DataMissingError when nothing is built, RefusedError for a role that may not.
    """
    actor.check_may(Act.WORK_ON_CASE)
    if new.kind not in OPENING_KINDS:
        raise UsageError(
            f"No case starts as a {new.kind.replace('_', ' ')}.",
            hint="Open an investigation; then say what it is: lotline case kind NUMBER KIND",
        )
    if new.follows is not None and new.kind is CaseKind.DRILL:
        raise UsageError("A drill releases nothing.", hint="Leave out --follows or --kind drill.")
    reason = said(new.reason, "The reason", "--reason")
    _check_question(settings, new.asked, new.item, snapshot_id)
    found = snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    snapshots.pin(settings, found)
    case_no = _open(settings, actor, new, reason, beside)
    freeze_scope(
        settings,
        actor,
        case_no,
        why=f"{case_name(case_no)} was opened",
        more=new.asked,
        item=new.item,
        snapshot_id=found.id,
    )
    return case_no


def _open(
    settings: Settings, actor: Person, new: NewCase, reason: str, beside: Beside | None
) -> int:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_follow_ups import add_follow_up  # noqa: PLC0415 - same
    from traceability.store.state.cases import add_case, add_log  # noqa: PLC0415 - same

    lots = ", ".join(new.asked)
    told = {
        "opening_kind": str(new.kind),
        "title": new.title.strip() or lots,
        "reason": reason,
        "scenario": (new.scenario or "").strip() or None,
        "is_simulated": new.is_simulated,
    }
    with open_state(settings).write(actor) as write:
        followed = None if new.follows is None else check_followed(write, new.follows)
        case_no = add_case(write, told)
        if followed is not None:
            add_follow_up(write, case_no, followed.case_no)
        if beside is not None:
            beside(write, case_no)
        add_log(write, case_no, f"Opened a case of kind {new.kind} about {lots}.", reason)
        if followed is not None:
            add_log(write, case_no, f"It follows {followed.name}, and may release what that holds.")
    return case_no


def _check_question(
    settings: Settings, asked: Sequence[str], item: str | None, snapshot_id: str | None
) -> None:
    """Raise before anything is written when the lots are not known."""
    if not any(text.strip() for text in asked):
        raise UsageError("A case is about at least one lot.", hint="lotline case open LOT...")
    resolve_question(open_snapshot(settings, snapshot_id).index, asked, item)
