"""Names the settings that decide what a build makes of the same loads by one hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import TYPE_CHECKING

from traceability.domain.marks import EXAMPLES

if TYPE_CHECKING:
    from traceability.settings import Settings

_WITHOUT_EFFECT = frozenset(
    {
        *("home", "memory_limit", "threads", "keep_snapshots", "drop", "drop_settle_seconds"),
        *("nightly_at", "state_url", "password_file", "stale_after_hours"),
        *(f"mark_{name}" for name in EXAMPLES),
    }
)
"""Settings that say where and when a build runs, or how its answers are shown."""


def settings_hash(settings: Settings) -> str:
    """SHA-256 over every other setting and the bytes of the bounds file."""
    told = {
        field.name: str(getattr(settings, field.name))
        for field in fields(settings)
        if field.name not in _WITHOUT_EFFECT
    }
    bounds = settings.bounds_file
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    digest.update(bounds.read_bytes() if bounds.exists() else b"")
    return digest.hexdigest()
