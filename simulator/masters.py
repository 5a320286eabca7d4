"""Masters of a plant: what there is before anything happens."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from simulator.ledger import Ledger, Row
from simulator.truth import Lot


class Masters(Ledger):
    """Items, partners, sites, places, orders and their components, cards of lots."""

    def item(
        self, code: str, name: str, kind: str, uom: str = "kg", *, is_serial: bool = False
    ) -> Row:
        """An item; kind as item_type of the contract."""
        return self.add(
            "erp_items",
            item_code=code,
            item_name=name,
            item_type=kind,
            base_uom=uom,
            is_lot_managed=True,
            is_serial_managed=is_serial,
        )

    def supplier(self, code: str, name: str, country: str = "") -> Row:
        """A partner that delivers."""
        return self.add(
            "erp_partners", partner_code=code, partner_name=name, is_supplier=True, country=country
        )

    def customer(self, code: str, name: str, country: str = "") -> Row:
        """A partner that is delivered to."""
        return self.add(
            "erp_partners",
            partner_code=code,
            partner_name=name,
            is_customer=True,
            is_ship_to=True,
            country=country,
            email=f"quality@{code.lower()}.example",
        )

    def site(self, code: str, name: str, timezone: str, kind: str = "own") -> Row:
        """A site; kind as site_type of the contract."""
        return self.add(
            "erp_sites", site_code=code, site_name=name, timezone=timezone, site_type=kind
        )

    def place(
        self,
        code: str,
        site: str,
        kind: str,
        *,
        has_hold_up: bool = False,
        is_metered: bool = False,
        residence_minutes: int | None = None,
    ) -> Row:
        """A place that material passes; kind as place_type of the contract."""
        return self.add(
            "mes_places",
            place_code=code,
            site_code=site,
            place_name=code,
            place_type=kind,
            has_hold_up=has_hold_up,
            is_metered=is_metered,
            residence_minutes=residence_minutes,
        )

    def order(
        self,
        code: str,
        site: str,
        line: str,
        item: str,
        qty: Decimal,
        uom: str,
        started_at: dt.datetime,
        kind: str = "standard",
    ) -> Row:
        """An order at its start; set order_status and closed_at of the row when it ends."""
        return self.add(
            "erp_work_orders",
            work_order_code=code,
            site_code=site,
            line_code=line,
            item_code=item,
            planned_qty=qty,
            uom=uom,
            order_type=kind,
            order_status="in_progress",
            started_at=started_at,
        )

    def component(
        self, order: str, line_no: int, item: str, qty: Decimal, uom: str, alternate_group: str = ""
    ) -> Row:
        """What an order needs of an item, net of waste."""
        return self.add(
            "erp_work_order_components",
            work_order_code=order,
            line_no=str(line_no),
            item_code=item,
            required_qty=qty,
            uom=uom,
            is_mandatory=True,
            alternate_group=alternate_group,
            bom_version="1",
        )

    def card(self, lot: Lot, site: str, **columns: Any) -> Row:
        """The warehouse's card of a lot."""
        return self.add(
            "wms_lots",
            item_code=lot[0],
            lot_code=lot[1],
            site_code=site,
            lot_status="released",
            **columns,
            _lot=lot[1],
        )
