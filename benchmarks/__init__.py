"""Timings that people can repeat; none of them is a gate."""

from __future__ import annotations
