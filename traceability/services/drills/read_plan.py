"""Read `drills.yml` of a home: how often families are drilled, what a drill is held to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import yaml

from traceability.domain.drills import FACTORS, WAYS
from traceability.domain.scope import Direction
from traceability.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.settings import Settings

_PAGE = "docs/drills.md shows what the file may hold."
_NUMBERS = ("contact_verified_days", "contacts_verified_percent", "retest_days", "draw_days_ahead")
_KNOWN = ("begins", "at", *_NUMBERS, "weights", "families")
_EVERY_MORNING = "0 6 * * *"


@dataclass(frozen=True, slots=True)
class FamilyRule:
    """How often the families that match are drilled, with `*` for anything."""

    family: str
    every_days: int
    directions: tuple[Direction, ...] = WAYS


@dataclass(frozen=True, slots=True)
class DrillPlan:
    """What a home says of its drills.

    begins: the day from which a family that was never drilled counts. contact_verified_days: how
    old the check of a contact may be. contacts_verified_percent: the pass mark on contacts, None =
    they are told and not judged. retest_days: until when a failed drill is repeated. at: cron
    expression of the schedule. draw_days_ahead: how long before its day a drill gets its lot.
    weights: of each factor in a draw. examples: names of what the home did not set itself.
    """

    begins: date | None = None
    contact_verified_days: int = 365
    contacts_verified_percent: int | None = None
    retest_days: int = 30
    at: str = _EVERY_MORNING
    draw_days_ahead: int = 7
    weights: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FACTORS, 1))
    families: tuple[FamilyRule, ...] = ()
    examples: tuple[str, ...] = ("contact_verified_days", "retest_days", "weights")

    def rule_of(self, family: str, direction: Direction) -> FamilyRule | None:
        """The first entry that matches a family; None where it is not drilled this way."""
        found = next((one for one in self.families if fnmatchcase(family, one.family)), None)
        return found if found is not None and direction in found.directions else None

    def as_document(self) -> dict[str, Any]:
        """What a drill keeps of the plan it was started under."""
        return {
            "contact_verified_days": self.contact_verified_days,
            "contacts_verified_percent": self.contacts_verified_percent,
            "retest_days": self.retest_days,
            "examples": list(self.examples),
        }


def read_plan(settings: Settings) -> DrillPlan:
    """The plan of a home; without a file nothing is due, and examples stand for the rest.

    Raises UsageError, with file and name, for what is none.
    """
    path = settings.home / "drills.yml"
    if not path.exists():
        return DrillPlan()
    try:
        told = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable as YAML: {error}", hint=_PAGE) from error
    if not isinstance(told, dict):
        raise UsageError(f"{path} must hold names with values.", hint=_PAGE)
    for name in told:
        if name not in _KNOWN:
            raise UsageError(
                f"{path} does not know {name!r}.", hint=f"Known are: {', '.join(_KNOWN)}."
            )
    families = tuple(_families(path, told.get("families", [])))
    begins = told.get("begins")
    if families and (not isinstance(begins, date)):
        raise UsageError(
            f"{path}: begins must be a day such as 2026-01-31: families are planned from it on.",
            hint=_PAGE,
        )
    numbers = {name: _number(path, name, told[name]) for name in _NUMBERS if name in told}
    at = told.get("at", _EVERY_MORNING)
    if not isinstance(at, str):
        raise UsageError(f"{path}: at must be text such as '{_EVERY_MORNING}'.", hint=_PAGE)
    weights = _weights(path, told.get("weights", {}))
    examples = tuple(name for name in DrillPlan().examples if name not in told)
    return DrillPlan(
        begins=begins, at=at, weights=weights, families=families, examples=examples, **numbers
    )


def _families(path: Path, told: object) -> list[FamilyRule]:
    if not isinstance(told, list):
        raise UsageError(f"{path}: families must be a list of entries.", hint=_PAGE)
    return [_family(path, number, one) for number, one in enumerate(told, start=1)]


def _family(path: Path, number: int, told: object) -> FamilyRule:
    where = f"entry {number} of families"
    known = ("family", "every_days", "directions")
    if not isinstance(told, dict) or not set(told) <= set(known):
        raise UsageError(f"{path}: {where} holds {', '.join(known)}, nothing else.", hint=_PAGE)
    family = told.get("family", "*")
    if not isinstance(family, str):
        raise UsageError(f"{path}: {where}: family must be text in quotes.", hint=_PAGE)
    words = told.get("directions", [str(way) for way in WAYS])
    if not isinstance(words, list) or not words or not {*words} <= {str(way) for way in WAYS}:
        raise UsageError(
            f"{path}: {where}: directions is a list of forward, backward or both.", hint=_PAGE
        )
    every = _number(path, f"every_days of {where}", told.get("every_days"))
    if every == 0:
        raise UsageError(f"{path}: every_days of {where} must be above zero.", hint=_PAGE)
    return FamilyRule(family, every, tuple(way for way in WAYS if str(way) in words))


def _weights(path: Path, told: object) -> dict[str, int]:
    if not isinstance(told, dict) or not set(told) <= set(FACTORS):
        raise UsageError(f"{path}: weights holds {', '.join(FACTORS)}, nothing else.", hint=_PAGE)
    return {name: _number(path, f"weights, {name}", told.get(name, 1)) for name in FACTORS}


def _number(path: Path, name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UsageError(f"{path}: {name} must be a whole number, not below zero.", hint=_PAGE)
    return value
