"""Draws and drills as they stand, and how drills did over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.store.state.schema import instant_text

if TYPE_CHECKING:
    from traceability.domain.drills import Draw, DrillResult
    from traceability.settings import Settings

Row = dict[str, Any]
_HIDDEN = ("lot_id", "item_code", "lot_code", "seed")


@dataclass(frozen=True, slots=True)
class Drills:
    """drills: one row per drill, by case. draws: those that no drill was started from yet.

    trend: one row per signed drill, by the instant of its signature.
    """

    drills: tuple[Row, ...]
    draws: tuple[Row, ...]
    trend: tuple[Row, ...]

    def as_document(self) -> Row:
        """Keys of the JSON document."""
        return {
            "drills": list(self.drills),
            "draws": list(self.draws),
            "trend": list(self.trend),
        }


def list_drills(settings: Settings) -> Drills:
    """All drills; the lot of a blind draw is not told before its drill has started."""
    from traceability.store.state import drills, open_state  # noqa: PLC0415 - keeps SQLAlchemy off
    from traceability.store.state.case_heads import read_heads  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        started = drills.read_drills(read)
        draws = {one.draw_no: one for one in drills.read_draws(read)}
        results = drills.read_results(read)
        heads = {one.case_no: one for one in read_heads(read)}
    passed = {one.case_no: one for one in results}
    rows = [
        {
            "case_no": row["case_no"],
            "state": str(heads[row["case_no"]].state),
            "opened_by": heads[row["case_no"]].opened_by,
            "opened_at": instant_text(heads[row["case_no"]].opened_at),
            **draw_row(draws[row["draw_no"]], is_started=True),
            "retest_of": row["retest_of"],
            **_ended(passed.get(row["case_no"])),
        }
        for row in started
    ]
    taken = {row["draw_no"] for row in started}
    waiting = [draw_row(draws[no], is_started=False) for no in sorted(draws.keys() - taken)]
    return Drills(tuple(rows), tuple(waiting), tuple(trend_row(one) for one in results))


def draw_row(draw: Draw, *, is_started: bool) -> Row:
    """A draw as it may be told: a blind one without its lot and seed until it started."""
    told = {
        "draw_no": draw.draw_no,
        "drawn_by": draw.drawn_by,
        "drawn_at": instant_text(draw.drawn_at),
        "is_blind": draw.is_blind,
        "direction": str(draw.direction),
        "family": draw.family,
        **{name: getattr(draw, name) for name in _HIDDEN},
        "says": draw.says,
    }
    if draw.is_blind and not is_started:
        told |= dict.fromkeys(_HIDDEN)
        told["says"] = (
            f"drawn blind from {draw.candidate_count} lots of family {draw.family}, "
            f"{draw.direction}; the lot is told when the drill starts"
        )
    return told


def trend_row(result: DrillResult) -> Row:
    """A signed drill as a point of the trend."""
    return {
        "case_no": result.case_no,
        "signed_at": instant_text(result.signed_at),
        "family": result.family,
        "direction": str(result.direction),
        "is_passed": result.is_passed,
        "seconds_to_scope": result.seconds_to_scope,
        "difficulty": result.difficulty,
        "accounted_percent": result.accounted_percent,
    }


def _ended(result: DrillResult | None) -> Row:
    names = ("is_passed", "seconds_to_scope", "difficulty", "accounted_percent")
    if result is None:
        return dict.fromkeys((*names, "signed_at"))
    signed = {"signed_at": instant_text(result.signed_at)}
    return {name: getattr(result, name) for name in names} | signed
