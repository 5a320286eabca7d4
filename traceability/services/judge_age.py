"""Whether a snapshot is asked although a source of it is out of date (GV-06)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

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
        if not source["landed_at"] or _instant(source["landed_at"]) < oldest
    ]


def _instant(text: str) -> datetime:
    then = datetime.fromisoformat(text)
    return then if then.tzinfo else then.replace(tzinfo=UTC)
