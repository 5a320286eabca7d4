"""The dbt project that assembles genealogy, shipped as package data."""

from __future__ import annotations
