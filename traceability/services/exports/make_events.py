"""Turns rows of facts into EPCIS events: one event where, when and with whom things happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from traceability.services.exports.gs1_names import Names, gtin_14
from traceability.services.exports.hash_event import event_id
from traceability.services.exports.unit_codes import unit_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from traceability.services.exports.notes import Notes

PREFIX = "own"
MASTER_DATA = {"cbvmda": "urn:epcglobal:cbv:mda:"}
Row = dict[str, Any]
Event = dict[str, Any]
Keyed = tuple[tuple[Any, ...], Event]
"""An event, and what it tells of (a document, a run, a lot), in the order of the queries."""
_DOCUMENTS = {
    "receiving": ("recadv", "receipt"),
    "shipping": ("desadv", "delivery"),
    "returning": ("rma", "return"),
}


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes events under one set of names, and notes what it could not say."""

    names: Names
    notes: Notes

    @property
    def namespaces(self) -> dict[str, str]:
        """What the prefixes of fields stand for."""
        return {**MASTER_DATA, PREFIX: self.names.vocabulary()}

    def handed_over(self, rows: Iterable[Row]) -> Iterator[Keyed]:
        """Receiving, shipping and customers' returns: one event per document, lot and moment."""
        for row in rows:
            if not self._sayable(row) or self._is_taken_back(row):
                continue
            kind = row["kind"]
            event = self._begin("ObjectEvent", row)
            self._put_things(event, [row], "epcList", "quantityList")
            event["action"] = "OBSERVE"
            event["bizStep"] = "shipping" if kind == "shipping" else "receiving"
            event["disposition"] = {"shipping": "in_transit", "returning": "returned"}.get(
                kind, "in_progress"
            )
            self._put_place(event, row, stays=kind != "shipping")
            if row["document_code"] is not None:
                word, document = _DOCUMENTS[kind]
                uri = self.names.own(document, row["document_code"])
                event["bizTransactionList"] = [{"type": word, "bizTransaction": uri}]
            self._put_other_side(event, row)
            yield _key(row["document_code"]), self._finish(event, [row])

    def runs(self, rows: Iterable[Row]) -> Iterator[Keyed]:
        """One transformation per run and day, tied together by the run's transformationID."""
        for (order, group, _, _), part in groupby(
            rows,
            lambda row: (row["work_order_code"], row["output_group"], row["run_id"], row["day"]),
        ):
            lines = [row for row in part if self._sayable(row)]
            if not lines:
                continue
            event = self._begin("TransformationEvent", lines[0])
            self._put_sides(event, lines)
            words = [word for word in (order, group) if word]
            run = words or ["id", lines[0]["run_id"]]
            event["transformationID"] = self.names.own("run", *run)
            event["bizStep"] = "creating_class_instance"
            event["disposition"] = "in_progress"
            self._put_place(event, lines[0], stays=True)
            if order is not None:
                uri = self.names.own("work-order", order)
                event["bizTransactionList"] = [{"type": "prodorder", "bizTransaction": uri}]
            yield (*_key(order, group), lines[0]["run_id"]), self._finish(event, lines)

    def relotted(self, rows: Iterable[Row]) -> Iterator[Keyed]:
        """Splits, merges and re-labels: one lot became another."""
        for row in rows:
            if not self._sayable(row):
                continue
            made = {
                name.removeprefix("made_"): row[name] for name in row if name.startswith("made_")
            }
            event = self._begin("TransformationEvent", row)
            self._put_things(event, [row], "inputEPCList", "inputQuantityList")
            self._put_things(event, [{**row, **made}], "outputEPCList", "outputQuantityList")
            event["bizStep"] = "creating_class_instance"
            self._put_place(event, row, stays=True)
            yield (
                _key(row["lot_id"], row["made_lot_id"]),
                self._finish(event, [row, {**row, **made}]),
            )

    def packed(self, rows: Iterable[Row]) -> Iterator[Keyed]:
        """What was put into a handling unit, or taken out, at one moment."""
        for (kind, unit, _, _), part in groupby(
            rows,
            lambda row: (row["kind"], row["unit_code"], row["occurred_at"], row["is_day_only"]),
        ):
            lines = [
                row for row in part if self._sayable(row, needs_item=row["child_code"] is None)
            ]
            if not lines:
                continue
            event = self._begin("AggregationEvent", lines[0])
            event["parentID"] = self.names.handling_unit(unit)
            inside = [row["child_code"] for row in lines if row["child_code"] is not None]
            self._put_things(
                event,
                [r for r in lines if r["child_code"] is None],
                "childEPCs",
                "childQuantityList",
            )
            if inside:
                units = {self.names.handling_unit(code) for code in inside}
                event["childEPCs"] = sorted(units | set(event.get("childEPCs", ())))
            event["action"] = "ADD" if kind == "packing" else "DELETE"
            event["bizStep"] = kind
            yield _key(unit), self._finish(event, lines)

    def commissioned(self, rows: Iterable[Row]) -> Iterator[Keyed]:
        """Lots that nothing here made: the code is given at their first record."""
        for row in rows:
            if not self._sayable(row):
                continue
            event = self._begin("ObjectEvent", row)
            self._put_things(event, [{**row, "uom": None}], "epcList", "quantityList")
            event["action"] = "ADD"
            event["bizStep"] = "commissioning"
            self._put_place(event, row, stays=True)
            self._put_birth(event, row)
            yield _key(row["lot_id"]), self._finish(event, [row])

    def _begin(self, kind: str, row: Row) -> Event:
        zone = _zone(row["zone_name"])
        at = row["occurred_at"].replace(tzinfo=UTC).astimezone(zone)
        minutes = int(at.utcoffset().total_seconds() // 60)
        sign = "-" if minutes < 0 else "+"
        offset = f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        told = f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}{offset}"
        return {"type": kind, "eventTime": told, "eventTimeZoneOffset": offset}

    def _finish(self, event: Event, rows: list[Row]) -> Event:
        """Add what EPCIS has no field for, then the id."""
        if any(row["is_day_only"] for row in rows):
            event[f"{PREFIX}:timePrecision"] = "day"
        probable = sorted({self.names.lot(row) for row in rows if row["evidence"] == "probable"})
        if probable:
            event[f"{PREFIX}:probable"] = probable
            self.notes.add("not_certain", count=len(probable))
        units = sorted(
            {
                f"{self.names.lot(row)} {row['uom']}"
                for row in rows
                if row.get("uom") and row.get("qty") is not None and not unit_code(row["uom"])
            }
        )
        if units:
            event[f"{PREFIX}:unit"] = units
        return {**event, "eventID": event_id(event, self.namespaces)}

    def _sayable(self, row: Row, *, needs_item: bool = True) -> bool:
        if needs_item and row["item_code"] is None:
            self.notes.add("no_item", count=row["record_count"])
            return False
        if row["occurred_at"] is None:
            example = row.get("document_code") or row.get("work_order_code") or row["lot_code"]
            self.notes.add("no_time", example or "", row["record_count"])
            return False
        return True

    def _is_taken_back(self, row: Row) -> bool:
        if row["qty"] is None or row["qty"] > 0:
            return False
        self.notes.add("taken_back", row["document_code"] or "", row["record_count"])
        return True

    def _put_sides(self, event: Event, lines: list[Row]) -> None:
        for side, word in (("in", "input"), ("out", "output")):
            told = [row for row in lines if row["side"] == side]
            for row in told:
                if row["qty"] is not None and row["qty"] <= 0:
                    self.notes.add("given_back_whole", row["lot_code"] or "")
                    row["qty"] = None
            self._put_things(event, told, f"{word}EPCList", f"{word}QuantityList")

    def _put_things(self, event: Event, rows: list[Row], single: str, amount: str) -> None:
        """Serial numbers one by one, lots with their amounts."""
        serials = {self.names.lot(row) for row in rows if self._is_single(row)}
        amounts = [self._amount(row) for row in rows if not self._is_single(row)]
        if serials:
            event[single] = sorted(serials)
        if amounts:
            event[amount] = amounts

    def _is_single(self, row: Row) -> bool:
        return bool(row["is_serial"]) and row["lot_code"] is not None

    def _amount(self, row: Row) -> dict[str, Any]:
        told: dict[str, Any] = {"epcClass": self.names.lot(row)}
        if row["lot_code"] is None:
            self.notes.add("no_lot", row["item_code"], row["record_count"])
        elif gtin_14(row["gtin"]) and not told["epcClass"].startswith("https://id.gs1.org/"):
            self.notes.add("not_a_gs1_number", row["lot_code"])
        if row.get("qty") is not None:
            told["quantity"] = row["qty"]
            code = unit_code(row["uom"])
            if code:
                told["uom"] = code
            else:
                self.notes.add("unit_without_code", row["uom"] or "(none)")
        return told

    def _put_place(self, event: Event, row: Row, *, stays: bool) -> None:
        if row["site_code"] is not None:
            event["readPoint"] = {"id": self.names.site(row["site_code"])}
            if stays:
                event["bizLocation"] = {"id": self.names.site(row["site_code"])}

    def _put_other_side(self, event: Event, row: Row) -> None:
        """Whom it came from or goes to: never both lists in one event (see docs/exports.md)."""
        key = "destination" if row["kind"] == "shipping" else "source"
        told = []
        if row["party_code"] is not None:
            told.append(
                {"type": "possessing_party", key: self.names.own("party", row["party_code"])}
            )
        if row["party_place_code"] is not None:
            place = self.names.own("party", row["party_place_code"], "place")
            told.append({"type": "location", key: place})
        if told:
            event[f"{key}List"] = told

    def _put_birth(self, event: Event, row: Row) -> None:
        """Expiry and supplier's lot, for what has just got its code."""
        if row["expiry_count"] > 1:
            self.notes.add("several_expiries", row["lot_code"])
        birth: dict[str, Any] = {}
        if row["expires_on"] is not None:
            birth["cbvmda:itemExpirationDate"] = row["expires_on"]
        if row["supplier_lot_code"] is not None and row["supplier_code"] is not None:
            birth[f"{PREFIX}:supplierLot"] = self.names.own(
                "party", row["supplier_code"], "lot", row["supplier_lot_code"]
            )
        if birth:
            event["ilmd"] = birth


def _key(*codes: str | None) -> tuple[Any, ...]:
    """Codes in the order of the queries: what is missing comes last."""
    return tuple(part for code in codes for part in (code is None, code or ""))


@lru_cache(maxsize=512)
def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
