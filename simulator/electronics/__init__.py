"""A maker of devices: reels on feeders, panels, boards and devices by serial, repair, take-back."""

from __future__ import annotations
