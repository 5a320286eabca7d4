"""Evidence out of a build: what records hold of what a standard asks for, site by site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.contracts.compliance import MEASURES
from traceability.services.compliance.figure import Figure, SiteFigure, Verdict, share_verdict

if TYPE_CHECKING:
    from traceability.contracts.compliance import Requirement
    from traceability.services.compliance.evidence_ground import Ground

Rows = list[dict[str, Any]]
_NAMED = 5


def warehouse_figure(ground: Ground, requirement: Requirement, measure: str) -> Figure:
    """A measure by the newest build; met where every site meets it."""
    percent = requirement.threshold.value
    told = [(build, ground.measures_of(build).get(measure, [])) for build in ground.builds[:1]]
    rows = told[0][1] if told else []
    verdict = _verdict(rows, percent)
    met_on, met_by = _last_met(ground, measure, percent)
    says, says_zh = MEASURES[measure]
    return Figure(
        measure,
        says,
        says_zh,
        sum(row["numerator"] for row in rows),
        sum(row["denominator"] for row in rows),
        tuple(SiteFigure(row["site_code"], row["numerator"], row["denominator"]) for row in rows),
        min((row["first_date"] for row in rows if row["first_date"]), default=None),
        max((row["last_date"] for row in rows if row["last_date"]), default=None),
        verdict,
        _note(ground, rows, percent),
        met_on,
        met_by,
    )


def _verdict(rows: Rows, percent: int) -> Verdict:
    """Of all sites, so that a large site does not hide a small one."""
    each = {share_verdict(row["numerator"], row["denominator"], percent) for row in rows}
    if Verdict.NOT_MET in each:
        return Verdict.NOT_MET
    return Verdict.MET if Verdict.MET in each else Verdict.NO_EVIDENCE


def _last_met(ground: Ground, measure: str, percent: int) -> tuple[str | None, str | None]:
    for build in ground.builds:
        if _verdict(ground.measures_of(build).get(measure, []), percent) is Verdict.MET:
            return str(build.manifest["built_at"])[:10], build.id
    return None, None


def _note(ground: Ground, rows: Rows, percent: int) -> str:
    if not ground.builds:
        return "No build of that time is kept."
    if not ground.measures_of(ground.builds[0]):
        return f"Build {ground.builds[0].id} did not look for it; run `lotline build`."
    if not rows:
        return "Nothing of this kind is on record."
    below = [
        row["site_code"] or "unknown site"
        for row in rows
        if share_verdict(row["numerator"], row["denominator"], percent) is Verdict.NOT_MET
    ]
    if not below or len(rows) == 1:
        return ""
    more = f" and {len(below) - _NAMED} more" if len(below) > _NAMED else ""
    return f"Below the threshold: {', '.join(below[:_NAMED])}{more}."
