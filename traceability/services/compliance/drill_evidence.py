"""Evidence out of signed cases: drills both ways, in time, balanced, and records that are whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from traceability.contracts.compliance import STATE_EVIDENCE, Unit
from traceability.services.compliance.evidence_ground import months_before
from traceability.services.compliance.figure import Figure, Verdict, share_verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from traceability.contracts.compliance import Requirement
    from traceability.services.compliance.evidence_ground import Ground, KeptCase

_WAYS = frozenset({"forward", "backward"})
_MINUTE = 60
UNATTENDED = "unattended"
"""What the note of an event says that a machine set, not a person."""


@dataclass(frozen=True, slots=True)
class DrillFact:
    """What a signed drill shows. family, direction: None where nobody drew its lot by family.

    seconds_to_scope, seconds_to_hold: None where the event was not set. seconds_to_end: until the
    balance was closed, else until the case was signed. is_balanced: None where no balance could be
    judged. is_unattended: a machine set its clock; that goods were held or a balance closed in such
    a time shows nothing of people, and counts as not set.
    """

    case: KeptCase
    family: str | None
    direction: str | None
    seconds_to_scope: Decimal | None
    seconds_to_hold: Decimal | None
    seconds_to_end: Decimal | None
    is_balanced: bool | None
    is_unattended: bool
    is_passed: bool | None

    @property
    def day(self) -> str:
        """Day of its closing signature."""
        return self.case.closed_at.date().isoformat()


def drill_fact(case: KeptCase) -> DrillFact:
    """Read a signed drill's own record."""
    document: dict[str, Any] = case.document or {}
    drawn = document.get("drill") or {}
    clock = {one["event"]: one for one in document.get("clock") or ()}
    by_people = {name: one for name, one in clock.items() if UNATTENDED not in one.get("note", "")}
    totals = (document.get("balances") or {}).get("totals") or ()
    # A balance that the records do not show is none that is met.
    judged = [
        bool(one["is_within_marks"])
        for one in totals
        if one.get("mark_verdict") or one.get("is_within_marks") is not None
    ]
    return DrillFact(
        case,
        drawn.get("family"),
        drawn.get("direction"),
        _seconds(clock, "T1"),
        _seconds(by_people, "T2"),
        _seconds(by_people, "T4" if "T4" in by_people else "T5"),
        all(judged) if judged else None,
        clock.keys() != by_people.keys(),
        (drawn.get("score") or {}).get("is_passed"),
    )


def drill_figure(ground: Ground, requirement: Requirement, evidence: str) -> Figure:
    """An evidence of drills in the months before, with the last time that it was enough."""
    told = _tallied(ground, requirement, evidence, ground.as_of)
    instants = [ground.as_of] if told.verdict is Verdict.MET else []
    instants += [one.closed_at for one in reversed(ground.drills)]
    met = (at for at in instants if _verdict_at(ground, requirement, evidence, at) is Verdict.MET)
    by = _last_drill(ground, next(met, None))
    says, says_zh = STATE_EVIDENCE[evidence]
    return Figure(
        evidence,
        says,
        says_zh,
        told.numerator,
        told.denominator,
        (),
        told.first,
        told.last,
        told.verdict,
        told.note,
        by.closed_at.date().isoformat() if by else None,
        by.head.name if by else None,
    )


def results_figure(ground: Ground, requirement: Requirement, evidence: str) -> Figure:
    """Whether the kept records of signed cases are still what was signed."""
    signed = [one for one in ground.cases if one.is_signed]
    whole = [one for one in signed if sha256(one.content).hexdigest() == one.sha256]
    lost = [one.head.name for one in signed if one not in whole]
    says, says_zh = STATE_EVIDENCE[evidence]
    verdict = share_verdict(len(whole), len(signed), requirement.threshold.value)
    last = whole[-1] if whole and verdict is Verdict.MET else None
    days = [one.closed_at.date().isoformat() for one in signed]
    return Figure(
        evidence,
        says,
        says_zh,
        len(whole),
        len(signed),
        (),
        days[0] if days else None,
        days[-1] if days else None,
        verdict,
        f"Not what was kept: {', '.join(lost)}." if lost else "",
        last.closed_at.date().isoformat() if last else None,
        last.head.name if last else None,
    )


def _verdict_at(ground: Ground, requirement: Requirement, evidence: str, at: datetime) -> Verdict:
    return _tallied(ground, requirement, evidence, at).verdict


def _last_drill(ground: Ground, at: datetime | None) -> KeptCase | None:
    """The last drill that had ended by then."""
    ended = [one for one in ground.drills if at is not None and one.closed_at <= at]
    return ended[-1] if ended else None


@dataclass(frozen=True, slots=True)
class _Tally:
    numerator: int
    denominator: int
    first: str | None
    last: str | None
    verdict: Verdict
    note: str


def _tallied(ground: Ground, requirement: Requirement, evidence: str, until: datetime) -> _Tally:
    """The evidence as it stood at an instant: drills of the months before it."""
    since = months_before(until, requirement.window_months)
    drills = [drill_fact(one) for one in ground.drills if since < one.closed_at <= until]
    if evidence == "drills_both_ways":
        return _both_ways(ground.families, drills, requirement)
    latest = list({(one.family, one.direction): one for one in drills}.values())
    limit = requirement.threshold.value
    holds: dict[str, Callable[[DrillFact], bool | None]] = {
        "drill_in_time": lambda one: _within(one.seconds_to_scope, limit),
        "drill_done_in_time": lambda one: _within(one.seconds_to_end, limit),
        "drill_hold_in_time": lambda one: _within(one.seconds_to_hold, limit),
        "drill_balanced": lambda one: one.is_balanced,
    }
    judged = [(one, holds[evidence](one)) for one in latest]
    good = [one for one, held in judged if held]
    needed = requirement.threshold.value if requirement.threshold.unit is Unit.PERCENT else 100
    failed = [one.case.head.name for one, held in judged if not held]
    note = f"Not so: {', '.join(failed)}." if failed else ""
    alone = [one.case.head.name for one in latest if one.is_unattended]
    note += f" Ran unattended: {', '.join(alone)}." if alone else ""
    if not drills:
        note = "No drill was signed in the time."
    return _Tally(
        len(good),
        len(judged),
        *_days(drills),
        share_verdict(len(good), len(judged), needed),
        note.strip(),
    )


def passed_both_ways(families: Sequence[str], drills: Sequence[DrillFact]) -> list[str]:
    """Families whose last drill forward and last drill backward were passed; drills in order."""
    last = {(one.family, one.direction): one.is_passed for one in drills}
    return [name for name in families if all(last.get((name, way)) for way in _WAYS)]


def _both_ways(
    families: Sequence[str], drills: list[DrillFact], requirement: Requirement
) -> _Tally:
    done = passed_both_ways(families, drills)
    verdict = share_verdict(len(done), len(families), requirement.threshold.value)
    lacking = [name for name in families if name not in done]
    note = f"Not both ways yet: {', '.join(lacking[:5])}" if lacking else ""
    note += f" and {len(lacking) - 5} more." if len(lacking) > 5 else "." if lacking else ""
    if not drills:
        verdict, note = Verdict.NO_EVIDENCE, "No drill was signed in the time."
    return _Tally(len(done), len(families), *_days(drills), verdict, note)


def _days(drills: list[DrillFact]) -> tuple[str | None, str | None]:
    return (drills[0].day, drills[-1].day) if drills else (None, None)


def _within(seconds: Decimal | None, minutes: int) -> bool:
    """An event that was never set was not in time."""
    return seconds is not None and seconds <= minutes * _MINUTE


def _seconds(clock: dict[str, Any], event: str) -> Decimal | None:
    told = clock.get(event, {}).get("seconds_since_start")
    return None if told is None else Decimal(str(told))
