"""`bounds.yml` of a home: the bounds in which single sites and places differ from the settings."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from traceability.errors import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

Bound = dict[str, str | int | float | None]

SITE_BOUNDS = ("tolerance_minutes", "entry_delay_minutes", "late_booking_hours")
PLACE_BOUNDS = ("hold_up",)
_PAGE = "docs/settings.md shows what the file may hold."


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds of sites and of places, one dict each; a bound that the file does not name is None.

    sites: site_code, tolerance_minutes, entry_delay_minutes, late_booking_hours.
    places: place_code, hold_up (in the base unit of what is fed there).
    """

    sites: list[Bound] = field(default_factory=list)
    places: list[Bound] = field(default_factory=list)


def read_bounds(path: Path) -> Bounds:
    """Bounds that the file names; none if there is no file.

    Raises RefusedError, with file and key, for what is no bound.
    """
    if not path.exists():
        return Bounds()
    try:
        document = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RefusedError(f"{path} is not readable as YAML: {error}", hint=_PAGE) from error
    parts = _mapping(path, "the file", document)
    _refuse_others(path, "the file", parts, ("sites", "places"))
    return Bounds(
        sites=_bounds_of(path, "sites", "site_code", parts.get("sites"), SITE_BOUNDS),
        places=_bounds_of(path, "places", "place_code", parts.get("places"), PLACE_BOUNDS),
    )


def _bounds_of(
    path: Path, part: str, code_name: str, entries: Any, names: tuple[str, ...]
) -> list[Bound]:
    found: list[Bound] = []
    for code, bounds in _mapping(path, part, entries).items():
        if not isinstance(code, str):
            raise RefusedError(
                f"{path}: {part}: the code {code!r} is not text.",
                hint='Write it in quotes: "0012".',
            )
        key = f"{part}: {code}"
        told = _mapping(path, key, bounds)
        _refuse_others(path, key, told, names)
        values = {name: _number(path, f"{key}: {name}", told.get(name)) for name in names}
        found.append({code_name: code, **values})
    return sorted(found, key=lambda bound: str(bound[code_name]))


def _mapping(path: Path, key: str, value: Any) -> dict[Any, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise RefusedError(f"{path}: {key} must hold names with values below them.", hint=_PAGE)
    return value


def _refuse_others(path: Path, key: str, told: dict[Any, Any], names: tuple[str, ...]) -> None:
    for name in told:
        if name not in names:
            raise RefusedError(
                f"{path}: {key} does not know {name!r}.", hint=f"Known are: {', '.join(names)}."
            )


def _number(path: Path, key: str, value: object) -> int | float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RefusedError(f"{path}: {key} is {value!r}, which is not a number.", hint=_PAGE)
    if value < 0:
        raise RefusedError(f"{path}: {key} is {value}, and no bound is below zero.", hint=_PAGE)
    return value
