"""One cell that names several lots becomes one row per lot; the cell's text is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from traceability.domain.code_keys import code_key, is_no_lot


@dataclass(frozen=True, slots=True)
class SplitChunk:
    """A chunk after splitting.

    counts: how many lots stood in the cell each row came from. cells: row -> the whole cell,
    and the lot_uid beside it, where the cell was split.
    """

    table: Any
    counts: list[int]
    cells: dict[int, dict[str, str]]


def lots_in(cell: str, separator: str, no_lot: Collection[str]) -> list[str]:
    """The distinct lots a cell names, in order; a cell that says "no lot" is left whole."""
    if is_no_lot(cell, no_lot):
        return [cell]
    parts = {code_key(part): part for part in reversed(cell.split(separator))}
    lots = [part for key, part in reversed(parts.items()) if not is_no_lot(key, no_lot)]
    return lots or [cell]


def split_lots(table: Any, separator: str, no_lot: Collection[str]) -> SplitChunk:
    """Split `lot_code` of a text chunk at `separator`; an empty one splits nothing.

    A lot_uid beside several lots is taken out: it names one of them and nobody knows which.
    """
    cells = table.column("lot_code").to_pylist() if separator and _has_lots(table) else []
    if not any(cell and separator in cell for cell in cells):
        return SplitChunk(table, [1] * table.num_rows, {})
    origins: list[int] = []
    lots: list[str | None] = []
    counts: list[int] = []
    for number, cell in enumerate(cells):
        found: list[str | None] = [*lots_in(cell, separator, no_lot)] if cell else [cell]
        lots += found
        origins += [number] * len(found)
        counts += [len(found)] * len(found)
    split = table.take(pa.array(origins, pa.int64()))
    kept = {
        row: {"lot_code": cells[origin]}
        for row, origin in enumerate(origins)
        if lots[row] != cells[origin]
    }
    split = _replace(split, "lot_code", lots)
    if "lot_uid" in split.column_names:
        uids = split.column("lot_uid").to_pylist()
        for row, count in enumerate(counts):
            if count > 1 and uids[row]:
                kept.setdefault(row, {})["lot_uid"] = uids[row]
                uids[row] = None
        split = _replace(split, "lot_uid", uids)
    return SplitChunk(split, counts, kept)


def _has_lots(table: Any) -> bool:
    return "lot_code" in table.column_names


def _replace(table: Any, name: str, texts: list[str | None]) -> Any:
    place = table.column_names.index(name)
    return table.set_column(place, name, pa.array(texts, pa.string()))
