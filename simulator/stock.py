"""What truly lies on the shelves and in the tanks of a plant."""

from __future__ import annotations

from collections import defaultdict, deque
from decimal import ROUND_CEILING, Decimal

from simulator.truth import Lot

ZERO = Decimal(0)
_SMALLEST = Decimal("0.000001")
Portion = tuple[Lot, Decimal]
"""Some of a lot."""


class Stock:
    """Lots on the shelves by site and item, in the order in which they came."""

    def __init__(self) -> None:
        self._lots: defaultdict[tuple[str, str], dict[Lot, Decimal]] = defaultdict(dict)
        self._seen: dict[tuple[str, Lot], None] = {}
        self._kept: defaultdict[tuple[str, Lot], Decimal] = defaultdict(Decimal)

    def put(self, site: str, lot: Lot, qty: Decimal) -> None:
        """Lay some of a lot on the shelf."""
        shelf = self._lots[site, lot[0]]
        shelf[lot] = shelf.get(lot, ZERO) + qty
        self._seen[site, lot] = None

    def take(self, site: str, lot: Lot, qty: Decimal) -> None:
        """Take some of a lot off the shelf; KeyError where there is none, never below zero."""
        shelf = self._lots[site, lot[0]]
        rest = shelf[lot] - qty
        if rest < 0:
            raise ValueError(f"{lot[0]} {lot[1]} holds {shelf[lot]}, not {qty}.")
        shelf[lot] = rest
        if not rest:
            del shelf[lot]

    def on_hand(self, site: str, item: str) -> dict[Lot, Decimal]:
        """Lots of an item at a site, oldest first."""
        return dict(self._lots[site, item])

    def total(self, site: str, item: str) -> Decimal:
        """How much of an item is at a site."""
        return sum(self._lots[site, item].values(), ZERO)

    def pick(self, site: str, item: str, qty: Decimal, pack: Decimal) -> list[Portion]:
        """Take whole packs of the oldest lots until `qty` is covered; less where stock ends."""
        picked = []
        for lot, held in self.on_hand(site, item).items():
            if qty <= 0:
                break
            packs = (qty / pack).to_integral_value(ROUND_CEILING) * pack
            taken = min(held, packs)
            self.take(site, lot, taken)
            picked.append((lot, taken))
            qty -= taken
        return picked

    def keep(self, site: str, lot: Lot, qty: Decimal) -> None:
        """Keep what was picked for an order on the shelf until it is fetched; below zero: no more.

        Nobody else gets it, and a count finds it.
        """
        self._kept[site, lot] += qty

    def count(self) -> list[tuple[str, Lot, Decimal]]:
        """(site, lot, amount) of all that is there, and zero for what went since the last count."""
        counted = [
            (site, lot, self._lots[site, lot[0]].get(lot, ZERO) + self._kept[site, lot])
            for site, lot in self._seen
        ]
        self._seen = {(site, lot): None for site, lot, qty in counted if qty}
        return counted


class Tank:
    """A tank or silo in which lots of a bulk item mix at once.

    contents: what is in it. A draw takes of every lot its share; the records name lots in the
    order in which they were filled in, as a stock ledger does (`named`).
    """

    def __init__(self, code: str, site: str, item: str, capacity: Decimal) -> None:
        self.code = code
        self.site = site
        self.item = item
        self.capacity = capacity
        self.contents: dict[Lot, Decimal] = {}
        self._book: deque[Portion] = deque()
        self.last: Lot | None = None

    @property
    def level(self) -> Decimal:
        """How much is in it."""
        return sum(self.contents.values(), ZERO)

    def fill(self, lot: Lot, qty: Decimal) -> None:
        """Pour some of a lot in."""
        self.contents[lot] = self.contents.get(lot, ZERO) + qty
        self._book.append((lot, qty))
        self.last = lot

    def draw(self, qty: Decimal) -> list[Portion]:
        """Take a mixed amount out; ValueError where so much is not in it."""
        level = self.level
        if qty > level:
            raise ValueError(f"{self.code} holds {level}, not {qty}.")
        shares = {
            lot: (held * qty / level).quantize(_SMALLEST) for lot, held in self.contents.items()
        }
        most = max(shares, key=lambda lot: self.contents[lot])
        shares[most] += qty - sum(shares.values(), ZERO)
        for lot, share in shares.items():
            self.contents[lot] -= share
        self.contents = {lot: held for lot, held in self.contents.items() if held > 0}
        return [(lot, share) for lot, share in shares.items() if share > 0]

    def named(self, qty: Decimal, *, is_last_only: bool = False) -> list[Portion]:
        """Lots that the records name for a draw; is_last_only: the lot filled last alone."""
        if is_last_only and self.last:
            return [(self.last, qty)]
        named: list[Portion] = []
        while qty > 0:
            lot, left = self._book.popleft()
            taken = min(left, qty)
            named.append((lot, taken))
            qty -= taken
            if left > taken:
                self._book.appendleft((lot, left - taken))
        return named

    def empty(self) -> tuple[list[Portion], list[Portion]]:
        """Let everything out: what truly was in it, and what the records say was."""
        held = list(self.contents.items())
        booked = list(self._book)
        self.contents = {}
        self._book.clear()
        return held, booked


class Place:
    """Where a line is fed. With a hold-up, what was poured in first leaves first and some stays.

    hold_up: most that may stay behind when a run ends; 0 = the place always runs empty.
    """

    def __init__(self, code: str, site: str, hold_up: Decimal = ZERO) -> None:
        self.code = code
        self.site = site
        self.hold_up = hold_up
        self.residue: deque[Portion] = deque()

    @property
    def level(self) -> Decimal:
        """How much lies in it."""
        return sum((qty for _, qty in self.residue), ZERO)

    def pour(self, portion: Portion) -> None:
        """Feed some of a lot."""
        if portion[1] > 0:
            self.residue.append(portion)

    def draw(self, qty: Decimal) -> list[Portion]:
        """Take what lies there longest; less where it holds less."""
        drawn: list[Portion] = []
        while qty > 0 and self.residue:
            lot, held = self.residue.popleft()
            taken = min(held, qty)
            drawn.append((lot, taken))
            qty -= taken
            if held > taken:
                self.residue.appendleft((lot, held - taken))
        return drawn

    def clear(self) -> list[Portion]:
        """Take everything out."""
        held = list(self.residue)
        self.residue.clear()
        return held
