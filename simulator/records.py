"""What the systems of a plant recorded: one method per kind of event, both systems at once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from simulator.ledger import LINE_STOCK, STORE, Fact, Row
from simulator.masters import Masters
from simulator.storing import Storing
from simulator.truth import Lot

__all__ = ["LINE_STOCK", "STORE", "Fact", "Records", "Row"]


class Records(Masters, Storing):
    """One method per kind of event; where two systems record it, both rows are written."""

    def receipt(
        self,
        lot: Lot,
        qty: Decimal,
        uom: str,
        at: dt.datetime,
        site: str,
        supplier: str,
        *,
        supplier_lot: str = "",
        expires_at: dt.datetime | None = None,
        location: str = STORE,
    ) -> Fact:
        """Goods came in: the ERP line, the warehouse's movement, and the lot's card."""
        fact, code = self.number("EV"), self.number("RC")
        origin = {"supplier_code": supplier, "supplier_lot_code": supplier_lot}
        erp = self.add(
            "erp_receipts",
            receipt_code=code,
            line_no="1",
            item_code=lot[0],
            lot_code=lot[1],
            qty=qty,
            uom=uom,
            received_at=at,
            site_code=site,
            purchase_order_code=code.replace("-RC", "-PO"),
            document_type="purchase",
            expires_at=expires_at,
            **origin,
            **self.about(fact, lot, at),
        )
        wms = self.movement(
            "receipt", lot, qty, uom, at, site, fact=fact, to_location=location,
            receipt_code=code, partner_code=supplier,
        )  # fmt: skip
        self.card(lot, site, expires_at=expires_at, **origin)
        return erp, wms

    def consumption(
        self,
        lot: Lot,
        qty: Decimal,
        uom: str,
        at: dt.datetime,
        order: str,
        site: str,
        place: str,
        *,
        picked_at: dt.datetime | None = None,
        ended_at: dt.datetime | None = None,
        kind: str = "standard",
        group: str = "",
        serial: str = "",
        run: str = "",
        from_location: str = STORE,
        fact: str = "",
    ) -> Fact:
        """A lot was mounted at a place (scan `at`); the warehouse issued it at `picked_at`."""
        event = fact or self.number("EV")
        is_return = kind == "return"
        ends = {"from_location": from_location, "to_location": LINE_STOCK}
        if is_return:
            ends = {"from_location": LINE_STOCK, "to_location": from_location}
        wms = self.movement(
            "return_from_order" if is_return else "issue",
            lot, qty, uom, picked_at or at, site,
            fact=event, work_order_code=order, serial_code=serial or None, **ends,
        )  # fmt: skip
        mes = self.add(
            "mes_consumptions",
            consumption_id=self.number("CN"),
            work_order_code=order,
            operation_run_id=run,
            site_code=site,
            place_code=place,
            item_code=lot[0],
            lot_code=lot[1],
            serial_code=serial,
            qty=qty,
            uom=uom,
            started_at=at,
            ended_at=ended_at,
            consumption_kind=kind,
            output_group=group,
            **self.at_work(at, place),
            **self.scanned(at),
            **self.about(event, lot, at, place),
        )
        return wms, mes

    def output(
        self,
        lot: Lot,
        qty: Decimal,
        uom: str,
        begun_at: dt.datetime,
        ended_at: dt.datetime,
        order: str,
        site: str,
        place: str,
        *,
        kind: str = "product",
        group: str = "",
        serial: str = "",
        run: str = "",
        to_location: str = STORE,
        unit: str = "",
        fact: str = "",
    ) -> Fact:
        """A lot was made from `begun_at` to `ended_at`; the row is entered at its end."""
        event = fact or self.number("EV")
        wms = self.movement(
            "production_receipt", lot, qty, uom, ended_at, site,
            fact=event, work_order_code=order, from_location=LINE_STOCK, to_location=to_location,
            serial_code=serial or None, handling_unit_code=unit or None,
        )  # fmt: skip
        mes = self.add(
            "mes_outputs",
            output_id=self.number("OU"),
            work_order_code=order,
            operation_run_id=run,
            site_code=site,
            place_code=place,
            item_code=lot[0],
            lot_code=lot[1],
            serial_code=serial,
            qty=qty,
            uom=uom,
            started_at=begun_at,
            ended_at=ended_at,
            output_kind=kind,
            output_group=group,
            **self.at_work(begun_at, place),
            **{**self.scanned(begun_at, ended_at), "capture_method": "machine"},
            **self.about(event, lot, begun_at, place),
        )
        return wms, mes

    def shipment(
        self,
        lot: Lot,
        qty: Decimal,
        uom: str,
        at: dt.datetime,
        site: str,
        customer: str,
        *,
        delivery: str = "",
        line_no: str = "1",
        serial: str = "",
        unit: str = "",
    ) -> Fact:
        """A lot left on a delivery: the ERP line (with its lot) and the warehouse's movement."""
        fact, code = self.number("EV"), delivery or self.number("DL")
        erp = self.add(
            "erp_deliveries",
            delivery_code=code,
            line_no=line_no,
            item_code=lot[0],
            customer_code=customer,
            ship_to_code=customer,
            lot_code=lot[1],
            serial_code=serial,
            qty=qty,
            uom=uom,
            delivery_status="shipped",
            shipped_at=at,
            site_code=site,
            **self.about(fact, lot, at),
        )
        wms = self.movement(
            "shipment", lot, qty, uom, at, site, fact=fact, from_location=STORE,
            delivery_code=code, partner_code=customer, serial_code=serial or None,
            handling_unit_code=unit or None,
        )  # fmt: skip
        return erp, wms
