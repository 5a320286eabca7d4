"""Gather what `--with` asks for: operations, parameters, inspections, events, links."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.scope import EVIDENCE
from traceability.domain.trace_details import Event, Inspection, Link, Operation, Parameter
from traceability.services.order_rows import order_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from traceability.domain.trace import WorkOrderRole
    from traceability.index.reader import GenealogyIndex
    from traceability.services.select_nodes import Selection

DETAILS = ("operations", "parameters", "inspections", "events", "links", "candidates")
_OPERATION = (
    "work_order_code operation_run_id operation_no operation_name equipment_code operator_code "
    "shift_code started_at ended_at good_qty scrap_qty uom"
)
_PARAMETER = "operation_run_id parameter_name value unit measured_at lower_limit upper_limit"
_INSPECTION = (
    "inspection_id inspection_type characteristic result_value unit verdict inspected_at "
    "inspector_code certificate_code work_order_code"
)
_EVENT = (
    "event_kind occurred_at recorded_at site_code from_location to_location qty uom "
    "work_order_code delivery_code receipt_code partner_code operator_code source_system "
    "source_file source_row"
)
_EDGE = (
    "work_order_code operation_run_id edge_kind qty uom rule_id from_at until_at time_basis "
    "place_code is_returned contract source_system source_file source_row"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def gather_details(
    index: GenealogyIndex,
    selection: Selection,
    orders: tuple[WorkOrderRole, ...],
    wanted: tuple[str, ...],
) -> dict[str, tuple[object, ...]]:
    """The lists asked for, of the orders and lots of the answer, each in total order.

    Candidates are listed by traceability.services.list_candidates.
    """
    nodes = selection.reached.nodes
    lots = nodes[nodes < index.lot_count]
    details: dict[str, tuple[object, ...]] = {}
    if {"operations", "parameters"} & set(wanted):
        operations = _operations(index, sorted({order.work_order_code for order in orders}))
        details["operations"] = operations
        details["parameters"] = order_rows(
            (one for operation in operations for one in operation.parameters),
            "work_order_code",
            "operation_run_id",
            "parameter_name",
        )
    if "inspections" in wanted:
        details["inspections"] = order_rows(
            (Inspection(**row) for row in _of_lots(index, "trace_inspections", _INSPECTION, lots)),
            "inspected_at",
            "inspection_id",
        )
    if "events" in wanted:
        details["events"] = order_rows(
            (Event(**row) for row in _of_lots(index, "trace_events", _EVENT, lots)),
            "occurred_at",
            "event_kind",
            "lot_id",
        )
    if "links" in wanted:
        details["links"] = order_rows(
            describe_links(index, selection.edges), "work_order_code", "from_id", "to_id"
        )
    return {name: details[name] for name in DETAILS if name in wanted and name in details}


def describe_links(index: GenealogyIndex, edges: NDArray[np.int64]) -> Iterator[Link]:
    """These edges in words, in the order given."""
    graph = index.graph
    table = index.table("trace_edges")
    names = tuple(_EDGE.split())
    ranks = graph.rank[edges].tolist()
    sources = _ends(index, graph.source[edges])
    targets = _ends(index, graph.out_node[edges])
    records = table.records(names, edges)
    for source, target, rank, values in zip(sources, targets, ranks, records, strict=True):
        record = dict(zip(names, values, strict=True))
        record["from_at"] = instant_text(record["from_at"])
        record["until_at"] = instant_text(record["until_at"])
        yield Link(
            from_id=source[0],
            from_item_code=source[1],
            from_lot_code=source[2],
            to_id=target[0],
            to_item_code=target[1],
            to_lot_code=target[2],
            evidence=EVIDENCE[rank],
            **record,
        )


def instant_text(microseconds: int | None) -> str | None:
    """ISO 8601 in UTC; None = open."""
    if microseconds is None:
        return None
    return f"{_EPOCH + timedelta(microseconds=microseconds):%Y-%m-%dT%H:%M:%SZ}"


def minute_text(instant: str | None) -> str:
    """An instant as people say it: `2026-01-05 10:31 UTC`, with seconds where there are any."""
    if instant is None:
        return "an unknown time"
    return f"{instant[:10]} {instant[11:19].removesuffix(':00')} UTC"


def _ends(
    index: GenealogyIndex, nodes: NDArray[np.int32]
) -> list[tuple[str, str | None, str | None]]:
    """Id, item and lot code of each node; a run has neither, a pool no lot code."""
    ends: list[tuple[str, str | None, str | None]] = [("", None, None)] * len(nodes)
    is_lot = nodes < index.lot_count
    lots = index.table("trace_lots").records(
        ("lot_id", "item_code", "lot_code"), nodes[is_lot].astype(np.int64)
    )
    for place, lot in zip(np.flatnonzero(is_lot).tolist(), lots, strict=True):
        ends[place] = (lot[0], lot[1], lot[2])
    is_run = ~is_lot & (nodes < index.pool_start)
    runs = index.table("trace_runs").take(
        "run_id", nodes[is_run].astype(np.int64) - index.lot_count
    )
    for place, run_id in zip(np.flatnonzero(is_run).tolist(), runs, strict=True):
        ends[place] = (run_id, None, None)
    is_pool = nodes >= index.pool_start
    pools = index.table("trace_pools").records(
        ("pool_id", "item_code"), nodes[is_pool].astype(np.int64) - index.pool_start
    )
    for place, pool in zip(np.flatnonzero(is_pool).tolist(), pools, strict=True):
        ends[place] = (pool[0], pool[1], None)
    return ends


def _operations(index: GenealogyIndex, codes: list[str]) -> tuple[Operation, ...]:
    table = index.table("trace_operations")
    names = tuple(_OPERATION.split())
    rows = table.rows_of_codes(codes).rows if len(table) else np.empty(0, np.int64)
    records = [dict(zip(names, values, strict=True)) for values in table.records(names, rows)]
    parameters = _parameters(index, records)
    return order_rows(
        (
            Operation(parameters=parameters.get(record["operation_run_id"], ()), **record)
            for record in records
        ),
        "work_order_code",
        "operation_no",
        "started_at",
        "operation_run_id",
    )


def _parameters(
    index: GenealogyIndex, operations: list[dict[str, Any]]
) -> dict[str, tuple[Parameter, ...]]:
    orders = {
        record["operation_run_id"]: record["work_order_code"]
        for record in operations
        if record["operation_run_id"] is not None
    }
    table = index.table("trace_parameters")
    if not len(table):
        return {}
    found: dict[str, list[Parameter]] = {}
    names = tuple(_PARAMETER.split())
    for values in table.records(names, table.rows_of_codes(sorted(orders)).rows):
        run_id = values[0]
        found.setdefault(run_id, []).append(Parameter(orders[run_id], *values))
    return {
        run_id: order_rows(rows, "parameter_name", "measured_at") for run_id, rows in found.items()
    }


def _of_lots(
    index: GenealogyIndex, mart: str, columns: str, lots: NDArray[np.int64]
) -> Iterator[dict[str, Any]]:
    """Rows of these lots with the names of the lot."""
    table = index.table(mart)
    names = tuple(columns.split())
    rows, positions = table.rows_of(lots)
    called = index.table("trace_lots").records(("lot_id", "item_code", "lot_code"), lots[positions])
    for (lot_id, item, lot), values in zip(called, table.records(names, rows), strict=True):
        record = dict(zip(names, values, strict=True))
        yield {"lot_id": lot_id, "item_code": item, "lot_code": lot, **record}
