"""Which product families were drilled in a year, both ways, and whether they passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from traceability.domain.drills import WAYS, percent
from traceability.services.drills.drill_ground import DrillGround, open_ground
from traceability.services.drills.list_drills import trend_row

if TYPE_CHECKING:
    from decimal import Decimal

    from traceability.domain.drills import DrillResult
    from traceability.domain.scope import Direction
    from traceability.settings import Settings

Row = dict[str, Any]
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One row per family and way: drills of the year, the last one, whether it passed.

    covered: families with a passed drill both ways, of those that have finished lots.
    """

    since: date
    until: date
    rows: tuple[Row, ...]
    covered: int
    families: int
    trend: tuple[Row, ...]

    @property
    def covered_percent(self) -> Decimal | None:
        """Covered families in percent; None where there is none."""
        return percent(self.covered, self.families)

    def as_document(self) -> Row:
        """Keys of the JSON document."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "covered": self.covered,
            "families": self.families,
            "covered_percent": self.covered_percent,
            "rows": list(self.rows),
            "trend": list(self.trend),
        }


def cover_families(
    settings: Settings, *, until: date | None = None, ground: DrillGround | None = None
) -> Coverage:
    """Coverage of the 12 months up to a day, by default today.

    Families are those of finished lots in the snapshot in force, and those that were drilled.
    Raises DataMissingError when nothing is built.
    """
    from traceability.store.state import drills, open_state  # noqa: PLC0415 - keeps SQLAlchemy off

    last = until or datetime.now(UTC).date()
    since = last - _YEAR
    with open_state(settings).read() as read:
        results = [one for one in drills.read_results(read) if since < one.signed_at.date() <= last]
    sold = {*(ground or open_ground(settings)).sold}
    drilled = {one.family for one in results}
    rows = [
        _row(family, way, results, in_snapshot=family in sold)
        for family in sorted(sold | drilled)
        for way in WAYS
    ]
    passed = {(row["family"], row["direction"]) for row in rows if row["is_passed"]}
    covered = sum(all((family, str(way)) in passed for way in WAYS) for family in sold)
    return Coverage(
        since, last, tuple(rows), covered, len(sold), tuple(trend_row(one) for one in results)
    )


def _row(family: str, way: Direction, done: list[DrillResult], *, in_snapshot: bool) -> Row:
    results = [one for one in done if (one.family, one.direction) == (family, way)]
    last = results[-1] if results else None
    return {
        "family": family,
        "direction": str(way),
        "has_lots": in_snapshot,
        "drills": len(results),
        "passed": sum(one.is_passed for one in results),
        "last_case_no": last.case_no if last else None,
        "last_signed_on": last.signed_at.date().isoformat() if last else None,
        "is_passed": last.is_passed if last else None,
    }
