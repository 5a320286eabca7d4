"""Say of each stock row in which bins and handling units it lies, as far as the sums agree."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from traceability.domain.trace import StockPlace
    from traceability.services.cases.read_ground import CaseFacts

Row = dict[str, Any]
MOVED_SINCE = "moved since the count"
_KEPT = "site_code location item_code lot_code lot_id qty uom stock_status evidence"


def split_stock(stock: Iterable[StockPlace], facts: CaseFacts) -> Iterator[Row]:
    """The rows of a hold list with their `notes`; their amounts add up to those of the stock.

    A book of a whole site is told by bin where the stores' movements leave just that amount; bins
    and units that do not add up are named in the notes instead.
    """
    bins, units = _by_lot(facts.bins), _by_lot(facts.units)
    places: dict[str, list[StockPlace]] = {}
    for place in stock:
        places.setdefault(place.lot_id, []).append(place)
    for lot_id, found in places.items():
        counted = {place.site_code for place in found if place.basis == "counted"}
        rows = [
            row
            for place in found
            for row in _in_bins(place, [] if place.site_code in counted else bins.get(lot_id, []))
        ]
        yield from _in_units(rows, units.get(lot_id, []))


def _in_bins(place: StockPlace, bins: list[Row]) -> Iterator[Row]:
    row = {name: getattr(place, name) for name in _KEPT.split()}
    notes = _notes(place)
    row |= {"handling_unit_code": None, "notes": notes}
    here = [one for one in bins if one["site_code"] == place.site_code]
    if place.basis != "book" or place.location is not None or not here:
        yield row
    elif _adds_up(here, place.qty, place.uom):
        for one in here:
            yield row | {"location": one["location"], "qty": one["qty"], "notes": [*notes]}
    else:
        told = ", ".join(sorted(one["location"] for one in here))
        note = f"By the movements of the stores it may lie in {told}."
        yield row | {"notes": [*notes, note]}


def _notes(place: StockPlace) -> list[str]:
    """What the amount rests on."""
    if place.location == MOVED_SINCE:
        return ["What came and went after the count; no place of its own."]
    basis = {"book": "By the book.", "counted": "Counted."}.get(place.basis or "")
    told = [basis] if basis else []
    if place.qty is None:
        told.append("How much lies there is not recorded.")
    elif place.qty < 0:
        told.append("Below zero the records contradict one another: look whether any is there.")
    return told


def _in_units(rows: list[Row], units: list[Row]) -> Iterator[Row]:
    """Each unit goes to the row of the place where it was last put, else to one of its site.

    One that was last put at a site where the stock has nothing gets a row of its own there.
    """
    of_row: dict[int, list[Row]] = {}
    standing = [
        number
        for number, row in enumerate(rows)
        if row["site_code"] is not None and row["location"] != MOVED_SINCE
    ]
    sites = {rows[number]["site_code"] for number in standing}
    for unit in units if standing else ():
        if unit["site_code"] is None or unit["site_code"] in sites:
            of_row.setdefault(_row_of(unit, rows, standing), []).append(unit)
        else:
            yield _elsewhere(rows[standing[0]], unit)
    for number, row in enumerate(rows):
        found = of_row.get(number, [])
        total = sum((unit["qty"] or Decimal(0) for unit in found), Decimal(0))
        known = all(unit["qty"] is not None and unit["uom"] == row["uom"] for unit in found)
        if not found:
            yield row
        elif known and row["qty"] is not None and total <= row["qty"]:
            for unit in found:
                own = {"handling_unit_code": unit["unit_code"], "qty": unit["qty"]}
                yield row | own | {"notes": [*row["notes"], *_last_put(row, unit)]}
            if total < row["qty"]:
                yield row | {"qty": row["qty"] - total}
        else:
            told = ", ".join(sorted(unit["unit_code"] for unit in found))
            code = found[0]["unit_code"] if len(found) == 1 else None
            note = f"It was packed into {told}; how much of it is there now is not recorded."
            put = [text for unit in found for text in _last_put(row, unit)]
            yield row | {"handling_unit_code": code, "notes": [*row["notes"], note, *put]}


def _last_put(row: Row, unit: Row) -> list[str]:
    """Where a unit was last put, if the row has another place."""
    place = unit["location"]
    if place is None or row["location"] is None or place == row["location"]:
        return []
    return [f"By the movements {unit['unit_code']} was last put in {place}: look there too."]


def _elsewhere(row: Row, unit: Row) -> Row:
    """A unit at a site where the stock has nothing; its goods may be counted at another."""
    note = "It was packed into this unit, which was last put here; the stock here does not have it."
    place = {"site_code": unit["site_code"], "location": unit["location"], "qty": None}
    more = {"handling_unit_code": unit["unit_code"], "stock_status": None, "notes": [note]}
    return row | place | more


def _row_of(unit: Row, rows: list[Row], standing: list[int]) -> int:
    def strangeness(number: int) -> tuple[bool, bool, int]:
        row = rows[number]
        return (
            row["site_code"] != unit["site_code"],
            row["location"] != unit["location"],
            number,
        )

    return min(standing, key=strangeness)


def _adds_up(bins: list[Row], qty: Decimal | None, uom: str | None) -> bool:
    return (
        qty is not None
        and all(one["uom"] == uom for one in bins)
        and sum(one["qty"] for one in bins) == qty
    )


def _by_lot(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["lot_id"], []).append(row)
    return found
