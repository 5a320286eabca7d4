"""Turn the nodes of an answer into its lists: what is printed, exported and shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.scope import EVIDENCE, weaker
from traceability.domain.trace import (
    Customer,
    ItemQuantity,
    ReachedLot,
    Shipment,
    StockPlace,
    Supply,
    WorkOrderRole,
)
from traceability.index.node_sets import is_among
from traceability.services.order_rows import order_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from traceability.index.reader import GenealogyIndex
    from traceability.services.select_nodes import Chosen, Selection

_LOT = (
    "lot_id item_code lot_code lot_uid item_type site_code total_qty uom on_hand_qty shipped_qty "
    "returned_qty lot_status"
)
_RUN = "work_order_code item_code order_type order_status site_code started_at closed_at"
_SHIPMENT = (
    "delivery_code line_no customer_code ship_to_code item_code lot_code qty uom shipped_at "
    "carrier_name delivery_status evidence"
)
_STOCK = "site_code location item_code lot_code qty uom stock_status basis evidence"
_SUPPLY = "supplier_code supplier_lot_code receipt_code received_at qty uom evidence"
_PARTNER = (
    "partner_code partner_name contact_name email phone after_hours_phone contact_verified_date"
)
Partners = dict[str, dict[str, str | None]]


def dress_lots(
    index: GenealogyIndex, selection: Selection, shares: dict[int, Decimal]
) -> tuple[ReachedLot, ...]:
    """Every reached lot but those asked for, nearest first; shares: suspect share by node."""
    reached = selection.reached
    kept = (reached.nodes < index.lot_count) & ~is_among(reached.nodes, selection.seeds)
    nodes = reached.nodes[kept]
    records = _records(index, "trace_lots", _LOT, nodes)
    numbers = (nodes.tolist(), reached.hops[kept].tolist(), reached.ranks[kept].tolist())
    found = zip(records, *numbers, strict=True)
    return order_rows(
        (
            ReachedLot(
                **record, evidence=EVIDENCE[rank], hop_count=hop, suspect_share=shares.get(node)
            )
            for record, node, hop, rank in found
        ),
        "hop_count",
        "item_code",
        "lot_code",
        "lot_id",
    )


def dress_orders(index: GenealogyIndex, selection: Selection) -> tuple[WorkOrderRole, ...]:
    """Every order once per role; a run without order code is walked through but has no row."""
    roles = list(selection.roles.items())
    rows = np.array([node - index.lot_count for (node, _), _ in roles], np.int64)
    best: dict[tuple[str, str], WorkOrderRole] = {}
    found = zip(_records(index, "trace_runs", _RUN, rows), roles, strict=True)
    for record, ((_, role), rank) in found:
        code = record["work_order_code"]
        if code is None:
            continue
        row = WorkOrderRole(**record, role=role, evidence=EVIDENCE[rank])
        known = best.get((code, role))
        if known is None or EVIDENCE.index(known.evidence) > rank:
            best[code, role] = row
    return order_rows(best.values(), "work_order_code", "role")


def dress_shipments(
    index: GenealogyIndex, sent: Chosen
) -> tuple[tuple[Shipment, ...], tuple[Shipment, ...]]:
    """What left, and what is planned to leave, of these lots."""
    shipped: list[Shipment] = []
    planned: list[Shipment] = []
    for lot_id, record in _owned(index, "trace_shipments", _SHIPMENT, sent):
        status = record.pop("delivery_status")
        if status != "cancelled":
            (planned if status == "open" else shipped).append(Shipment(lot_id=lot_id, **record))
    first = ("delivery_code", "line_no", "item_code", "lot_code", "lot_id")
    return order_rows(shipped, *first), order_rows(planned, *first)


def dress_stock(index: GenealogyIndex, sent: Chosen) -> tuple[StockPlace, ...]:
    """Where these lots lie."""
    return order_rows(
        (
            StockPlace(lot_id=lot_id, **record)
            for lot_id, record in _owned(index, "trace_stock", _STOCK, sent)
        ),
        "site_code",
        "location",
        "item_code",
        "lot_code",
        "lot_id",
    )


def dress_suppliers(index: GenealogyIndex, supplied: Chosen) -> tuple[Supply, ...]:
    """Receipts of these lots with the supplier's contact."""
    found = list(_owned(index, "trace_supplies", _SUPPLY, supplied))
    partners = read_partners(index, (record["supplier_code"] for _, record in found))
    supplies = []
    for lot_id, record in found:
        partner = partners.get(record["supplier_code"], {})
        supplies.append(
            Supply(
                lot_id=lot_id,
                supplier_name=partner.get("partner_name"),
                contact_name=partner.get("contact_name"),
                email=partner.get("email"),
                phone=partner.get("phone"),
                **record,
            )
        )
    return order_rows(supplies, "supplier_code", "receipt_code", "supplier_lot_code", "lot_id")


def dress_customers(
    index: GenealogyIndex, shipments: Iterable[Shipment], sent: Chosen
) -> tuple[Customer, ...]:
    """Who got any of these lots, one row per customer and ship-to; goods given back change nothing.

    A customer known from a return alone is listed without a shipment. Who gave back a lot had it:
    that counts where the lot was sent there, or where no shipment of it to the customer is known.
    """
    groups: dict[tuple[str | None, str | None], list[Shipment]] = {}
    for shipment in shipments:
        groups.setdefault((shipment.customer_code, shipment.ship_to_code), []).append(shipment)
    sent_to: dict[str | None, set[str]] = {}
    for (customer, _), rows in groups.items():
        sent_to.setdefault(customer, set()).update(row.lot_id for row in rows)
    returned: dict[str, dict[str, str]] = {}
    for giver, lot_id, evidence in _returns(index, sent):
        returned.setdefault(giver, {})[lot_id] = evidence
    groups |= {(giver, None): [] for giver in returned if giver not in sent_to}
    partners = read_partners(index, [code for pair in groups for code in pair])
    customers = []
    for (code, ship_to), rows in groups.items():
        elsewhere = sent_to.get(code, set()) - {row.lot_id for row in rows}
        back = returned.get(code or "", {})
        words = [evidence for lot_id, evidence in back.items() if lot_id not in elsewhere]
        customers.append(_customer((code, ship_to), rows, partners, words))
    return order_rows(customers, "customer_code", "ship_to_code")


def _customer(
    pair: tuple[str | None, str | None],
    shipments: list[Shipment],
    partners: Partners,
    returned: list[str],
) -> Customer:
    """returned: the evidence of each lot that it gave back."""
    code, ship_to = pair
    partner = partners.get(code or "", {})
    times = sorted(shipment.shipped_at for shipment in shipments if shipment.shipped_at)
    words = [*(shipment.evidence for shipment in shipments), *returned]
    return Customer(
        customer_code=code,
        customer_name=partner.get("partner_name"),
        ship_to_code=ship_to,
        ship_to_name=partners.get(ship_to or "", {}).get("partner_name"),
        quantities=_sums(shipments),
        first_shipped_at=times[0] if times else None,
        last_shipped_at=times[-1] if times else None,
        contact_name=partner.get("contact_name"),
        email=partner.get("email"),
        phone=partner.get("phone"),
        after_hours_phone=partner.get("after_hours_phone"),
        contact_verified_date=partner.get("contact_verified_date"),
        evidence=min(words, key=EVIDENCE.index),
    )


def _sums(shipments: list[Shipment]) -> tuple[ItemQuantity, ...]:
    sums: dict[tuple[str | None, str | None], Decimal | None] = {}
    for shipment in shipments:
        key = (shipment.item_code, shipment.uom)
        known = sums.get(key, Decimal(0))
        sums[key] = None if known is None or shipment.qty is None else known + shipment.qty
    return order_rows((ItemQuantity(item, qty, uom) for (item, uom), qty in sums.items()))


def _returns(index: GenealogyIndex, sent: Chosen) -> Iterator[tuple[str, str, str]]:
    """Customer, lot id and evidence of what named customers gave back."""
    table = index.table("trace_returns")
    rows, positions = table.rows_of(sent.nodes)
    lot_ids = index.table("trace_lots").take("lot_id", sent.nodes[positions])
    ranks = sent.ranks[positions].tolist()
    for code, lot_id, rank in zip(table.take("customer_code", rows), lot_ids, ranks, strict=True):
        if code is not None:
            yield code, lot_id, EVIDENCE[rank]


def _owned(
    index: GenealogyIndex, mart: str, columns: str, chosen: Chosen
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of these lots: lot id and columns; evidence is the weaker of the row's and the lot's."""
    table = index.table(mart)
    rows, positions = table.rows_of(chosen.nodes)
    lot_ids = index.table("trace_lots").take("lot_id", chosen.nodes[positions])
    ranks = chosen.ranks[positions].tolist()
    for lot_id, rank, record in zip(
        lot_ids, ranks, _records(index, mart, columns, rows), strict=True
    ):
        record["evidence"] = weaker(record["evidence"] or EVIDENCE[0], EVIDENCE[rank])
        yield lot_id, record


def read_partners(index: GenealogyIndex, codes: Iterable[str | None]) -> Partners:
    """Name and contact of these partners by code."""
    wanted = sorted({code for code in codes if code})
    table = index.table("trace_partners")
    if not len(table):
        return {}
    owned = table.rows_of_codes(wanted)
    records = _records(index, "trace_partners", _PARTNER, owned.rows)
    return {record["partner_code"]: record for record in records}


def _records(
    index: GenealogyIndex, mart: str, columns: str, rows: np.ndarray[Any, Any]
) -> Iterator[dict[str, Any]]:
    names = tuple(columns.split())
    for values in index.table(mart).records(names, rows):
        yield dict(zip(names, values, strict=True))
