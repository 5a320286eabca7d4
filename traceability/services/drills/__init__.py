"""Drills: draw a lot, run the case, score it, plan the next one, replay it."""

from __future__ import annotations
