"""Read `compliance.yml` of a home: thresholds of its own, and who answers for what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import yaml

from traceability.contracts.compliance import Basis, Requirement
from traceability.contracts.compliance_register import REQUIREMENTS, STANDARDS
from traceability.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.settings import Settings

_PAGE = "docs/compliance.md shows what the file may hold."
TILES = (
    *("drills", "coverage", "time_to_scope", "balance", "completeness", "gaps"),
    "data_age",
)
"""What stands on the page for the management; each may have an owner."""
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What a home sets itself. thresholds: by requirement; owners: by tile or standard."""

    thresholds: dict[str, int] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

    def applied(self, requirement: Requirement) -> Requirement:
        """The requirement with this home's threshold, where it has one."""
        value = self.thresholds.get(requirement.requirement_id)
        if value is None:
            return requirement
        own = replace(requirement.threshold, value=value, basis=Basis.HOUSE)
        return replace(requirement, threshold=own)


def read_house_rules(settings: Settings) -> HouseRules:
    """The rules of a home; none if there is no file. Raises UsageError, with the entry."""
    path = settings.home / "compliance.yml"
    if not path.exists():
        return HouseRules()
    try:
        told = yaml.safe_load(path.read_text("utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable as YAML: {error}", hint=_PAGE) from error
    if not isinstance(told, dict) or told.keys() - {"thresholds", "owners"}:
        raise UsageError(f"{path} may hold thresholds and owners, nothing else.", hint=_PAGE)
    known = {one.requirement_id: one for one in REQUIREMENTS}
    thresholds = _checked(path, told.get("thresholds"), set(known), int)
    for name, value in thresholds.items():
        most = _WHOLE if known[name].threshold.unit == "percent" else None
        if value < 0 or (most is not None and value > most):
            raise UsageError(f"{path}: {name} cannot be {value}.", hint=_PAGE)
    return HouseRules(thresholds, _checked(path, told.get("owners"), {*TILES, *STANDARDS}, str))


def _checked(path: Path, told: Any, known: set[str], wanted: type) -> dict[str, Any]:
    told = {} if told is None else told
    if not isinstance(told, dict):
        raise UsageError(f"{path}: thresholds and owners are names with values.", hint=_PAGE)
    for name, value in told.items():
        if name not in known:
            raise UsageError(
                f"{path}: {name} is not known.", hint=f"Known are: {', '.join(sorted(known))}."
            )
        if isinstance(value, bool) or not isinstance(value, wanted):
            kind = "a whole number" if wanted is int else "text in quotes"
            raise UsageError(f"{path}: {name} must be {kind}.", hint=_PAGE)
    return dict(told)
