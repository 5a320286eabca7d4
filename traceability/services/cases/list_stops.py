"""List what to stop: orders that are not closed, and deliveries that have not left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.services.cases.order_lines import missing_columns, named, order_lines

if TYPE_CHECKING:
    from traceability.services.cases.find_running_orders import RunningOrders
    from traceability.services.cases.read_ground import Ground

Row = dict[str, Any]
_DELIVERY = "delivery_code line_no customer_code ship_to_code item_code lot_code lot_id"


def list_stop_orders(ground: Ground, running: RunningOrders) -> list[Row]:
    """Every order not closed that used, made or is allocated a lot of the case."""
    return order_lines(
        (_order(ground, running, code, row) for code, row in running.orders.items()),
        "site_code",
        "line_code",
        "work_order_code",
    )


def list_stop_deliveries(ground: Ground) -> list[Row]:
    """Every open delivery line of a lot of the case."""
    lines = []
    for line in ground.forward.open_deliveries:
        row = {name: getattr(line, name) for name in _DELIVERY.split()}
        lot = ground.lots[line.lot_id]
        records = ground.missing.of_lots([line.lot_id])
        code = line.delivery_code or ""
        lines.append(
            {
                "line_id": f"delivery:{code}/{line.line_no or ''}/{line.lot_id}",
                **row,
                "planned_qty": line.qty,
                "uom": line.uom,
                "planned_at": line.shipped_at,
                "carrier_name": line.carrier_name,
                "evidence": line.evidence,
                "why": f"It is planned to take {lot.name} and has not left by the records.",
                **missing_columns(line.evidence, records, f"delivery {code} takes {lot.name}"),
            }
        )
    return order_lines(lines, "planned_at", "delivery_code", "line_no", "item_code", "lot_code")


def _order(ground: Ground, running: RunningOrders, code: str, row: Row) -> Row:
    roles = (("used", running.used), ("made", running.made))
    told = [f"{verb} {_named(ground, lots[code])}" for verb, lots in roles if code in lots]
    touched = {lot for _, lots in roles for lot in lots.get(code, ())}
    reserved = running.allocated.get(code, set()) - touched
    if reserved:
        told.append(f"is to use {_named(ground, reserved)} by its pick list")
    why = f"It {'; it '.join(told)}." if told else "It may have used one of these lots."
    records = ground.missing.of_order(code) or ground.missing.of_lots(touched | reserved)
    return {
        "line_id": f"order:{code}",
        "work_order_code": code,
        **{name: row[name] for name in ("item_code", "site_code", "line_code", "order_status")},
        "evidence": row["evidence"],
        "why": why,
        **missing_columns(row["evidence"], records, f"order {code} holds any of these lots"),
    }


def _named(ground: Ground, lot_ids: set[str]) -> str:
    return named(ground.lots[lot_id] for lot_id in lot_ids)
