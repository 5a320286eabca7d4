"""Extracts of a plant in which one raw lot reached thousands of lots and hundreds of consignees."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

RAW_LOT = "RAW-1"
CONSIGNEES = 445
SHIPMENTS = 10_000
_MIXES = 500
_PACKS_PER_MIX = 9
_RUNNING = 20
_GAPS = 45
_OPEN = 100
_PLANNED = 30
_BEGIN = datetime(2026, 1, 5, 6, tzinfo=UTC)
_PACKS = _MIXES * _PACKS_PER_MIX

Tables = dict[str, list[dict[str, Any]]]


def write_plant(folder: Path) -> None:
    """Write one CSV file per contract: 500 mixes of the raw lot, 4,500 packed lots, 10,000 lines.

    45 packing orders do not say which mix they used, the last 20 still run, 100 deliveries are
    open, 30 planned orders have a pick list; what is left of each lot was counted in its bin.
    """
    tables: Tables = defaultdict(list)
    _masters(tables)
    for number in range(_MIXES):
        _mix(tables, number)
    for number in range(_PACKS):
        _pack(tables, number)
    left = _ship(tables)
    _plan(tables)
    _count(tables, left)
    folder.mkdir(parents=True)
    for contract, rows in tables.items():
        names = list(dict.fromkeys(name for row in rows for name in row))
        with (folder / f"{contract}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n", restval="")
            writer.writeheader()
            writer.writerows(rows)


def _masters(tables: Tables) -> None:
    kinds = {"RAW": ("raw", "kg"), "MIX": ("semi_finished", "kg"), "PACK": ("finished", "pcs")}
    for item, (kind, uom) in kinds.items():
        master = {"item_code": item, "item_type": kind, "base_uom": uom, "is_lot_managed": "true"}
        tables["erp_items"].append({"item_name": item.title(), **master})
    tables["erp_uom_conversions"].append(
        {"item_code": "PACK", "from_uom": "pcs", "to_uom": "kg", "factor": "0.12"}
    )
    tables["erp_sites"].append({"site_code": "P", "site_type": "own", "timezone": "UTC"})
    partner = {"is_supplier": "true", "is_customer": "false"}
    tables["erp_partners"].append({"partner_code": "FARM", "partner_name": "Farm", **partner})
    for number in range(CONSIGNEES):
        tables["erp_partners"].append(
            {
                "partner_code": f"C{number:03d}",
                "partner_name": f"Customer {number:03d}",
                "is_supplier": "false",
                "is_customer": "true",
                "contact_name": f"Person {number:03d}",
                "phone": f"+49 30 {number:06d}",
                "after_hours_phone": f"+49 170 {number:06d}",
                "contact_verified_date": "2025-11-01",
            }
        )
    for lot in (RAW_LOT, "RAW-2"):
        tables["erp_receipts"].append(
            {
                "receipt_code": f"RC-{lot}",
                "line_no": "1",
                "item_code": "RAW",
                "supplier_code": "FARM",
                "supplier_lot_code": f"F-{lot}",
                "lot_code": lot,
                "qty": "60000",
                "uom": "kg",
                "received_at": _text(_BEGIN - timedelta(days=1)),
                "site_code": "P",
            }
        )


def _mix(tables: Tables, number: int) -> None:
    at = _BEGIN + timedelta(hours=2 * number)
    order, lot = f"MO{number:05d}", f"MIX-{number:05d}"
    _order(tables, order, "MIX", "120", "kg", at)
    for place, (raw, qty) in enumerate(((RAW_LOT, "100"), ("RAW-2", "20"))):
        _use(tables, f"{order}-{place}", order, "RAW", raw, qty, at)
    _output(tables, order, "MIX", lot, "120", "kg", at)


def _pack(tables: Tables, number: int) -> None:
    mix = number // _PACKS_PER_MIX
    at = _BEGIN + timedelta(hours=2 * mix + 2, minutes=6 * (number % _PACKS_PER_MIX))
    order = f"PO{number:05d}"
    is_running = number >= _PACKS - _RUNNING
    _order(tables, order, "PACK", "100", "pcs", at, "in_progress" if is_running else "closed")
    is_gap = number % (_PACKS // _GAPS) == 1
    _use(tables, order, order, "MIX", "" if is_gap else f"MIX-{mix:05d}", "12", at)
    _output(tables, order, "PACK", f"PACK-{number:05d}", "100", "pcs", at)


def _ship(tables: Tables) -> list[int]:
    """Two or three lines per packed lot; returns what is left of each."""
    left = [100] * _PACKS
    for line in range(SHIPMENTS):
        pack, customer = line % _PACKS, f"C{line % CONSIGNEES:03d}"
        packed_at = _BEGIN + timedelta(hours=2 * (pack // _PACKS_PER_MIX) + 8)
        shipped_at = packed_at + timedelta(hours=30 * (line // _PACKS))
        left[pack] -= 30
        _deliver(tables, f"D{line:06d}", customer, f"PACK-{pack:05d}", "30", shipped_at)
    return left


def _plan(tables: Tables) -> None:
    at = _BEGIN + timedelta(hours=2 * _MIXES + 48)
    for number in range(_OPEN):
        lot, customer = f"PACK-{_PACKS - 1 - number:05d}", f"C{number:03d}"
        _deliver(tables, f"OPEN{number:04d}", customer, lot, "5", at, "open")
    for number in range(_PLANNED):
        order = f"PLAN{number:03d}"
        _order(tables, order, "PACK", "100", "pcs", at, "planned")
        tables["erp_work_order_components"].append(
            {
                "work_order_code": order,
                "line_no": "1",
                "item_code": "MIX",
                "required_qty": "12",
                "uom": "kg",
                "allocated_lot_code": f"MIX-{number:05d}",
            }
        )


def _count(tables: Tables, left: list[int]) -> None:
    at = _text(_BEGIN + timedelta(hours=2 * _MIXES + 40 * 2))
    for pack, qty in enumerate(left):
        row = {"counted_at": at, "site_code": "P", "location": f"BIN-{pack % 300:03d}"}
        stock = {"qty": str(qty), "uom": "pcs", "stock_status": "available"}
        name = {"item_code": "PACK", "lot_code": f"PACK-{pack:05d}"}
        tables["wms_stock"].append(row | name | stock)
        if pack % 9 == 0:
            tables["wms_handling_units"].append(
                {"parent_code": f"HU{pack:05d}", **name, "qty": "10", "uom": "pcs", "packed_at": at}
            )


def _order(  # noqa: PLR0917 - the columns of an order
    tables: Tables,
    code: str,
    item: str,
    qty: str,
    uom: str,
    at: datetime,
    status: str = "closed",
) -> None:
    tables["erp_work_orders"].append(
        {
            "work_order_code": code,
            "site_code": "P",
            "line_code": f"LINE-{item}",
            "item_code": item,
            "planned_qty": qty,
            "uom": uom,
            "order_type": "standard",
            "order_status": status,
            "started_at": "" if status == "planned" else _text(at),
            "closed_at": _text(at + timedelta(hours=1)) if status == "closed" else "",
        }
    )


def _use(  # noqa: PLR0917 - the columns of a consumption
    tables: Tables, code: str, order: str, item: str, lot: str, qty: str, at: datetime
) -> None:
    tables["mes_consumptions"].append(
        {
            "consumption_id": code,
            "work_order_code": order,
            "site_code": "P",
            "item_code": item,
            "lot_code": lot,
            "qty": qty,
            "uom": "kg",
            "started_at": _text(at + timedelta(minutes=1)),
            "recorded_at": _text(at + timedelta(minutes=1, seconds=5)),
            "capture_method": "scan",
        }
    )


def _output(  # noqa: PLR0917 - the columns of an output
    tables: Tables, order: str, item: str, lot: str, qty: str, uom: str, at: datetime
) -> None:
    tables["mes_outputs"].append(
        {
            "output_id": order,
            "work_order_code": order,
            "site_code": "P",
            "item_code": item,
            "lot_code": lot,
            "qty": qty,
            "uom": uom,
            "started_at": _text(at + timedelta(minutes=2)),
            "ended_at": _text(at + timedelta(minutes=50)),
            "recorded_at": _text(at + timedelta(minutes=50, seconds=5)),
            "capture_method": "machine",
        }
    )


def _deliver(  # noqa: PLR0917 - the columns of a delivery line
    tables: Tables,
    code: str,
    customer: str,
    lot: str,
    qty: str,
    at: datetime,
    status: str = "shipped",
) -> None:
    tables["erp_deliveries"].append(
        {
            "delivery_code": code,
            "line_no": "1",
            "item_code": "PACK",
            "customer_code": customer,
            "ship_to_code": customer,
            "lot_code": lot,
            "qty": qty,
            "uom": "pcs",
            "delivery_status": status,
            "shipped_at": _text(at),
            "site_code": "P",
            "carrier_name": f"Carrier {int(customer[1:]) % 7}",
        }
    )


def _text(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
