"""Drills from the draw to the replay."""

from __future__ import annotations
