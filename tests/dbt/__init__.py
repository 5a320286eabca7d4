"""Tests of the dbt project: each writes a small landing and builds real models over it."""

from __future__ import annotations
