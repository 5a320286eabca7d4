"""Tables and columns that both sides of a boundary rely on, as data."""

from __future__ import annotations
