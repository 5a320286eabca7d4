"""Extracts as ingestion reads and types them, without keeping anything."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa

from ingestion.landing.rows import LandedChunk, RowLander, Stamp
from ingestion.profile import contracts_profile
from ingestion.readers import ReadOptions, open_table
from traceability.contracts.extracts import EXTRACTS


def land(path: Path) -> list[LandedChunk]:
    """All rows of one file of contract shape, named as its contract."""
    stamp = Stamp("test", "00000001", dt.datetime(2026, 1, 1))  # noqa: DTZ001 - as landing keeps it
    lander = RowLander(EXTRACTS[path.stem], contracts_profile(), (), stamp)
    landed = []
    for chunk in open_table(path, path.suffix, ReadOptions()).chunks():
        assert chunk.rejected == ()
        table = chunk.table.append_column("source_file", pa.array([path.name] * len(chunk.rows)))
        landed.append(lander.land(table.append_column("source_row", pa.array(chunk.rows))))
    return landed
