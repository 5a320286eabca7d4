"""Cases and drills: one verb per file."""

from __future__ import annotations
