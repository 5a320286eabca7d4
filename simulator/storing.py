"""What is recorded beside production: moves, counts, packing, and what is seen of places."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from simulator.ledger import STORE, Fact, Ledger, Row
from simulator.truth import Lot


class Storing(Ledger):
    """Events of stock, pallets and places, and what the shop floor tells of operations."""

    def transfer(
        self,
        lot: Lot,
        qty: Decimal,
        uom: str,
        from_site: str,
        to_site: str,
        out_at: dt.datetime,
        in_at: dt.datetime,
    ) -> Fact:
        """A lot went to another site under its code: out of one, into the other."""
        fact = self.number("EV")
        return (
            self.movement("transfer_out", lot, qty, uom, out_at, from_site, fact=fact,
                          from_location=STORE),
            self.movement("transfer_in", lot, qty, uom, in_at, to_site, fact=fact,
                          to_location=STORE),
        )  # fmt: skip

    def fill(
        self,
        lot: Lot,
        qty: Decimal,
        uom: str,
        at: dt.datetime,
        site: str,
        place: str,
        *,
        entered_at: dt.datetime | None = None,
    ) -> Row:
        """A lot was pumped or tipped into a tank.

        entered_at: when a person typed it in; None = the flow meter wrote it at once.
        """
        told: Row = {"capture_method": "machine"}
        if entered_at:
            told = {"recorded_at": entered_at, "capture_method": "manual"}
        row = self.movement(
            "transfer", lot, qty, uom, entered_at or at, site, from_location=STORE,
            to_location=place, **told,
        )  # fmt: skip
        row["_at"] = at
        return row

    def transformation(
        self, kind: str, lot: Lot, to_lot: Lot, qty: Decimal, uom: str, at: dt.datetime, site: str
    ) -> Row:
        """A split, merge or relabel of stock: one row per pair of lots."""
        return self.movement(
            kind, lot, qty, uom, at, site, to_item_code=to_lot[0], to_lot_code=to_lot[1],
            from_location=STORE, to_location=STORE,
        )  # fmt: skip

    def customer_return(
        self,
        lot: Lot,
        qty: Decimal,
        uom: str,
        at: dt.datetime,
        site: str,
        customer: str,
        delivery: str,
    ) -> Row:
        """A customer sent something back."""
        return self.movement(
            "customer_return", lot, qty, uom, at, site, to_location=STORE, partner_code=customer,
            delivery_code=delivery,
        )  # fmt: skip

    def scrap(self, lot: Lot, qty: Decimal, uom: str, at: dt.datetime, site: str) -> Row:
        """Stock was thrown away."""
        return self.movement("scrap", lot, qty, uom, at, site, from_location=STORE)

    def count(
        self, lot: Lot, qty: Decimal, uom: str, at: dt.datetime, site: str, location: str = STORE
    ) -> Row:
        """A lot was counted."""
        return self.add(
            "wms_stock",
            counted_at=at,
            site_code=site,
            location=location,
            item_code=lot[0],
            lot_code=lot[1],
            qty=qty,
            uom=uom,
            stock_status="available",
            **self.about(self.number("EV"), lot, at),
        )

    def packing(
        self,
        unit: str,
        lot: Lot,
        qty: Decimal,
        uom: str,
        packed_at: dt.datetime,
        *,
        serial: str = "",
        parent: str = "",
    ) -> Row:
        """A lot was put on a pallet or into a case; set unpacked_at of the row when it leaves it.

        parent: the unit that holds this one, such as the pallet of a case.
        """
        if parent:
            self.add(
                "wms_handling_units",
                parent_code=parent,
                child_code=unit,
                packed_at=packed_at,
                **self.about(self.number("EV"), lot, packed_at),
            )
        return self.add(
            "wms_handling_units",
            parent_code=unit,
            item_code=lot[0],
            lot_code=lot[1],
            serial_code=serial,
            qty=qty,
            uom=uom,
            packed_at=packed_at,
            **self.about(self.number("EV"), lot, packed_at),
        )

    def place_event(
        self, kind: str, place: str, at: dt.datetime, qty: Decimal | None = None, uom: str = ""
    ) -> Row:
        """A place was emptied, cleaned or counted."""
        return self.add(
            "mes_place_events",
            event_id=self.number("PE"),
            place_code=place,
            event_type=kind,
            qty=qty,
            uom=uom,
            occurred_at=at,
            **self.scanned(at),
            _fact=self.number("EV"),
            _at=at,
            _place=place,
        )

    def operation(
        self,
        order: str,
        site: str,
        number: int,
        name: str,
        equipment: str,
        started_at: dt.datetime,
        ended_at: dt.datetime,
        **columns: Any,
    ) -> Row:
        """An operation was run for an order; returns its row, with operation_run_id."""
        return self.add(
            "mes_operations",
            operation_run_id=self.number("OP"),
            work_order_code=order,
            site_code=site,
            operation_no=str(number * 10),
            operation_name=name,
            equipment_code=equipment,
            started_at=started_at,
            ended_at=ended_at,
            **columns,
        )

    def inspection(
        self, lot: Lot, kind: str, at: dt.datetime, verdict: str = "pass", **columns: Any
    ) -> Row:
        """A lot was inspected; kind as inspection_type of the contract."""
        return self.add(
            "mes_inspections",
            inspection_id=self.number("IN"),
            item_code=lot[0],
            lot_code=lot[1],
            inspection_type=kind,
            verdict=verdict,
            inspected_at=at,
            **columns,
            **self.about(self.number("EV"), lot, at),
        )
