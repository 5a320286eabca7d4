"""Rows of the extract contracts as they are told, with what they are about."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

from simulator.truth import Lot

Row = dict[str, Any]
"""Contract columns, and private keys that begin with `_` and are never written: `_fact` (id of the
true event; rows of two systems about one event share it), `_lot` (its true lot code), `_at` (its
true instant), `_place`. Instants are aware datetimes in the zone of the plant, quantities Decimal;
a missing key is an empty cell."""

Fact = tuple[Row, ...]
"""The rows of one event, one per system that tells it."""

_SHIFTS = ("early", "late", "night")
LINE_STOCK = "LINE"
STORE = "STORE"
"""Where the warehouse keeps what is beside a line, and what is on its shelves."""


class Ledger:
    """Rows by contract, and the numbers that rows get. One plant fills one."""

    def __init__(self, code: str, delay_seconds: int = 4) -> None:
        self.code = code
        self.tables: defaultdict[str, list[Row]] = defaultdict(list)
        self._delay = dt.timedelta(seconds=delay_seconds)
        self._numbers: defaultdict[str, int] = defaultdict(int)

    def __getitem__(self, contract: str) -> list[Row]:
        """Rows of a contract, in the order in which they were told."""
        return self.tables[contract]

    def number(self, kind: str) -> str:
        """The next code of its kind, such as FD1-WO00012."""
        self._numbers[kind] += 1
        return f"{self.code}-{kind}{self._numbers[kind]:05d}"

    def add(self, contract: str, **columns: Any) -> Row:
        """Append a row as given; what is None or "" is left out."""
        row = {name: value for name, value in columns.items() if value not in (None, "")}
        self.tables[contract].append(row)
        return row

    def scanned(self, at: dt.datetime, last: dt.datetime | None = None) -> Row:
        """What a scan or a machine leaves beside the instant: the entry a few seconds later."""
        return {"recorded_at": (last or at) + self._delay, "capture_method": "scan"}

    def at_work(self, at: dt.datetime, place: str) -> Row:
        """Who stood there: three shifts of eight hours, one person per shift and place."""
        shift = ((at.hour - 6) % 24) // 8
        person = sum(map(ord, place)) % 5 * 3 + shift + 1
        return {
            "operator_code": f"{self.code}-P{person:02d}",
            "shift_code": _SHIFTS[shift],
            "equipment_code": place,
        }

    def about(self, fact: str, lot: Lot, at: dt.datetime, place: str = "") -> Row:
        """Private keys of a row."""
        return {"_fact": fact, "_lot": lot[1], "_at": at, "_place": place}

    def movement(
        self,
        kind: str,
        lot: Lot,
        qty: Decimal,
        uom: str,
        at: dt.datetime,
        site: str,
        *,
        fact: str = "",
        **columns: Any,
    ) -> Row:
        """One row of the warehouse; `columns` are further columns of wms_movements."""
        return self.add(
            "wms_movements",
            movement_id=self.number("MV"),
            movement_type=kind,
            occurred_at=at,
            site_code=site,
            item_code=lot[0],
            lot_code=lot[1],
            qty=qty,
            uom=uom,
            **{**self.scanned(at), **columns},
            **self.about(fact or self.number("EV"), lot, at, columns.get("to_location", "")),
        )
