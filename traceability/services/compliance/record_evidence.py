"""Evidence of what people did to records: corrections by two, audits, how far they reach back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from traceability.contracts.compliance import STATE_EVIDENCE
from traceability.domain.corrections import Decision
from traceability.services.compliance.evidence_ground import months_before
from traceability.services.compliance.figure import Figure, Verdict, share_verdict

if TYPE_CHECKING:
    from traceability.contracts.compliance import Requirement
    from traceability.services.compliance.evidence_ground import Ground


def corrections_figure(ground: Ground, requirement: Requirement, evidence: str) -> Figure:
    """Decided corrections that a second person signed."""
    decided = [
        one
        for one in ground.corrections
        if one.decision is not None and one.decided_at and one.decided_at < ground.as_of
    ]
    by_two = [one for one in decided if one.decided_by != one.proposed_by and one.content_sha256]
    days = sorted(one.decided_at.date().isoformat() for one in decided if one.decided_at)
    verdict = share_verdict(len(by_two), len(decided), requirement.threshold.value)
    approved = sum(one.decision is Decision.APPROVED for one in decided)
    note = f"{approved} of them were approved." if decided else "Nothing was corrected yet."
    last = max(by_two, key=lambda one: (one.decided_at, one.correction_no), default=None)
    by = f"correction {last.correction_no}" if last and verdict is Verdict.MET else None
    return _figure(evidence, (len(by_two), len(decided)), days, verdict, note, by)


def audits_figure(ground: Ground, requirement: Requirement, evidence: str) -> Figure:
    """Audits of records that were drawn in the time, and compared to their last field."""
    since = months_before(ground.as_of, requirement.window_months)
    drawn = [one for one in ground.audits if one.drawn_at >= since]
    waiting = {
        entry.audit_no
        for entry in ground.audit_entries
        if entry.answered_at is None or entry.answered_at >= ground.as_of
    }
    done = [one for one in drawn if one.audit_no not in waiting]
    days = sorted(one.drawn_at.date().isoformat() for one in done)
    verdict = share_verdict(len(done), len(drawn), requirement.threshold.value)
    note = "" if drawn else "No audit was drawn in the time."
    by = f"audit {done[-1].audit_no}" if done and verdict is Verdict.MET else None
    return _figure(evidence, (len(done), len(drawn)), days, verdict, note, by)


def reach_figure(ground: Ground, requirement: Requirement, evidence: str) -> Figure:
    """How many months what was landed reaches back; a younger home has no evidence yet."""
    rows: list[dict[str, Any]] = []
    if ground.builds:
        for found in ground.measures_of(ground.builds[0]).values():
            rows += found
    first = min((row["first_date"] for row in rows if row["first_date"]), default=None)
    wanted = requirement.threshold.value
    months = 0 if first is None else _months(datetime.fromisoformat(first), ground.as_of)
    verdict = Verdict.MET if first and months >= wanted else Verdict.NO_EVIDENCE
    note = f"They reach back to {first}." if first else "No build of that time tells a day."
    by = ground.builds[0].id if verdict is Verdict.MET else None
    days = [first, ground.as_of.date().isoformat()] if first else []
    return _figure(evidence, (months, wanted), days, verdict, note, by)


def _figure(  # noqa: PLR0917 - the columns of a figure
    evidence: str,
    share: tuple[int, int],
    days: list[str],
    verdict: Verdict,
    note: str,
    met_by: str | None,
) -> Figure:
    says, says_zh = STATE_EVIDENCE[evidence]
    last = days[-1] if days else None
    return Figure(
        evidence,
        says,
        says_zh,
        *share,
        (),
        days[0] if days else None,
        last,
        verdict,
        note,
        last if met_by else None,
        met_by,
    )


def _months(first: datetime, until: datetime) -> int:
    """Whole months from one day to another."""
    months = (until.year - first.year) * 12 + until.month - first.month
    return max(months - (first.day > until.day), 0)
