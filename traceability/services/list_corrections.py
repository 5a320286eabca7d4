"""List corrections: who proposed and decided them, and what the last build made of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.domain.corrections import STATES, Correction, Decision
from traceability.errors import DataMissingError, NotFoundError, UsageError
from traceability.services.preview_correction import preview_correction
from traceability.store import snapshots
from traceability.store.built_corrections import BuiltCorrection, read_built
from traceability.store.landed_rows import RowQuestion, find_rows, quoted_rows
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.domain.correction_impact import Impact
    from traceability.settings import Settings

WAITING = "waiting"
PENDING = "approved"
"""State of an approved correction that no build has seen yet."""
ALL_STATES = (WAITING, "rejected", PENDING, *STATES)


@dataclass(frozen=True, slots=True)
class ListedCorrection:
    """A correction and its state: waiting, rejected, approved (no build has it yet), or a build's.

    built: what the snapshot in force made of it; None where it has not seen it.
    """

    correction: Correction
    state: str
    built: BuiltCorrection | None


@dataclass(frozen=True, slots=True)
class CorrectionList:
    """The answer to `lotline fix list`."""

    snapshot_id: str | None
    corrections: tuple[ListedCorrection, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {name: getattr(self, name) for name in type(self).__slots__}


def list_corrections(settings: Settings, *, state: str | None = None) -> CorrectionList:
    """All corrections by number, or those in a state. Raises UsageError for no state."""
    if state is not None and state not in ALL_STATES:
        known = ", ".join(ALL_STATES)
        raise UsageError(f"There is no state {state}.", hint=f"Choose from {known}.")
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.corrections import read_corrections  # noqa: PLC0415

    with open_state(settings).read() as read:
        corrections = read_corrections(read)
    snapshot_id, built = _built(settings)
    told = [_listed(one, built) for one in corrections]
    return CorrectionList(snapshot_id, tuple(one for one in told if state in {None, one.state}))


def show_correction(settings: Settings, number: int) -> tuple[ListedCorrection, Impact | None]:
    """One correction; with a preview while no build has seen it. Raises NotFoundError."""
    for one in list_corrections(settings).corrections:
        if one.correction.correction_no == number:
            return one, _preview(settings, one)
    raise NotFoundError(
        f"There is no correction {number}.", hint="`lotline fix list` has them all."
    )


def newer_snapshot(settings: Settings, correction: Correction) -> str | None:
    """The snapshot in force, where the preview that was shown is of another one; else None."""
    try:
        now = snapshots.current(settings).id
    except DataMissingError:
        return None
    return None if correction.revert_of or now == correction.snapshot_id else now


def _preview(settings: Settings, listed: ListedCorrection) -> Impact | None:
    """What it would do now; None where it is decided otherwise, a revert, or without its rows."""
    correction = listed.correction
    if listed.state not in {WAITING, PENDING} or correction.revert_of is not None:
        return None
    question = RowQuestion(
        correction.contract, correction.source_system, row_key=correction.row_key
    )
    rows = quoted_rows(find_rows(settings, question).rows, correction)
    return preview_correction(settings, correction, rows) if rows else None


def _listed(correction: Correction, built: dict[int, BuiltCorrection]) -> ListedCorrection:
    seen = built.get(correction.correction_no)
    if correction.decision is None:
        state = WAITING
    elif correction.decision is Decision.REJECTED:
        state = str(Decision.REJECTED)
    else:
        state = PENDING if seen is None else seen.state
    return ListedCorrection(correction, state, seen)


def _built(settings: Settings) -> tuple[str | None, dict[int, BuiltCorrection]]:
    try:
        snapshot = snapshots.current(settings)
    except DataMissingError:
        return None, {}
    with open_warehouse(snapshot.warehouse, settings) as connection:
        return str(snapshot.manifest["id"]), read_built(connection)
