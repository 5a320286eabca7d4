"""The table of contents of an index folder: which array lies where in `arrays.bin`.

`layout.json` = {"format_version", "bytes", "sha256" of arrays.bin, "counts", "edges_by_evidence",
"windows": {"opening", "closing"} (edges with that end of their window), "marts": {name: {"rows",
"by", "columns": {column: kind}}}, "arrays": {name: {"dtype", "offset", "length"}}}. Numbers are
little-endian. Nulls: text code -1, quantity, integer and instant the smallest int64, boolean 2.
Quantities are millionths of a unit, instants microseconds UTC. In the windows that a walk
compares (edges.from_at, edges.closes_at) an open end is -OPEN or OPEN.

Format 1 had neither pools nor windows: it opens as a genealogy without pools, all windows open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from traceability.errors import IntegrityError

FORMAT_VERSION = 2
ARRAYS_FILE = "arrays.bin"
LAYOUT_FILE = "layout.json"
MAGIC = b"LOTLINE INDEX 1\n"
ALIGNMENT = 64
NULL_NUMBER = -(2**63)
OPEN = 2**63 - 2
NEVER = 2**63 - 1
"""Later than every end of a window, an open one too: where a walk has not been."""
NULL_BOOLEAN = 2
NULL_CODE = -1

LOOKUPS: tuple[tuple[str, str], ...] = (
    ("trace_lots", "lot_code_key"),
    ("trace_lots", "item_code"),
    ("trace_lots", "item_name"),
    ("trace_lots", "gtin"),
    ("trace_runs", "work_order_code"),
    ("trace_runs", "line_code"),
    ("trace_shipments", "delivery_code"),
    ("trace_supplies", "receipt_code"),
    ("trace_supplies", "supplier_lot_key"),
    ("trace_operations", "equipment_code"),
    ("trace_operations", "operator_code"),
    ("trace_machine_work", "equipment_code"),
    ("trace_partners", "partner_code"),
    ("trace_partners", "partner_name"),
    ("trace_aliases", "alias_id"),
    ("trace_handling_units", "handling_unit_code"),
)
"""Columns that are searched by code key: each has a sorted pool of keys and the rows of each."""


class ArrayPlace(NamedTuple):
    """Where one array lies: its dtype, first byte and number of elements."""

    dtype: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A read `layout.json`."""

    byte_count: int
    sha256: str
    counts: dict[str, int]
    edges_by_evidence: dict[str, int]
    windows: dict[str, int]
    marts: dict[str, dict[str, Any]]
    arrays: dict[str, ArrayPlace]


def read_layout(folder: Path) -> Layout:
    """Read the table of contents. Raises IntegrityError when it is missing, torn or too new."""
    path = folder / LAYOUT_FILE
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        version = document["format_version"]
        if version > FORMAT_VERSION:
            raise IntegrityError(
                f"The index {folder} has format {version}; this Lotline reads {FORMAT_VERSION}.",
                hint="Update Lotline, or name an older snapshot with --snapshot.",
            )
        return Layout(
            document["bytes"],
            document["sha256"],
            document["counts"],
            document["edges_by_evidence"],
            document.get("windows", {"opening": 0, "closing": 0}),
            document["marts"],
            {
                name: ArrayPlace(place["dtype"], place["offset"], place["length"])
                for name, place in document["arrays"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IntegrityError(
            f"The index cannot be read: {path} ({error}).",
            hint="Run `lotline doctor`, then `lotline build`.",
        ) from error
