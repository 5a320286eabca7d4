"""Approve or reject a correction as a second person, or propose to take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.corrections import Correction, Decision
from traceability.domain.roles import Act
from traceability.errors import NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings
    from traceability.store.state.write import StateWrite

MEANINGS = {
    Decision.APPROVED: "I approve this correction",
    Decision.REJECTED: "I reject this correction",
}
"""What a signature under a decision says."""


def decide_correction(
    settings: Settings, actor: Person, number: int, decision: Decision, reason: str = ""
) -> Correction:
    """Sign a decision; the next build applies an approved correction.

    Raises NotFoundError, RefusedError where the role does not allow it, where it is the actor's own
    proposal or decided already, and UsageError for a rejection without a reason.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.corrections import (  # noqa: PLC0415
        add_decision,
        read_corrections,
    )

    actor.check_may(Act.DECIDE_CORRECTION)
    if decision is Decision.REJECTED and not reason.strip():
        raise UsageError("Nothing is rejected without a reason.", hint='Add --reason "...".')
    with open_state(settings).write(actor) as write:
        correction = _known(write, number)
        if correction.decision is not None:
            raise RefusedError(
                f"Correction {number} was {correction.decision} by {correction.decided_by}.",
                hint="What was approved is taken back: lotline fix revert.",
            )
        if correction.proposed_by == actor.name:
            raise RefusedError(
                f"{actor.name} proposed correction {number}, and a second person must decide.",
                hint="Ask another approver.",
            )
        add_decision(write, correction, decision, MEANINGS[decision], reason.strip())
        (decided,) = read_corrections(write, [number])
    return decided


def revert_correction(settings: Settings, actor: Person, number: int, reason: str) -> Correction:
    """Propose to take an approved correction back; it stands until a second person approves that.

    Raises NotFoundError, UsageError without a reason, RefusedError where it is not approved, is a
    revert itself, or was taken back before.
    """
    from traceability.store.state import open_state  # noqa: PLC0415
    from traceability.store.state.corrections import (  # noqa: PLC0415
        add_correction,
        read_corrections,
    )

    actor.check_may(Act.PROPOSE_CORRECTION)
    if not reason.strip():
        raise UsageError("Nothing is taken back without a reason.", hint='Add --reason "...".')
    with open_state(settings).write(actor) as write:
        correction = _known(write, number)
        _check_revertible(correction, read_corrections(write))
        told = {
            name: value
            for name, value in correction.content().items()
            if name not in {"correction_no", "proposed_by", "proposed_at"}
        }
        told |= {
            "action": str(correction.action),
            "old_value": correction.new_value,
            "old_uid": correction.new_uid,
            "new_value": correction.old_value,
            "new_uid": correction.old_uid,
            "reason_code": "reverted",
            "reason": reason.strip(),
            "revert_of": number,
            "impact": {},
        }
        (kept,) = read_corrections(write, [add_correction(write, told)])
    return kept


def _check_revertible(correction: Correction, corrections: list[Correction]) -> None:
    number = correction.correction_no
    if correction.revert_of is not None:
        raise RefusedError(
            f"Correction {number} takes correction {correction.revert_of} back already.",
            hint=f"To have correction {correction.revert_of} again, propose it anew.",
        )
    if correction.decision is not Decision.APPROVED:
        raise RefusedError(
            f"Correction {number} is not approved, so there is nothing to take back.",
            hint="An approver rejects what waits: lotline fix reject.",
        )
    for one in corrections:
        if one.revert_of == number and one.decision is not Decision.REJECTED:
            raise RefusedError(f"Correction {one.correction_no} takes it back already.")


def _known(write: StateWrite, number: int) -> Correction:
    from traceability.store.state.corrections import read_corrections  # noqa: PLC0415

    found = read_corrections(write, [number])
    if not found:
        raise NotFoundError(
            f"There is no correction {number}.", hint="`lotline fix list` has them all."
        )
    return found[0]
