"""The proof on one small warehouse: every class of faults, one plant of each."""

from __future__ import annotations
