"""What a defect is: one wrong thing in the records of a plant, and where it must be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from simulator.defects.spot import Spot
from simulator.records import Row


@dataclass(frozen=True, slots=True)
class Sought:
    """The finding that a defect must lead to.

    columns: columns of `findings` and what they must hold. says: texts that its message must have,
    where the subject has no column of its own.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    says: tuple[str, ...] = ()


def at(*says: str, **columns: str) -> Sought:
    """Short for Sought: texts of the message, and columns by name."""
    return Sought(columns, says)


Put = Callable[[Spot], Sought]
"""Puts one defect into the records of a plant, and says where it must be found."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Rows by contract that come in a load of their own, after those of the plant.

    source: the source system that sends them. covers: a full load of that period, both days
    included. is_full: a full load.
    """

    source: str
    tables: Mapping[str, list[Row]]
    covers: tuple[date, date] | None = None
    is_full: bool = False
