"""One page for the management: at most seven tiles, one verdict; what is not known is red."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.marks import marks_of
from traceability.services.compliance.drill_evidence import (
    DrillFact,
    drill_fact,
    passed_both_ways,
)
from traceability.services.compliance.evidence_ground import months_before, read_ground
from traceability.services.compliance.executive_words import says
from traceability.services.compliance.gap_tile import gap_tile
from traceability.services.compliance.read_house_rules import TILES, read_house_rules
from traceability.services.compliance.tile import WINDOW_MONTHS, Colour, Reading, Tile
from traceability.services.compliance.trend_tile import trend_tile
from traceability.services.fingerprint_code import code_version
from traceability.services.judge_age import stale_sources
from traceability.services.write_json import decimal_text
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.services.compliance.evidence_ground import Ground
    from traceability.settings import Settings

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class ExecutivePage:
    """The page as plain values; verdict: of the worst tile."""

    as_of: datetime
    snapshot: dict[str, Any]
    code_version: str
    verdict: Colour
    verdict_says: str
    verdict_says_zh: str
    tiles: tuple[Tile, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {name: getattr(self, name) for name in type(self).__slots__}


def executive_page(settings: Settings, *, as_of: datetime | None = None) -> ExecutivePage:
    """The tiles as of an instant (now). Raises DataMissingError when nothing is built."""
    at = as_of or datetime.now(UTC)
    ground = read_ground(settings, at)
    build = ground.builds[0] if ground.builds else snapshots.current(settings)
    owners = read_house_rules(settings).owners
    drills = [
        drill_fact(one) for one in ground.drills if one.closed_at > months_before(at, WINDOW_MONTHS)
    ]
    last = drills[-1] if drills else None
    readings = {
        "drills": _drills(last, at),
        "coverage": _coverage(ground, drills),
        "time_to_scope": _time(settings, last, at),
        "balance": _balance(last, at),
        "completeness": trend_tile(settings, at),
        "gaps": gap_tile(settings, at),
        "data_age": _age(settings, build.manifest, at),
    }
    built = str(build.manifest.get("data_as_of") or build.manifest["built_at"])
    tiles = tuple(_tile(name, readings[name], owners.get(name), built) for name in TILES)
    verdict = min((tile.colour for tile in tiles), key=list(Colour).index)
    bad = [tile for tile in tiles if tile.colour is not Colour.GREEN]
    told = {
        lang: says(
            lang,
            f"verdict.{verdict}",
            names=says(lang, "and").join(says(lang, f"{tile.tile_id}.title") for tile in bad),
        )
        for lang in ("en", "zh")
    }
    stamp = {
        "id": build.id,
        "built_at": build.manifest["built_at"],
        "data_as_of": build.manifest.get("data_as_of"),
    }
    return ExecutivePage(at, stamp, code_version(), verdict, told["en"], told["zh"], tiles)


def _tile(name: str, reading: Reading, owner: str | None, built: str) -> Tile:
    return Tile(
        name,
        says("en", f"{name}.title"),
        says("zh", f"{name}.title"),
        reading.colour,
        reading.in_language("en"),
        reading.in_language("zh"),
        says("en", f"{name}.definition", months=WINDOW_MONTHS),
        says("zh", f"{name}.definition", months=WINDOW_MONTHS),
        owner,
        reading.as_of or built,
    )


def _no_drill(at: datetime) -> Reading:
    """Never blank: that nobody tried is the worst there is to say."""
    return Reading(Colour.RED, "no_drill", f"{at:%Y-%m-%d}", months=WINDOW_MONTHS)


def _drills(last: DrillFact | None, at: datetime) -> Reading:
    """The last signed drill: passed or failed."""
    if last is None:
        return _no_drill(at)
    passed = last.is_passed
    told = {"case": last.case.head.name, "day": last.day}
    if passed is None:
        return Reading(Colour.AMBER, "drills.unscored", last.day, **told)
    word = "drills.passed" if passed else "drills.failed"
    return Reading(Colour.GREEN if passed else Colour.RED, word, last.day, **told)


def _coverage(ground: Ground, drills: list[DrillFact]) -> Reading:
    """Families that were drilled both ways."""
    if not drills:
        return _no_drill(ground.as_of)
    done, families = len(passed_both_ways(ground.families, drills)), len(ground.families)
    colour = Colour.GREEN if done == families else Colour.AMBER if done else Colour.RED
    return Reading(colour, "coverage.value", drills[-1].day, done=done, all=families)


def _time(settings: Settings, last: DrillFact | None, at: datetime) -> Reading:
    """How long the last drill took until its scope was known."""
    if last is None:
        return _no_drill(at)
    mark = marks_of(settings)["minutes_to_scope"]
    if last.seconds_to_scope is None:
        return Reading(Colour.RED, "time_to_scope.unknown", last.day, case=last.case.head.name)
    minutes = decimal_text((last.seconds_to_scope / _MINUTE).quantize(Decimal("0.1")))
    is_met = last.seconds_to_scope <= mark.value * _MINUTE
    word = "time_to_scope.example" if mark.is_example else "time_to_scope.value"
    colour = Colour.GREEN if is_met else Colour.RED
    return Reading(colour, word, last.day, minutes=minutes, mark=decimal_text(mark.value))


def _balance(last: DrillFact | None, at: datetime) -> Reading:
    """Whether what the last drill traced is accounted for."""
    if last is None:
        return _no_drill(at)
    totals = ((last.case.document or {}).get("balances") or {}).get("totals") or ()
    shown = ", ".join(
        f"{one['level']} {one['accounted_percent']} %"
        for one in totals
        if one.get("accounted_percent") is not None
    )
    if last.is_balanced is None:
        return Reading(Colour.RED, "balance.unknown", last.day, case=last.case.head.name)
    colour = Colour.GREEN if last.is_balanced else Colour.RED
    return Reading(colour, "balance.value", last.day, shown=shown or "-")


def _age(settings: Settings, manifest: dict[str, Any], at: datetime) -> Reading:
    """Whether a source is older than the house allows."""
    stale = stale_sources(manifest["sources"], settings, at)
    day = str(manifest.get("data_as_of") or "")[:10]
    if stale:
        names = ", ".join(sorted(stale)[:3]) + (", ..." if len(stale) > 3 else "")
        return Reading(Colour.RED, "data_age.stale", day, names=names, count=len(stale))
    hours = settings.stale_after_hours
    return Reading(Colour.GREEN, "data_age.fresh", day, count=len(manifest["sources"]), hours=hours)
