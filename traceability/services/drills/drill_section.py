"""The section of a case document that only a drill has: its draw, difficulty, score and truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.services.drills.compare_truth import with_shares
from traceability.services.drills.score_drill import difficulty_of, score_drill
from traceability.store.state import drills
from traceability.store.state.schema import instant_text

if TYPE_CHECKING:
    from traceability.domain.cases import CaseHead
    from traceability.store.state.read import StateRead

_DRAWN = ("draw_no", "drawn_by", "drawn_by_kind", "seed", "is_blind", "family")
_LOT = ("lot_id", "item_code", "lot_code")


def drill_section(
    read: StateRead, head: CaseHead, document: dict[str, Any]
) -> dict[str, Any] | None:
    """What a drill says of itself, from its rows and the rest of its document.

    None for a case that was not started from a draw, and before its scope is frozen.
    """
    found = drills.read_drills(read, head.case_no)
    version = (document.get("scope") or {}).get("version")
    if not found or not version:
        return None
    (drill,) = found
    (draw,) = drills.read_draws(read, drill["draw_no"])
    kept = drills.read_truth(read, head.case_no, version)
    truth = None if kept is None else with_shares(kept)
    return {
        **{name: getattr(draw, name) for name in _DRAWN},
        "drawn_at": instant_text(draw.drawn_at),
        "direction": str(draw.direction),
        **{name: getattr(draw, name) for name in _LOT},
        "drawn_from": draw.says,
        "retest_of": drill["retest_of"],
        "difficulty": difficulty_of(document, draw.direction),
        "score": score_drill(document, drill["plan"], draw.direction, truth),
        "truth": truth,
    }
