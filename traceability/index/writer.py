"""Writes the index of one warehouse: the same marts give the same bytes, in any row order.

Memory: the numbers of one mart and its distinct texts; no rows.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from traceability.contracts.recall_marts import MARTS
from traceability.domain.code_keys import code_key
from traceability.domain.scope import EVIDENCE
from traceability.errors import IntegrityError
from traceability.index.array_file import ArrayFile
from traceability.index.layout import (
    ARRAYS_FILE,
    FORMAT_VERSION,
    LAYOUT_FILE,
    LOOKUPS,
    NULL_CODE,
    NULL_NUMBER,
    OPEN,
)
from traceability.index.mart_columns import (
    Column,
    MartColumns,
    TableSource,
    read_columns,
    sortable,
)
from traceability.index.mentions import MentionMatcher

if TYPE_CHECKING:
    from pathlib import Path

_NODE_OWNERS = frozenset({"lot_id", "node_id", "from_node_id", "pool_id"})
_READY_KEYS = frozenset({"lot_code_key", "supplier_lot_key"})


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """What an index holds: nodes, edges, and the rows of every mart."""

    lots: int
    unknown_lots: int
    runs: int
    pools: int
    edges: int
    windows: dict[str, int]
    edges_by_evidence: dict[str, int]
    rows: dict[str, int]

    def as_document(self) -> dict[str, Any]:
        """The counts as they stand in a snapshot's manifest."""
        return {
            "lots": self.lots,
            "unknown_lots": self.unknown_lots,
            "runs": self.runs,
            "pools": self.pools,
            "edges": self.edges,
            "edges_by_evidence": dict(self.edges_by_evidence),
            "rows": dict(self.rows),
        }


def write_index(folder: Path, tables: TableSource) -> IndexCounts:
    """Write `arrays.bin` and then `layout.json` into `folder`, both forced to disk.

    Raises IntegrityError when the marts contradict one another: an id twice, an edge or a row of
    a node that no mart names, an evidence word that does not exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ArrayFile(folder / ARRAYS_FILE) as file:
        counts, marts = _Writer(file, tables).run()
    layout = {
        "format_version": FORMAT_VERSION,
        "bytes": file.byte_count,
        "sha256": file.sha256,
        "counts": {
            "lots": counts.lots,
            "unknown_lots": counts.unknown_lots,
            "runs": counts.runs,
            "pools": counts.pools,
            "edges": counts.edges,
        },
        "edges_by_evidence": counts.edges_by_evidence,
        "windows": counts.windows,
        "marts": marts,
        "arrays": {name: place._asdict() for name, place in file.places.items()},
    }
    with (folder / LAYOUT_FILE).open("w", encoding="utf-8", newline="\n") as text:
        json.dump(layout, text, ensure_ascii=False, separators=(",", ":"))
        text.flush()
        os.fsync(text.fileno())
    return counts


class _Writer:
    """One pass over the marts; lots, runs and pools first: every other row hangs on them."""

    def __init__(self, file: ArrayFile, tables: TableSource) -> None:
        self._file = file
        self._tables = tables
        self._marts: dict[str, dict[str, Any]] = {}
        self._nodes: Any = None

    def run(self) -> tuple[IndexCounts, dict[str, dict[str, Any]]]:
        lots = read_columns(self._tables, "trace_lots")
        first_seen = sortable(lots.columns["first_seen_at"])
        self._write_nodes(lots, "lot_id", first_seen, sortable(lots.columns["lot_id"]))
        runs = read_columns(self._tables, "trace_runs")
        self._write_nodes(runs, "run_id", sortable(runs.columns["run_id"]))
        pools = read_columns(self._tables, "trace_pools")
        self._write_nodes(pools, "pool_id", sortable(pools.columns["pool_id"]))
        self._nodes = pa.concat_arrays(
            [_texts(lots, "lot_id"), _texts(runs, "run_id"), _texts(pools, "pool_id")]
        )
        if len(pc.unique(self._nodes)) != len(self._nodes):
            raise IntegrityError(
                "An id stands for two of a lot, a run and a pool.", hint="Build anew."
            )
        mentions = MentionMatcher(lots, runs)
        by_evidence, windows = self._write_edges()
        for name in MARTS:
            if name not in self._marts:
                self._write_rows(name, mentions)
        counts = IndexCounts(
            lots=lots.rows,
            unknown_lots=int((lots.columns["is_unknown"].values == 1).sum()),
            runs=runs.rows,
            pools=pools.rows,
            windows=windows,
            edges=self._marts["trace_edges"]["rows"],
            edges_by_evidence=by_evidence,
            rows={name: told["rows"] for name, told in self._marts.items()},
        )
        return counts, self._marts

    def _write_nodes(self, mart: MartColumns, key: str, *order: np.ndarray[Any, Any]) -> None:
        """Rows are nodes; beside them the node of each id of the sorted pool."""
        ids = mart.columns[key]
        if (ids.values == NULL_CODE).any() or len(ids.pool) != mart.rows:
            raise IntegrityError(
                f"Mart {mart.name} does not hold each {key} once.",
                hint="Its key test should have stopped the build; run the build again.",
            )
        mart.reorder(np.lexsort(order[::-1]))
        inverse = np.empty(mart.rows, np.int32)
        inverse[ids.values] = np.arange(mart.rows, dtype=np.int32)
        self._file.add(f"{mart.name}.{key}.row", inverse, "int32")
        self._write_columns(mart, "")

    def _write_edges(self) -> tuple[dict[str, int], dict[str, int]]:
        """Edges in order of their source, plus the backward view of the same edges."""
        edges = read_columns(self._tables, "trace_edges")
        sources = self._node_column(edges, "from_node_id")
        targets = self._node_column(edges, "to_node_id")
        for end in (sources, targets):
            if (end < 0).any():
                raise IntegrityError("An edge has no end.", hint="Build anew.")
        ranks = _evidence_ranks(edges.columns["evidence"])
        order = edges.total_order(sources, targets)
        edges.reorder(order)
        sources, targets, ranks = sources[order], targets[order], ranks[order]
        backward = np.argsort(targets, kind="stable")
        self._file.add("edges.out_node", targets, "int32")
        self._file.add("edges.in_node", sources[backward], "int32")
        self._file.add("edges.in_edge", backward, "int64")
        self._file.add("edges.in_ptr", self._pointers(targets), "int64")
        self._file.add("edges.source", sources, "int32")
        self._file.add("edges.rank", ranks, "uint8")
        self._file.add("trace_edges.ptr", self._pointers(sources), "int64")
        windows = {
            "opening": self._write_ends("edges.from_at", edges.columns["from_at"], -OPEN),
            "closing": self._write_ends("edges.closes_at", edges.columns["closes_at"], OPEN),
        }
        del edges.columns["to_node_id"]
        self._write_columns(edges, "from_node_id")
        found = np.bincount(ranks, minlength=len(EVIDENCE))
        return {word: int(count) for word, count in zip(EVIDENCE, found, strict=True)}, windows

    def _write_ends(self, place: str, column: Column, when_open: int) -> int:
        """One end of every window as a walk compares it; returns how many are not open."""
        is_open = column.values == NULL_NUMBER
        self._file.add(place, np.where(is_open, when_open, column.values), "int64")
        return int((~is_open).sum())

    def _write_rows(self, name: str, mentions: MentionMatcher) -> None:
        """A mart whose rows hang on a node, on a code, or on nothing."""
        mart = read_columns(self._tables, name)
        by = MARTS[name].by
        if by in _NODE_OWNERS:
            owners = self._node_column(mart, by)
            size = len(self._nodes)
        elif by:
            owners, size = mart.columns[by].values, len(mart.columns[by].pool)
        else:
            owners, size = np.zeros(mart.rows, np.int32), 1
        owners = np.where(owners < 0, size, owners)
        order = mart.total_order(owners)
        mart.reorder(order)
        self._file.add(f"{name}.ptr", _pointers(owners, size), "int64")
        if by in _NODE_OWNERS:
            del mart.columns[by]
        self._write_columns(mart, by)
        if name == "trace_quarantine":
            pointers, rows = mentions.match(mart)
            self._file.add("mentions.ptr", pointers, "int64")
            self._file.add("mentions.row", rows, "int64")

    def _write_columns(self, mart: MartColumns, by: str) -> None:
        kinds = {name: column.kind for name, column in mart.columns.items()}
        self._marts[mart.name] = {"rows": mart.rows, "by": by, "columns": kinds}
        for name, column in mart.columns.items():
            place = f"{mart.name}.{name}"
            if column.kind == "text":
                self._file.add(place, column.values, "int32")
                self._write_pool(place, column.pool)
            else:
                self._file.add(place, column.values, _dtype(column))
            if (mart.name, name) in LOOKUPS:
                self._write_lookup(place, name, column)

    def _write_pool(self, place: str, pool: Any) -> None:
        texts = pa.concat_arrays([pool.cast(pa.large_string())])
        _, offsets, content = texts.buffers()
        bounds = np.frombuffer(offsets, "<i8", len(texts) + 1) if len(texts) else np.zeros(1, "<i8")
        self._file.add(f"{place}.offsets", bounds - bounds[0], "int64")
        letters = np.frombuffer(content, np.uint8) if content is not None else np.empty(0, np.uint8)
        self._file.add(f"{place}.letters", letters[bounds[0] : bounds[-1]], "uint8")

    def _write_lookup(self, place: str, name: str, column: Column) -> None:
        """Sorted code keys of a column's texts, and the rows that bear each key."""
        keys = column.pool
        if name not in _READY_KEYS:
            keys = pa.array([code_key(text.as_py()) for text in column.pool], pa.large_string())
        pool = pc.unique(keys)
        pool = pool.take(pc.sort_indices(pool))
        key_of_code = pc.index_in(keys, value_set=pool).to_numpy().astype(np.int32)
        rows = np.flatnonzero(column.values != NULL_CODE)
        owners = key_of_code[column.values[rows]]
        order = np.argsort(owners, kind="stable")
        self._write_pool(f"{place}.key", pool)
        self._file.add(f"{place}.key.ptr", _pointers(owners, len(pool)), "int64")
        self._file.add(f"{place}.key.row", rows[order], "int64")

    def _node_column(self, mart: MartColumns, name: str) -> np.ndarray[Any, Any]:
        """Node of each row's id; -1 where it is null. Raises IntegrityError on an unknown id."""
        column = mart.columns[name]
        nodes = pc.index_in(column.pool, value_set=self._nodes)
        if nodes.null_count:
            lost = column.pool.filter(nodes.is_null())[0].as_py()
            raise IntegrityError(
                f"Mart {mart.name} names {name} {lost}, which is no lot, run or pool.",
                hint="The models lost a lot; `lotline build` must not publish this.",
            )
        table = np.append(nodes.to_numpy().astype(np.int32), np.int32(-1))
        nodes_of_rows: np.ndarray[Any, Any] = table[column.values]
        return nodes_of_rows

    def _pointers(self, owners: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        return _pointers(owners, len(self._nodes))


def _pointers(owners: np.ndarray[Any, Any], size: int) -> np.ndarray[Any, Any]:
    """Where the rows of each owner begin; rows of owner `size` (none) come after the last."""
    counts = np.bincount(owners, minlength=size)[:size]
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _texts(mart: MartColumns, name: str) -> Any:
    column = mart.columns[name]
    return column.pool.take(pa.array(column.values, pa.int32()))


def _dtype(column: Column) -> str:
    return "uint8" if column.kind == "boolean" else "int64"


def _evidence_ranks(column: Column) -> np.ndarray[Any, Any]:
    words = column.pool.to_pylist()
    unknown = sorted(set(words) - set(EVIDENCE))
    if unknown or (column.values == NULL_CODE).any():
        raise IntegrityError(
            f"An edge has evidence {unknown[:1] or 'null'}; it must be one of {EVIDENCE}.",
            hint="Mend the links models and build again.",
        )
    ranks = np.array([EVIDENCE.index(word) for word in words] or [0], np.uint8)
    by_row: np.ndarray[Any, Any] = ranks[column.values]
    return by_row
