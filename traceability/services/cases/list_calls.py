"""List whom to call: every customer and ship-to that was sent a lot of the case or returned one.

Goods that came back from nobody who is named are a line too: somebody finds out who had them.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from traceability.domain.plain_values import plain
from traceability.domain.scope import EVIDENCE
from traceability.domain.tables import many
from traceability.domain.trace import Customer
from traceability.services.cases.order_lines import missing_columns, order_lines
from traceability.services.dress_answer import read_partners
from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from decimal import Decimal

    from traceability.domain.trace import Shipment
    from traceability.services.cases.read_ground import Ground

Row = dict[str, Any]
Pair = tuple[str | None, str | None]
_NOBODY: Pair = (None, None)
_NAMED = 5
_RETURN = ("customer_code", "qty", "uom", "returned_at", "source_file", "source_row")
_CONTACT = (
    "customer_code customer_name ship_to_code ship_to_name contact_name email phone "
    "after_hours_phone contact_verified_date"
)


def list_calls(ground: Ground) -> list[Row]:
    """One line per customer and ship-to; goods that came back take nobody off the list."""
    sent: dict[Pair, list[Shipment]] = {}
    for shipment in ground.forward.shipments:
        sent.setdefault((shipment.customer_code, shipment.ship_to_code), []).append(shipment)
    returned, nameless = _returned(ground)
    known: dict[str | None, set[str]] = {}
    for shipment in ground.forward.shipments:
        known.setdefault(shipment.customer_code, set()).add(shipment.lot_id)
    ship_tos = read_partners(ground.index, (one.ship_to_code for one in ground.forward.customers))
    lines = []
    for customer in _customers(ground, nameless):
        pair = (customer.customer_code, customer.ship_to_code)
        elsewhere = known.get(pair[0], set()) - {line.lot_id for line in sent.get(pair, ())}
        back = returned.get(pair[0], set()) - elsewhere
        contact = ship_tos.get(customer.ship_to_code or "", {})
        bare = nameless if pair == _NOBODY else {}
        lines.append(_line(ground, customer, sent.get(pair, []), back, bare) | _ship_to(contact))
    return order_lines(lines, "customer_code", "ship_to_code")


def _customers(ground: Ground, nameless: dict[str, list[str]]) -> list[Customer]:
    """Those of the answer; where goods came back from nobody who is named, nobody too."""
    known = list(ground.forward.customers)
    if not nameless:
        return known
    best = min((ground.lots[lot_id].evidence for lot_id in nameless), key=EVIDENCE.index)
    blank: Row = {field.name: None for field in fields(Customer)}
    nobody = Customer(**blank | {"quantities": (), "evidence": best})
    for place, customer in enumerate(known):
        if (customer.customer_code, customer.ship_to_code) == _NOBODY:
            better = min(customer.evidence, best, key=EVIDENCE.index)
            known[place] = replace(customer, evidence=better)
            return known
    return [*known, nobody]


def _line(
    ground: Ground,
    customer: Customer,
    sent: list[Shipment],
    back: set[str],
    nameless: dict[str, list[str]],
) -> Row:
    own = {line.lot_id for line in sent}
    lots = [ground.lots[lot_id] for lot_id in own | back | nameless.keys()]
    deliveries = sorted({line.delivery_code for line in sent if line.delivery_code})
    best = [line for line in sent if line.evidence == customer.evidence]
    records = ground.missing.of_lots({line.lot_id for line in best} or back or nameless)
    unnamed = [text for lot_id in sorted(nameless) for text in nameless[lot_id]]
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
        "nameless_returns": unnamed,
        "why": _why(len(own), len(deliveries), len(own & back), len(back - own), customer, unnamed),
        **missing_columns(customer.evidence, records, f"{where} was sent any of these lots"),
    }


def _why(  # noqa: PLR0917 - what is known of a line
    lots: int, deliveries: int, back: int, bare: int, customer: Customer, unnamed: list[str]
) -> str:
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
        if lots:
            parts.append("No customer is recorded: find out who got it.")
        parts.append(say_nameless(unnamed))
    elif not (customer.phone or customer.after_hours_phone or customer.email):
        parts.append("No way to reach it is on record.")
    elif customer.contact_verified_date is None:
        parts.append("Its contact was never verified.")
    return " ".join(part for part in parts if part)


def say_nameless(unnamed: list[str]) -> str:
    """Records of goods given back by nobody who is named, as a sentence; empty without any."""
    if not unnamed:
        return ""
    more = f" and {len(unnamed) - _NAMED} more" if unnamed[_NAMED:] else ""
    return f"Find out who gave back {'; '.join(unnamed[:_NAMED])}{more}."


def _ship_to(contact: dict[str, str | None]) -> Row:
    told = ("contact_name", "phone", "after_hours_phone")
    return {f"ship_to_{name}": contact.get(name) for name in told}


def _returned(ground: Ground) -> tuple[dict[str | None, set[str]], dict[str, list[str]]]:
    """Ids of the lots that each customer gave back; by lot, the records that name no customer."""
    table = ground.index.table("trace_returns")
    rows, positions = table.rows_of(ground.nodes)
    ids = ground.index.table("trace_lots").take("lot_id", ground.nodes[positions])
    found: dict[str | None, set[str]] = {}
    nameless: dict[str, list[str]] = {}
    for values, lot_id in zip(table.records(_RETURN, rows), ids, strict=True):
        if values[0] is None:
            nameless.setdefault(lot_id, []).append(_record(ground.lots[lot_id].name, *values[1:]))
        else:
            found.setdefault(values[0], set()).add(lot_id)
    return found, {lot_id: sorted(texts) for lot_id, texts in nameless.items()}


def _record(  # noqa: PLR0917 - the columns of a return
    lot: str, qty: Decimal | None, uom: str | None, at: str | None, file: str | None, row: int
) -> str:
    """A return in words, with its record."""
    amount = "" if qty is None else f"{decimal_text(qty)} {uom or ''}".rstrip() + " of "
    return f"{amount}{lot}, {at or 'no time recorded'} ({file} row {row})"
