"""The pipeline as Dagster runs it: what it is made of, what starts it, how it fails."""

from __future__ import annotations
