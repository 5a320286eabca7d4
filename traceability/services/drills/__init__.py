"""Drills: draw the lot, keep the schedule, score, replay. One verb per file."""

from __future__ import annotations
