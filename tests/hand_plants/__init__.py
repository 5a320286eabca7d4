"""Tiny plants written by hand, each with its truth beside it: faults that once lost a lot."""

from __future__ import annotations

from tests.hand_plants import (
    clocks_and_scans,
    filled_gaps,
    hold_up,
    lost_rows,
    missing_lots,
    overdrawn_lots,
    repairs,
    stock_and_numbers,
    tanks,
)
from tests.hand_plants.hand_plant import PLANTS

__all__ = ["PLANTS"]

THEMES = (
    clocks_and_scans,
    filled_gaps,
    hold_up,
    lost_rows,
    missing_lots,
    overdrawn_lots,
    repairs,
    stock_and_numbers,
    tanks,
)
"""The files that hold them."""
