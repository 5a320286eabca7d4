"""How far the codes of each two systems meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.store import snapshots
from traceability.store.join_rates import read_join_rates
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from decimal import Decimal

    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class JoinRate:
    """How many codes of one kind that system_a uses, system_b uses too."""

    kind: str
    system_a: str
    system_b: str
    code_count: int
    joined_count: int
    join_rate: Decimal


def report_join_rates(settings: Settings) -> tuple[JoinRate, ...]:
    """Of each pair of systems and kind of code in the snapshot in force; of an older build, none.

    Apart from the status, which pages ask for and which needs no warehouse. Raises
    DataMissingError when nothing was built yet.
    """
    with open_warehouse(snapshots.current(settings).warehouse, settings) as connection:
        return tuple(JoinRate(**row) for row in read_join_rates(connection))
