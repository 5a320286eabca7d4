"""Wiring: what runs after what, and the outer verbs that start it."""

from __future__ import annotations
