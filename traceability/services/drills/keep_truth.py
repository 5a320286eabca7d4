"""Keep how a frozen scope compares with the truth, where the plant is simulated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.services.drills.compare_truth import compare_truth
from traceability.services.drills.true_reach import has_truth

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.state.write import StateWrite


def keep_truth(
    settings: Settings, write: StateWrite, case_no: int, version: int, document: dict[str, Any]
) -> None:
    """Compare a version of a drill's scope with the truth and keep it with the version.

    Nothing happens where the home has no truth, or the case was not started from a draw. Kept as
    a row, since the files of the truth are no part of a snapshot.
    """
    from traceability.store.state import drills  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    found = drills.read_drills(write, case_no)
    if not found or not has_truth(settings):
        return
    (draw,) = drills.read_draws(write, found[0]["draw_no"])
    told = compare_truth(settings, document, draw.direction)
    if told is not None:
        drills.add_truth(write, case_no, version, told)
