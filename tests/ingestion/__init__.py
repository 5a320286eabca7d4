"""Extracts in: readers, profiles, landing."""

from __future__ import annotations
