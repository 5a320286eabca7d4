"""The doors: DuckDB warehouses, landed files, snapshots. Only this layer knows where bytes lie."""

from __future__ import annotations
