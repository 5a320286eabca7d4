"""Writes the rejected rows of a load: file, line, text, rule, reason, codes they mention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.landing.columns import arrow_type
from ingestion.landing.ledger import Ledger
from ingestion.landing.parquet_files import ParquetFolder
from ingestion.landing.rows import Stamp
from traceability.contracts.landing import QUARANTINE

_SCHEMA = pa.schema([(name, arrow_type(kind)) for name, kind in QUARANTINE])


def write_quarantine(ledger: Ledger, stamp: Stamp, folder: Path) -> dict[str, ParquetFolder]:
    """Write all rejected rows below `folder`, one subfolder per contract."""
    folders: dict[str, ParquetFolder] = {}
    for rows in ledger.quarantined():
        for contract in rows.column("contract").unique().to_pylist():
            written = folders.setdefault(contract, ParquetFolder(folder / contract, _SCHEMA))
            written.write(_stamped(rows.filter(pc.equal(rows.column("contract"), contract)), stamp))
    for written in folders.values():
        written.close()
    return folders


def _stamped(rows: Any, stamp: Stamp) -> Any:
    size = rows.num_rows
    rows = rows.append_column(
        "source_system", pa.repeat(pa.scalar(stamp.source_system, pa.string()), size)
    )
    rows = rows.append_column("load_id", pa.repeat(pa.scalar(stamp.load_id, pa.string()), size))
    return rows.select(_SCHEMA.names).cast(_SCHEMA)
