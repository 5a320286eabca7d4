"""Walk a case's question once, and read once what all its lists share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.scope import EVIDENCE, Direction, Scope
from traceability.services.cases.name_missing_records import MissingRecords
from traceability.services.trace_lot import TraceRequest, walked_answer
from traceability.store import case_facts

if TYPE_CHECKING:
    from traceability.domain.trace import Trace
    from traceability.index.reader import GenealogyIndex
    from traceability.services.look_beyond import Beyond
    from traceability.services.open_snapshot import OpenSnapshot
    from traceability.store.warehouse import Connection

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ScopeLot:
    """A lot of a case: what it is called and how surely it belongs; hop_count 0 = asked for."""

    lot_id: str
    item_code: str | None
    lot_code: str | None
    evidence: str
    hop_count: int

    @property
    def name(self) -> str:
        """Within a sentence."""
        return f"{self.item_code or '?'}:{self.lot_code or '(unknown)'}"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the warehouse tells beside the index; missing: relations that it does not have."""

    site_types: dict[str, str | None]
    place_types: dict[tuple[str | None, str], str | None]
    bins: list[Row]
    units: list[Row]
    allocations: list[Row]
    open_deliveries: list[Row]
    contracts: dict[str, set[str]]
    missing: list[str]


@dataclass(frozen=True)
class Ground:
    """Where a case stands: forward is the answer of scope `possible`, beyond its walk."""

    opened: OpenSnapshot
    forward: Trace
    backward: Trace
    beyond: Beyond

    @property
    def index(self) -> GenealogyIndex:
        """The index of the snapshot."""
        return self.opened.index

    @cached_property
    def nodes(self) -> np.ndarray[Any, Any]:
        """The lots asked for and every lot reached forward, as nodes, ascending."""
        return self.beyond.selection.sent.nodes

    @cached_property
    def lots(self) -> dict[str, ScopeLot]:
        """Those lots by id."""
        asked = [
            ScopeLot(lot.lot_id, lot.item_code, lot.lot_code, EVIDENCE[0], 0)
            for lot in self.forward.question.lots
        ]
        reached = [
            ScopeLot(lot.lot_id, lot.item_code, lot.lot_code, lot.evidence, lot.hop_count)
            for lot in self.forward.lots
        ]
        return {lot.lot_id: lot for lot in (*asked, *reached)}

    @cached_property
    def missing(self) -> MissingRecords:
        """The records that decide on what is only possible."""
        return MissingRecords(self.beyond)


def read_ground(opened: OpenSnapshot, asked: tuple[str, ...], item: str | None) -> Ground:
    """Where did it go and where did it come from, in scope `possible`.

    Raises NotFoundError or AmbiguousError for codes.
    """
    forward, beyond = walked_answer(
        opened, TraceRequest(asked, Direction.FORWARD, Scope.POSSIBLE, item)
    )
    backward, _ = walked_answer(
        opened, TraceRequest(asked, Direction.BACKWARD, Scope.POSSIBLE, item)
    )
    return Ground(opened, forward, backward, beyond)


def read_facts(connection: Connection, ground: Ground) -> CaseFacts:
    """Places, bins, units, allocations and open deliveries of the lots of a case."""
    missing = case_facts.missing_relations(connection)
    if missing:
        return CaseFacts({}, {}, [], [], [], [], {}, missing)
    lot_ids = sorted(ground.lots)
    items = sorted({lot.item_code for lot in ground.lots.values() if lot.item_code})
    return CaseFacts(
        case_facts.read_site_types(connection),
        case_facts.read_place_types(connection),
        case_facts.read_bins(connection, lot_ids),
        case_facts.read_units(connection, lot_ids),
        case_facts.read_allocations(connection, lot_ids),
        case_facts.read_open_deliveries(connection, lot_ids, items),
        case_facts.read_contracts(connection),
        [],
    )
