"""Booking by default: at the end of an order the oldest lots on the books are taken off."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from simulator.faults.scene import Scene
from simulator.records import Row

Book = dict[str, Decimal]
"""What a lot holds on paper, by its code; the lot that came first stands first."""


def backflushed(scene: Scene, rate: float) -> None:
    """An order's uses are replaced by what the books offer, oldest lots first."""
    orders = {row["work_order_code"]: row for row in scene.records["erp_work_orders"]}
    chosen = {code for code in orders if scene.rng.random() < rate}
    books = _books(scene)
    uses: defaultdict[tuple[dt.datetime, str, str], list[tuple[Row, ...]]] = defaultdict(list)
    for fact in scene.facts("consumption"):
        row = fact[0]
        order = str(row.get("work_order_code"))
        if order in orders and "serial_code" not in row and "place_code" in row:
            ended = max(one["_at"] for one in fact)
            closed = orders[order].get("closed_at") or ended
            uses[closed, order, row["item_code"]].append(fact)
    for (closed, order, item), facts in sorted(uses.items(), key=lambda one: one[0]):
        book = books[item]
        if order in chosen:
            scene.remove(row for fact in facts for row in fact)
            _book(scene, facts, book, closed)
        else:
            for fact in facts:
                _take(book, fact[0]["_lot"], fact[0]["qty"])


def _books(scene: Scene) -> defaultdict[str, Book]:
    """Everything that ever came, by item and in the order of coming."""
    came = [
        (row["_at"], row["item_code"], row["_lot"], row["qty"])
        for kind in ("receipt", "output")
        for row, *_ in scene.facts(kind)
    ]
    books: defaultdict[str, Book] = defaultdict(dict)
    for _, item, lot, qty in sorted(came, key=lambda one: one[:3]):
        books[item][lot] = books[item].get(lot, Decimal(0)) + qty
    return books


def _take(book: Book, lot: str, qty: Decimal) -> None:
    book[lot] = max(Decimal(0), book.get(lot, Decimal(0)) - qty)


def _book(scene: Scene, facts: list[tuple[Row, ...]], book: Book, at: dt.datetime) -> None:
    """Write the default rows for all that these facts used; the last lot takes what is left."""
    sample, wanted = facts[0][0], sum((fact[0]["qty"] for fact in facts), Decimal(0))
    lots = [lot for lot, qty in book.items() if qty > 0] or [sample["_lot"]]
    for place, lot in enumerate(lots, start=1):
        part = wanted if place == len(lots) else min(book[lot], wanted)
        _take(book, lot, part)
        wanted -= part
        fact = scene.records.number("EV")
        told: Row = {"recorded_at": at, "capture_method": "backflush"}
        about = {"_fact": fact, "_lot": lot, "_at": at, "_place": ""}
        scene.records.add(
            "mes_consumptions",
            **{
                **{name: sample.get(name) for name in _KEPT},
                "consumption_id": scene.records.number("CN"),
                "lot_code": lot,
                "qty": part,
                "started_at": at,
                **told,
                **about,
            },
        )
        scene.records.movement(
            "issue",
            (sample["item_code"], lot),
            part,
            sample["uom"],
            at,
            sample["site_code"],
            fact=fact,
            work_order_code=sample["work_order_code"],
            **told,
        )
        if not wanted:
            break


_KEPT = ("work_order_code", "site_code", "item_code", "uom", "consumption_kind")
