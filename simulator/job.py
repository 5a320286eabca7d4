"""What an order is to do: its needs, its output lots, its pace."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from simulator.stock import Tank


@dataclass(frozen=True, slots=True)
class Need:
    """One component of an order.

    per_unit: net need for one unit of output (the BOM), without waste. place: where it is fed; ""
    = at the line itself, and `{line}` stands for its code, on each line where several run. pack:
    the warehouse issues whole packs. tank: drawn from there, metered, for each output lot at its
    begin. is_counted: pieces, of which waste is whole ones. kind: as consumption_kind. is_planned:
    whether the bill of materials lists it.
    """

    item: str
    per_unit: Decimal
    place: str = ""
    pack: Decimal = Decimal(1)
    tank: Tank | None = None
    is_counted: bool = False
    alternate_group: str = ""
    kind: str = "standard"
    is_planned: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """One order.

    lots: units of each output lot, made one after the other. unit_qty: base quantity of one unit.
    lines: several = the lots are shared out and made on all at once. minutes: for one unit.
    waste: share of every need that is lost on top. by_product: the item that the waste of one
    component becomes, and that component; one lot of it per order, told with each output lot.
    operations: 2 = lots wait between a first operation, which uses the material, and a second
    one, which is recorded as making them.
    """

    site: str
    line: str
    item: str
    lots: tuple[int, ...]
    needs: tuple[Need, ...]
    minutes: float = 1.0
    unit_qty: Decimal = Decimal(1)
    waste: Decimal = Decimal("0.02")
    lines: tuple[str, ...] = ()
    kind: str = "standard"
    by_product: tuple[str, str] | None = None
    operations: int = 1

    @property
    def units(self) -> int:
        """Units of all output lots."""
        return sum(self.lots)
