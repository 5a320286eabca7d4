"""What holds for the plant of any industry: nothing vanishes, nothing comes too early."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from ingestion.landing.rows import LandedChunk
from simulator.plant import Observed, Plant, Switches
from simulator.stock import Portion
from simulator.truth import Flow, Lot, Shipped
from simulator.write_extracts import write_extracts
from tests.simulator.landing import land

Graph = dict[object, set[object]]

ALL_SWITCHES = Switches(
    hold_up=True, mixed_returns=0.4, adhoc_picks=0.5, parallel_lines=0.5,
    unrecorded_change_over=0.1, top_up=0.5, pilot=0.3, rework=0.8,
    work_in_process_out_of_order=0.5, spare_lots=True,
)  # fmt: skip


def orders_of_type(observed: Observed, kind: str) -> set[str]:
    rows = observed.records["erp_work_orders"]
    return {row["work_order_code"] for row in rows if row["order_type"] == kind}


def extract_bytes(observed: Observed, folder: Path) -> dict[str, bytes]:
    """The files that a plant hands over, by name."""
    write_extracts([observed.records], folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def landed_whole(observed: Observed, folder: Path) -> list[LandedChunk]:
    """All that ingestion lands of a plant's extracts; every row that was written is among it."""
    counts = write_extracts([observed.records], folder)
    chunks = {path.stem: land(path) for path in folder.iterdir()}
    assert {name: sum(c.table.num_rows for c in found) for name, found in chunks.items()} == counts
    return [chunk for found in chunks.values() for chunk in found]


def unaccounted(plant: Plant, observed: Observed, elsewhere: list[Portion]) -> dict[Lot, Decimal]:
    """Lots of which more or less is left than came, went, was lost and lies somewhere.

    elsewhere: what lies beside shelves and places, and (negative) what came in some other way.
    """
    truth = observed.truth
    held: defaultdict[Lot, Decimal] = defaultdict(Decimal)
    for lot, (qty, _) in truth.born.items():
        held[lot] += qty
    for flow in truth.flows:
        held[flow.from_lot] -= flow.qty
        if not flow.order:
            held[flow.to_lot] += flow.qty
    for lot, lost in truth.lost.items():
        held[lot] -= lost
    for sent in truth.shipments:
        held[sent.lot] -= sent.qty
    for row in observed.records["wms_movements"]:
        if row["movement_type"] == "customer_return":
            held[row["item_code"], row["_lot"]] += row["qty"]
    for lot in truth.lots():
        for site in plant.bounds.sites:
            held[lot] -= plant.stock.on_hand(site, lot[0]).get(lot, 0)
    residues = [portion for place in plant.places.values() for portion in place.residue]
    for lot, qty in (*residues, *elsewhere):
        held[lot] -= qty
    return {lot: qty for lot, qty in held.items() if qty}


def too_early(observed: Observed) -> list[Flow | Shipped]:
    """What was used or shipped before there was any of it; being a member of a lot is no use."""
    truth = observed.truth
    arrived = {lot: at for lot, (_, at) in truth.born.items()}
    for flow in truth.flows:
        if not flow.order:
            arrived[flow.to_lot] = min(flow.at, arrived.get(flow.to_lot, flow.at))
    early: list[Flow | Shipped] = [
        flow for flow in truth.flows if flow.qty and flow.at < arrived[flow.from_lot]
    ]
    return [*early, *(sent for sent in truth.shipments if sent.at < arrived[sent.lot])]


def untold(observed: Observed) -> list[tuple[Lot, Lot]]:
    """True pairs that a reader of the bare records, without any clock, would not find."""
    graph = read_records(observed)
    return [
        (lot, reached)
        for lot in observed.truth.lots()
        for reached in observed.truth.descendants(lot) - reach(graph, lot)
    ]


def read_records(observed: Observed) -> Graph:
    """Lots, orders and groups as the shop floor tells them, and what the warehouse did to lots."""
    graph: defaultdict[object, set[object]] = defaultdict(set)
    for contract in ("mes_consumptions", "mes_outputs"):
        for row in observed.records[contract]:
            order, group = row["work_order_code"], row.get("output_group")
            run = (order, group) if group else order
            serial, lot_code = row.get("serial_code"), row.get("lot_code")
            lot = row["item_code"], serial or lot_code
            ends = (lot, run) if contract == "mes_consumptions" else (run, lot)
            graph[ends[0]].add(ends[1])
            if group:
                graph[order].add(run)
            if serial and lot_code:
                graph[row["item_code"], lot_code].add(lot)
    for row in observed.records["wms_movements"]:
        if row["movement_type"] in {"split", "merge", "relabel"}:
            lot = row["item_code"], row["lot_code"]
            graph[lot].add((row["to_item_code"], row["to_lot_code"]))
    return graph


def reach(graph: Graph, start: object) -> set[object]:
    """Everything behind a node."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = graph.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def miscounted(observed: Observed) -> list[tuple[object, ...]]:
    """(lot, counted, booked) wherever a count of the store differs from its movements."""
    booked: defaultdict[tuple[object, ...], list[tuple[object, Decimal]]] = defaultdict(list)
    for row in observed.records["wms_movements"]:
        lot = row["item_code"], row.get("lot_code")
        into = row.get("to_item_code", lot[0]), row.get("to_lot_code", lot[1])
        site, at, qty = row["site_code"], row["occurred_at"], row.get("qty", 0)
        if row.get("from_location") == "STORE":
            booked[site, lot].append((at, -qty))
        if row.get("to_location") == "STORE":
            booked[site, into].append((at, qty))
    return [
        (lot, row["qty"], book)
        for row in observed.records["wms_stock"]
        if row["location"] == "STORE"
        for lot in [(row["item_code"], row["lot_code"])]
        for book in [sum(q for at, q in booked[row["site_code"], lot] if at <= row["counted_at"])]
        if row["qty"] != book
    ]
