"""A maker of sauces: silos and tanks, cooking, filling on several lines, two sites."""

from __future__ import annotations
