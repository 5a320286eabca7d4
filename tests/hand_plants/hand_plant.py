"""A plant written by hand: a few rows of extracts and, beside them, what is true of its lots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from traceability.contracts.extracts import EXTRACTS

Pair = tuple[str, str]
"""Short codes of two lots, material of the first in the second; `@D1` is what delivery D1 took."""

CLOCKS = {"late_booking_hours": 24, "tolerance_minutes": 10, "entry_delay_minutes": 30}
"""Bounds of every site."""


class HandPlant:
    """Its own sites, items, orders and lots: every code of it begins with its prefix.

    true: pairs that hold, or would hold in another plant that leaves these very records, so that
    no answer may leave them out. guessed: pairs that no record tells for sure; none of them is
    `confirmed`. ruled_out: pairs that cannot hold, and the records say so. lost: pairs that hold
    and are lost today; beside each the words of docs/limits.md about it.

    A time is written as day and clock of January 2026 in UTC ("12 08:00"); one with a T stands as
    it is.
    """

    def __init__(self, prefix: str, *sites: str) -> None:
        self.prefix = prefix
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.bounds: dict[str, dict[str, dict[str, int]]] = {"sites": {}, "places": {}}
        self.true: list[Pair] = []
        self.guessed: list[Pair] = []
        self.ruled_out: list[Pair] = []
        self.lost: dict[Pair, str] = {}
        self._numbers = count(1)
        for site in sites or ("S1",):
            self.bounds["sites"][f"{prefix}-{site}"] = dict(CLOCKS)
            self.add("erp_sites", site_code=site, timezone="UTC", org_code="ORG", site_type="own")

    def says(
        self,
        true: str,
        *,
        guessed: str = "",
        ruled_out: str = "",
        lost: dict[str, str] | None = None,
    ) -> None:
        """The truth; pairs as in "A>F1 B>F1"."""
        self.true, self.guessed, self.ruled_out = map(pairs, (true, guessed, ruled_out))
        self.lost = {pairs(text)[0]: words for text, words in (lost or {}).items()}

    def pairs(self) -> set[Pair]:
        """Every pair of which something is said."""
        return {*self.true, *self.guessed, *self.ruled_out, *self.lost}

    def code(self, short: str) -> str:
        """A code of this plant alone."""
        return f"{self.prefix}-{short}"

    def number(self) -> str:
        """The next number of a document or a posting."""
        return f"{next(self._numbers):04d}"

    def add(self, contract: str, **values: Any) -> None:
        """A row; its codes get the prefix, its times are written out."""
        assert values.keys() <= set(EXTRACTS[contract].column_names), values
        row = {name: self._cell(name, value) for name, value in values.items()}
        self.tables.setdefault(contract, []).append(row)

    def _cell(self, name: str, value: Any) -> Any:
        if value is None:
            return None
        if name.endswith("_at"):
            return written_out(value)
        is_own = name.endswith(("_code", "_location", "_id")) or name in {
            "location",
            "alternate_group",
        }
        return self.code(value) if is_own else value

    def item(self, *codes: str, kind: str = "raw", uom: str = "kg") -> None:
        for code in codes:
            self.add("erp_items", item_code=code, item_type=kind, base_uom=uom, is_lot_managed=True)

    def place(self, code: str, kind: str = "line", **values: Any) -> None:
        told = {"has_hold_up": False, "is_metered": False, **values}
        self.add("mes_places", place_code=code, site_code="S1", place_type=kind, **told)

    def hopper(self, code: str, hold_up: int) -> None:
        """A place in which so many kg stay when another lot is fed."""
        self.place(code, "hopper", has_hold_up=True)
        self.bounds["places"][self.code(code)] = {"hold_up": hold_up}

    def order(self, code: str, item: str, qty: int, **values: Any) -> None:
        """An order, closed unless told otherwise. bill: item, amount[, alternate group[, unit]]."""
        bill = values.pop("bill", ())
        told = {"uom": "kg", "order_type": "standard", "order_status": "closed", "site_code": "S1"}
        told |= values
        self.add("erp_work_orders", work_order_code=code, item_code=item, planned_qty=qty, **told)
        for line, (part, amount, *more) in enumerate(bill, start=1):
            group, uom = (*more, *(None, "kg")[len(more) :])
            self.add(
                "erp_work_order_components",
                work_order_code=code,
                line_no=line,
                item_code=part,
                required_qty=amount,
                uom=uom,
                is_mandatory=True,
                alternate_group=group,
            )

    def used(
        self, order: str, item: str, lot: str | None, qty: int, at: str, **values: Any
    ) -> None:
        told = {
            "site_code": "S1",
            "uom": "kg",
            "recorded_at": at,
            "capture_method": "scan",
            "consumption_kind": "standard",
        }
        self.add(
            "mes_consumptions",
            consumption_id=self.number(),
            work_order_code=order,
            item_code=item,
            lot_code=lot,
            qty=qty,
            started_at=at,
            **told | values,
        )

    def made(  # noqa: PLR0917 - what, how much, from when and to when, in that order
        self, order: str, item: str, lot: str | None, qty: int, start: str, end: str, **values: Any
    ) -> None:
        told = {
            "site_code": "S1",
            "uom": "kg",
            "recorded_at": end,
            "capture_method": "machine",
            "output_kind": "product",
        }
        self.add(
            "mes_outputs",
            output_id=self.number(),
            work_order_code=order,
            item_code=item,
            lot_code=lot,
            qty=qty,
            started_at=start,
            ended_at=end,
            **told | values,
        )

    def received(
        self, item: str, lot: str, qty: int, at: str, *, site: str = "S1", to: str = "SHELF"
    ) -> None:
        """From a supplier, in the ERP and in the warehouse."""
        number = self.number()
        self.add(
            "erp_receipts",
            receipt_code=number,
            line_no=1,
            item_code=item,
            supplier_code="SUP",
            supplier_lot_code=f"X{number}",
            lot_code=lot,
            qty=qty,
            uom="kg",
            received_at=at,
            site_code=site,
        )
        self.moved(
            "receipt", item, lot, qty, at, site_code=site, to_location=to, receipt_code=number
        )

    def moved(
        self, kind: str, item: str, lot: str | None, qty: int, at: str, **values: Any
    ) -> None:
        told = {"site_code": "S1", "uom": "kg", "capture_method": "scan"}
        self.add(
            "wms_movements",
            movement_id=self.number(),
            movement_type=kind,
            occurred_at=at,
            recorded_at=at,
            item_code=item,
            lot_code=lot,
            qty=qty,
            **told | values,
        )

    def shipped(
        self, item: str, lot: str | None, qty: int, at: str, delivery: str, **values: Any
    ) -> None:
        """To a customer, in the ERP and, unless in_warehouse is false, in the warehouse."""
        in_warehouse = values.pop("in_warehouse", True)
        uom = values.pop("uom", "kg")
        assert not values, values
        self.add(
            "erp_deliveries",
            delivery_code=delivery,
            line_no=1,
            item_code=item,
            customer_code="CU",
            lot_code=lot,
            qty=qty,
            uom=uom,
            delivery_status="shipped",
            shipped_at=at,
            site_code="S1",
        )
        if in_warehouse:
            told = {"uom": uom, "from_location": "DOCK", "delivery_code": delivery}
            self.moved("shipment", item, lot, qty, at, **told)

    def counted(self, item: str, lot: str, qty: int, at: str, location: str = "SHELF") -> None:
        self.add(
            "wms_stock",
            counted_at=at,
            site_code="S1",
            location=location,
            item_code=item,
            lot_code=lot,
            qty=qty,
            uom="kg",
        )

    def cleaned(self, place: str, at: str) -> None:
        self.add(
            "mes_place_events",
            event_id=self.number(),
            place_code=place,
            event_type="cleaned",
            occurred_at=at,
            recorded_at=at,
            capture_method="scan",
        )


PLANTS: dict[str, HandPlant] = {}
"""By the name of the function that writes it."""

Writing = Callable[[HandPlant], None]


def plant(prefix: str, *sites: str) -> Callable[[Writing], Writing]:
    """Mark a function as one that writes a plant; its docstring says what the plant shows."""

    def write(writing: Writing) -> Writing:
        assert writing.__name__ not in PLANTS, writing
        one = PLANTS[writing.__name__] = HandPlant(prefix, *sites)
        writing(one)
        return writing

    return write


def pairs(text: str) -> list[Pair]:
    """The pairs of "A>F1 B>F1"."""
    return [(first, last) for first, last in (pair.split(">") for pair in text.split())]


def written_out(at: str) -> str:
    """A time as a cell: to the second, since a full minute looks like one typed in."""
    if "T" in at:
        return at
    day, clock = at.split()
    return f"2026-01-{day}T{clock}:07+00:00"


def received_all(one: HandPlant, item: str, lots: Iterable[str], qty: int, at: str) -> None:
    """Several lots of an item at one time."""
    for lot in lots:
        one.received(item, lot, qty, at)
