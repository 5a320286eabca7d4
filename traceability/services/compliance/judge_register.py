"""Judge the register: each requirement against its evidence, as of an instant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.contracts.compliance import MEASURES
from traceability.contracts.compliance_register import REQUIREMENTS, STANDARDS
from traceability.errors import UsageError
from traceability.services.compliance.drill_evidence import drill_figure, results_figure
from traceability.services.compliance.evidence_ground import read_ground
from traceability.services.compliance.figure import Figure, Verdict
from traceability.services.compliance.read_house_rules import read_house_rules
from traceability.services.compliance.record_evidence import (
    audits_figure,
    corrections_figure,
    reach_figure,
)
from traceability.services.compliance.warehouse_evidence import warehouse_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.contracts.compliance import Requirement
    from traceability.services.compliance.evidence_ground import Ground
    from traceability.settings import Settings

_READERS: dict[str, Callable[[Ground, Requirement, str], Figure]] = {
    "drills_both_ways": drill_figure,
    "drill_in_time": drill_figure,
    "drill_done_in_time": drill_figure,
    "drill_hold_in_time": drill_figure,
    "drill_balanced": drill_figure,
    "results_kept": results_figure,
    "corrections_by_two": corrections_figure,
    "records_audited": audits_figure,
    "records_reach_back": reach_figure,
}
NOTICE = (
    "Requirements are paraphrased in our own words, and a requirement is met, not met, or without "
    "evidence yet: nothing here is legal advice or a certificate."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement and what its evidence says.

    verdict: met only if every evidence is; not met if one is not; else there is no evidence yet.
    last_met_on, last_met_by: the day since which none of its evidence was newly met, and by what;
    None where one never was.
    """

    requirement_id: str
    standard: str
    clause: str
    says: str
    says_zh: str
    source: str
    threshold: str
    threshold_value: int
    threshold_unit: str
    threshold_basis: str
    queries: tuple[str, ...]
    verdict: Verdict
    last_met_on: str | None
    last_met_by: str | None
    owner: str | None
    evidence: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The register as of an instant; snapshot_id: of the build the evidence of records is from."""

    as_of: datetime
    snapshot_id: str | None
    requirements: tuple[Judged, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many requirements have each verdict."""
        found = Counter(str(one.verdict) for one in self.requirements)
        return {str(verdict): found[str(verdict)] for verdict in Verdict}

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "as_of": self.as_of,
            "snapshot_id": self.snapshot_id,
            "notice": NOTICE,
            "counts": self.counts,
            "requirements": self.requirements,
        }


def judge_register(
    settings: Settings, *, standard: str | None = None, as_of: datetime | None = None
) -> Register:
    """Every requirement, or those of a standard, by what there was before an instant (now).

    Raises UsageError for a standard that is not in the register or a bad compliance.yml.
    """
    if standard is not None and standard not in STANDARDS:
        raise UsageError(
            f"There is no standard {standard} in the register.",
            hint=f"There are {', '.join(STANDARDS)}.",
        )
    return judge_ground(read_ground(settings, as_of or datetime.now(UTC)), standard)


def judge_ground(ground: Ground, standard: str | None = None) -> Register:
    """The same over evidence that was read already."""
    rules = read_house_rules(ground.settings)
    judged = [
        _judged(ground, rules.applied(one), rules.owners.get(one.standard))
        for one in REQUIREMENTS
        if standard in {None, one.standard}
    ]
    newest = ground.builds[0].id if ground.builds else None
    return Register(ground.as_of, newest, tuple(judged))


def _judged(ground: Ground, requirement: Requirement, owner: str | None) -> Judged:
    figures = tuple(_figure(ground, requirement, name) for name in requirement.evidence)
    since = _last_met(figures)
    threshold = requirement.threshold
    return Judged(
        requirement.requirement_id,
        STANDARDS[requirement.standard],
        requirement.clause,
        requirement.says,
        requirement.says_zh,
        requirement.source,
        threshold.says,
        threshold.value,
        str(threshold.unit),
        str(threshold.basis),
        requirement.queries,
        _verdict(figures),
        *since,
        owner,
        figures,
    )


def _figure(ground: Ground, requirement: Requirement, name: str) -> Figure:
    read = warehouse_figure if name in MEASURES else _READERS[name]
    return read(ground, requirement, name)


def _verdict(figures: tuple[Figure, ...]) -> Verdict:
    told = {one.verdict for one in figures}
    if Verdict.NOT_MET in told:
        return Verdict.NOT_MET
    return Verdict.NO_EVIDENCE if Verdict.NO_EVIDENCE in told else Verdict.MET


def _last_met(figures: tuple[Figure, ...]) -> tuple[str | None, str | None]:
    """Where several are needed, the one that was met longest ago speaks."""
    told = [(one.last_met_on, one.last_met_by) for one in figures]
    if any(day is None for day, _ in told):
        return None, None
    return min(told, key=lambda one: str(one[0]))
