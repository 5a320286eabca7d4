"""Name every missing or rejected record that touches an answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.tables import many
from traceability.domain.trace import Gap
from traceability.index.graph import spans
from traceability.services.order_rows import order_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex

REJECTED_ROWS = "FI-17"
"""Rule of the line that says how many rows of a contract were rejected at the door."""
_GAP = ("rule_id", "message", "item_code", "lot_code", "work_order_code", "record_count")
_REJECTED = ("contract", "source_file", "source_row", "rule_id", "reason")


def name_gaps(index: GenealogyIndex, nodes: NDArray[np.int64]) -> tuple[Gap, ...]:
    """Gaps of these nodes, rejected rows per contract, and rejected rows that name one of them."""
    table = index.table("trace_gaps")
    found = [
        Gap(rule, message, item, lot, order, 1 if count is None else count)
        for rule, message, item, lot, order, count in table.records(_GAP, table.rows_of(nodes).rows)
    ]
    found += _rejected_per_contract(index)
    found += _rejected_mentions(index, nodes)
    return order_rows(found, "rule_id", "item_code", "lot_code", "work_order_code", "message")


def _rejected_per_contract(index: GenealogyIndex) -> Iterator[Gap]:
    table = index.table("trace_quarantine")
    rows = np.arange(len(table), dtype=np.int64)
    counts = Counter(table.records(("contract", "source_system"), rows))
    for (contract, system), count in counts.items():
        message = (
            f"{many(count, 'row')} of {contract} from {system} {'was' if count == 1 else 'were'} "
            f"rejected; what {'it' if count == 1 else 'they'} would link is not in this answer."
        )
        yield Gap(REJECTED_ROWS, message, None, None, None, count)


def _rejected_mentions(index: GenealogyIndex, nodes: NDArray[np.int64]) -> Iterator[Gap]:
    """One line per rejected row that names a lot or an order of the answer."""
    if not len(index.table("trace_quarantine")):
        return
    nodes = nodes[nodes < index.pool_start]
    places, positions = spans(index.array("mentions.ptr"), nodes)
    mentioned = index.array("mentions.row")[places]
    sequence = np.argsort(mentioned, kind="stable")
    first = sequence[np.diff(mentioned[sequence], prepend=-1) > 0]
    rows, named = mentioned[first], nodes[positions[first]]
    records = index.table("trace_quarantine").records(_REJECTED, rows)
    for (contract, file, row, rule, reason), node in zip(records, named.tolist(), strict=True):
        item, lot, order = _called(index, node)
        name = f"order {order}" if order else f"lot {lot}"
        message = f"{file} row {row} ({contract}) names {name} and was rejected: {reason}"
        yield Gap(rule, message, item, lot, order, 1)


def _called(index: GenealogyIndex, node: int) -> tuple[str | None, str | None, str | None]:
    """Item, lot code and order code of a node."""
    if node < index.lot_count:
        row = np.array([node])
        lots = index.table("trace_lots")
        return lots.take("item_code", row)[0], lots.take("lot_code", row)[0], None
    row = np.array([node - index.lot_count])
    return None, None, index.table("trace_runs").take("work_order_code", row)[0]
