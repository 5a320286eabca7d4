"""What a simulated plant truly did: which lots hold material of a lot, and who got it.

The files lie beside what is landed, in `truth` of the home, and no build ever reads them.
"""

from __future__ import annotations

import csv
import heapq
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from typing import TYPE_CHECKING

from traceability.errors import DataMissingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from traceability.settings import Settings

Lot = tuple[str, str]
"""Item code and lot code."""

FLOWS = "flows.csv"
"""from_item, from_lot, to_item, to_lot, at: material of one lot entered another."""
SHIPMENTS = "shipments.csv"
"""item, lot, delivery, customer, at: material left for a customer."""

_BEGINNING = datetime.min.replace(tzinfo=UTC)
_END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TrueReach:
    """What holds material of the lots asked for (forward), or is in them (backward).

    lots: themselves left out. customers: who got any of it, None for a backward question.
    """

    lots: frozenset[Lot]
    customers: frozenset[str] | None


def has_truth(settings: Settings) -> bool:
    """Whether the truth of the plants of this home is known: they are simulated."""
    return (_folder(settings) / FLOWS).exists()


def true_reach(settings: Settings, asked: Iterable[Lot], *, forward: bool) -> TrueReach | None:
    """What truly holds material of these lots, or what they truly are made of.

    A transfer before the material came takes none. None where the truth has none of these lots:
    they are not of a simulated plant, or nothing ever became of them. Raises DataMissingError for
    files that cannot be read.
    """
    seeds = list(asked)
    steps = _steps(_folder(settings) / FLOWS, forward=forward)
    if not any(lot in steps for lot in seeds):
        return None
    arrivals = _arrivals(steps, seeds, forward=forward)
    lots = frozenset(arrivals.keys() - set(seeds))
    if not forward:
        return TrueReach(lots, None)
    customers = {
        row["customer"]
        for row in _rows(_folder(settings) / SHIPMENTS)
        if (lot := (row["item"], row["lot"])) in arrivals
        and datetime.fromisoformat(row["at"]) >= arrivals[lot]
    }
    return TrueReach(lots, frozenset(customers))


def _steps(path: Path, *, forward: bool) -> dict[Lot, list[tuple[datetime, Lot]]]:
    found: defaultdict[Lot, list[tuple[datetime, Lot]]] = defaultdict(list)
    for row in _rows(path):
        first, last = (row["from_item"], row["from_lot"]), (row["to_item"], row["to_lot"])
        at = datetime.fromisoformat(row["at"])
        found[first if forward else last].append((at, last if forward else first))
    return found


def _arrivals(
    steps: dict[Lot, list[tuple[datetime, Lot]]], seeds: list[Lot], *, forward: bool
) -> dict[Lot, datetime]:
    """Earliest arrival forward, latest departure backward, by label setting."""
    start, sign = (_BEGINNING, 1) if forward else (_END, -1)
    found: dict[Lot, datetime] = {}
    waiting = [(-inf, lot, start) for lot in sorted(seeds)]
    while waiting:
        _, lot, since = heapq.heappop(waiting)
        if lot in found:
            continue
        found[lot] = since
        for at, other in steps.get(lot, ()):
            is_open = at >= since if forward else at <= since
            if is_open and other not in found:
                heapq.heappush(waiting, (sign * at.timestamp(), other, at))
    return found


def _folder(settings: Settings) -> Path:
    return settings.home / "truth"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataMissingError(
            f"The truth of the simulated plants cannot be read: {path} ({error}).",
            hint="`lotline demo --data food` in an empty home writes it anew.",
        ) from error
