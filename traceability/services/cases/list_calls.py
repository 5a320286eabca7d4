"""List whom to call: every customer and ship-to that was sent a lot of the case or returned one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.plain_values import plain
from traceability.domain.tables import many
from traceability.services.cases.order_lines import missing_columns, order_lines
from traceability.services.dress_answer import read_partners

if TYPE_CHECKING:
    from traceability.domain.trace import Customer, Shipment
    from traceability.services.cases.read_ground import Ground

Row = dict[str, Any]
Pair = tuple[str | None, str | None]
_CONTACT = (
    "customer_code customer_name ship_to_code ship_to_name contact_name email phone "
    "after_hours_phone contact_verified_date"
)


def list_calls(ground: Ground) -> list[Row]:
    """One line per customer and ship-to; goods that came back take nobody off the list."""
    sent: dict[Pair, list[Shipment]] = {}
    for shipment in ground.forward.shipments:
        sent.setdefault((shipment.customer_code, shipment.ship_to_code), []).append(shipment)
    returned = _returned(ground)
    known: dict[str | None, set[str]] = {}
    for shipment in ground.forward.shipments:
        known.setdefault(shipment.customer_code, set()).add(shipment.lot_id)
    ship_tos = read_partners(ground.index, (one.ship_to_code for one in ground.forward.customers))
    lines = []
    for customer in ground.forward.customers:
        pair = (customer.customer_code, customer.ship_to_code)
        elsewhere = known.get(pair[0], set()) - {line.lot_id for line in sent.get(pair, ())}
        back = returned.get(pair[0], set()) - elsewhere
        contact = ship_tos.get(customer.ship_to_code or "", {})
        lines.append(_line(ground, customer, sent.get(pair, []), back) | _ship_to(contact))
    return order_lines(lines, "customer_code", "ship_to_code")


def _line(ground: Ground, customer: Customer, sent: list[Shipment], back: set[str]) -> Row:
    own = {line.lot_id for line in sent}
    lots = [ground.lots[lot_id] for lot_id in own | back]
    deliveries = sorted({line.delivery_code for line in sent if line.delivery_code})
    best = [line for line in sent if line.evidence == customer.evidence]
    records = ground.missing.of_lots({line.lot_id for line in best} or back)
    where = f"{customer.customer_code or ''}/{customer.ship_to_code or ''}"
    return {
        "line_id": f"call:{where}",
        **{name: getattr(customer, name) for name in _CONTACT.split()},
        "quantities": plain(customer.quantities),
        "lots": [
            {"lot_id": lot.lot_id, "item_code": lot.item_code, "lot_code": lot.lot_code}
            for lot in sorted(
                lots, key=lambda lot: (lot.item_code or "", lot.lot_code or "", lot.lot_id)
            )
        ],
        "deliveries": deliveries,
        "carriers": sorted({line.carrier_name for line in sent if line.carrier_name}),
        "first_shipped_at": customer.first_shipped_at,
        "last_shipped_at": customer.last_shipped_at,
        "evidence": customer.evidence,
        "why": _why(len(own), len(deliveries), len(own & back), len(back - own), customer),
        **missing_columns(customer.evidence, records, f"{where} was sent any of these lots"),
    }


def _why(lots: int, deliveries: int, back: int, bare: int, customer: Customer) -> str:
    """bare: lots that it gave back without a shipment to it on record."""
    parts = []
    if lots:
        told = many(lots, "lot")
        parts.append(f"{told} of these left for it on {many(deliveries, 'delivery')}.")
    if back:
        parts.append(f"It gave back something of {many(back, 'lot')}.")
    if bare:
        rest = " that no shipment to it is recorded for"
        parts.append(f"It gave back something of {many(bare, 'lot')}{rest}.")
    if customer.customer_code is None:
        parts.append("No customer is recorded: find out who got it.")
    elif not (customer.phone or customer.after_hours_phone or customer.email):
        parts.append("No way to reach it is on record.")
    elif customer.contact_verified_date is None:
        parts.append("Its contact was never verified.")
    return " ".join(parts)


def _ship_to(contact: dict[str, str | None]) -> Row:
    told = ("contact_name", "phone", "after_hours_phone")
    return {f"ship_to_{name}": contact.get(name) for name in told}


def _returned(ground: Ground) -> dict[str | None, set[str]]:
    """Ids of the lots that each customer gave back."""
    table = ground.index.table("trace_returns")
    rows, positions = table.rows_of(ground.nodes)
    ids = ground.index.table("trace_lots").take("lot_id", ground.nodes[positions])
    found: dict[str | None, set[str]] = {}
    for code, lot_id in zip(table.take("customer_code", rows), ids, strict=True):
        found.setdefault(code, set()).add(lot_id)
    return found
