"""Whether a snapshot is asked although a source of it is out of date (GV-06)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from traceability.domain.instants import read_instant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.settings import Settings


def stale_sources(
    sources: Iterable[dict[str, Any]], settings: Settings, now: datetime
) -> list[str]:
    """Source systems whose last load is older than the setting `stale_after_hours` allows.

    sources: as the manifest of a snapshot has them. A source that was never landed is stale.
    """
    oldest = now - timedelta(hours=settings.stale_after_hours)
    return [
        source["source_system"]
        for source in sources
        if not source["landed_at"] or read_instant(source["landed_at"]) < oldest
    ]


def say_stale(sources: Iterable[dict[str, Any]], settings: Settings, now: datetime) -> str:
    """The sentence that an answer must carry; empty where no source is out of date."""
    told_of = list(sources)
    landed = {source["source_system"]: source["landed_at"] for source in told_of}
    stale = stale_sources(told_of, settings, now)
    if not stale:
        return ""
    told = "; ".join(
        f"{name}, last landed {landed[name]}" if landed[name] else f"{name}, never landed"
        for name in sorted(stale)
    )
    return (
        f"Older than the {settings.stale_after_hours} hours allowed: {told}. "
        "What happened since is not in this snapshot."
    )
