"""Instants as text: as sources print them, and as documents of cases hold them."""

from __future__ import annotations

from datetime import UTC, datetime


def read_instant(text: str) -> datetime:
    """A printed instant or day, in UTC, as it is without an offset; a bare day its first moment."""
    told = datetime.fromisoformat(text)
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


def utc_text(at: datetime) -> str:
    """An instant as documents of cases hold it: `2026-11-23T07:08:09.123456Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def utc_text_or_none(at: datetime | None) -> str | None:
    """The same of an instant that may not be known."""
    return None if at is None else utc_text(at)
