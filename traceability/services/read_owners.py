"""Read `owners.yml` of a home: who has a finding, and until when, by rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import yaml

from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from traceability.settings import Settings

_MATCHED = ("rule", "severity", "site", "line", "item")
_PAGE = "docs/settings.md shows what the file may hold."


@dataclass(frozen=True, slots=True)
class OwnerRule:
    """One entry: what it matches, with `*` for anything; who has it, and how many days it gets."""

    rule: str = "*"
    severity: str = "*"
    site: str = "*"
    line: str = "*"
    item: str = "*"
    owner: str | None = None
    due_days: int | None = None

    def matches(self, finding: Mapping[str, Any]) -> bool:
        """Whether it speaks for a finding; what the finding does not name is met by `*` alone."""
        told = {"rule": finding["rule_id"], "severity": finding["severity"]}
        told |= {name: finding[f"{name}_code"] or "" for name in ("site", "line", "item")}
        return all(fnmatchcase(told[name], getattr(self, name)) for name in _MATCHED)

    def due_date(self, day: date) -> str | None:
        """The day by which a finding that came on `day` is to be mended."""
        if self.due_days is None:
            return None
        return (day + timedelta(days=self.due_days)).isoformat()


NOBODY = OwnerRule()
"""What speaks for a finding that no entry matches: no owner, no day."""


def read_owners(settings: Settings) -> tuple[OwnerRule, ...]:
    """The entries in their order; none if there is no file.

    Raises UsageError, with file and entry, for what is none.
    """
    path = settings.home / "owners.yml"
    if not path.exists():
        return ()
    try:
        document = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not readable as YAML: {error}", hint=_PAGE) from error
    if not isinstance(document, list):
        raise UsageError(f"{path} must be a list of entries.", hint=_PAGE)
    return tuple(_entry(path, number, told) for number, told in enumerate(document, start=1))


def owner_of(owners: tuple[OwnerRule, ...], finding: Mapping[str, Any]) -> OwnerRule:
    """The first entry that matches."""
    return next((one for one in owners if one.matches(finding)), NOBODY)


def _entry(path: Path, number: int, told: object) -> OwnerRule:
    if not isinstance(told, dict):
        raise UsageError(f"{path}: entry {number} must hold names with values.", hint=_PAGE)
    known = (*_MATCHED, "owner", "due_days")
    for name, value in told.items():
        if name not in known:
            raise UsageError(
                f"{path}: entry {number} does not know {name!r}.",
                hint=f"Known are: {', '.join(known)}.",
            )
        wanted = int if name == "due_days" else str
        if isinstance(value, bool) or not isinstance(value, wanted):
            kind = "a whole number of days" if wanted is int else "text in quotes"
            raise UsageError(f"{path}: entry {number}: {name} must be {kind}.", hint=_PAGE)
    if told.get("due_days", 0) < 0:
        raise UsageError(f"{path}: entry {number}: due_days is below zero.", hint=_PAGE)
    return OwnerRule(**told)
