"""Say a path in sentences: one per link, and one for each passage through a pool or a tank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from traceability.domain.scope import EVIDENCE
from traceability.domain.trace_details import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex

_LOT, _RUN, _POOL = 0, 1, 2


class Said(NamedTuple):
    """A sentence and the evidence of the weakest link that it tells."""

    sentence: str
    evidence: str


class _End(NamedTuple):
    kind: int
    name: str


def say_path(
    index: GenealogyIndex, edges: NDArray[np.int64], links: Sequence[Link]
) -> tuple[Said, ...]:
    """Sentences of a path in the direction of the material; links: the same edges in words."""
    starts = _kinds(index, index.graph.source[edges])
    ends = _kinds(index, index.graph.out_node[edges])
    said = []
    for passage in _passages(ends):
        part = [links[place] for place in passage]
        start = _end(
            starts[passage[0]], part[0].from_id, part[0].from_item_code, part[0].from_lot_code
        )
        end = _end(ends[passage[-1]], part[-1].to_id, part[-1].to_item_code, part[-1].to_lot_code)
        evidence = max((link.evidence for link in part), key=EVIDENCE.index)
        fact = _through(start, end, part) if len(part) > 1 else _link(start, end, part[0])
        said.append(Said(f"{fact}: {evidence} ({_sources(part)}).", evidence))
    return tuple(said)


def _kinds(index: GenealogyIndex, nodes: NDArray[np.int32]) -> list[int]:
    kinds = np.searchsorted(np.array([index.lot_count, index.pool_start]), nodes, side="right")
    return [int(kind) for kind in kinds]


def _passages(ends: list[int]) -> Iterator[list[int]]:
    """Places of links that belong to one sentence: a link into a pool goes on with the next."""
    passage: list[int] = []
    for place, kind in enumerate(ends):
        passage.append(place)
        if kind != _POOL:
            yield passage
            passage = []
    if passage:
        yield passage


def _end(kind: int, node_id: str, item: str | None, lot: str | None) -> _End:
    if kind == _LOT:
        return _End(
            kind, f"{item or '?'}:{lot}" if lot else f"an unknown lot of {item or '?'} ({node_id})"
        )
    return _End(kind, f"what may be meant by {item or 'it'}")


def _link(start: _End, end: _End, link: Link) -> str:
    """A link between two things that are no pools."""
    order = _order(link)
    amount = f" ({link.qty.normalize():f} {link.uom or ''})".replace(" )", ")") if link.qty else ""
    if start.kind == end.kind == _RUN:
        return f"A group of {order} took what the order took"
    if end.kind == _RUN:
        return f"{start.name} went into {order}{amount}"
    if start.kind == _RUN:
        return f"{_capital(order)} made {end.name}{amount}"
    return f"{start.name} became {end.name} by {link.edge_kind}{amount}"


def _through(start: _End, end: _End, part: list[Link]) -> str:
    """A passage through a pool, a tank or a place that holds something up."""
    first, last = part[0], part[-1]
    who = _capital(start.name if start.kind == _LOT else _order(first))
    into = end.name if end.kind == _LOT else _order(last)
    place = last.place_code or first.place_code or "a place without code"
    if first.edge_kind == "fill":
        fills = sum(link.edge_kind == "carry" for link in part)
        later = f", {fills} fill{'' if fills == 1 else 's'} later" if fills else ""
        return f"{who} was filled into {place}, which held it when {into} drew{later}"
    if last.edge_kind == "held":
        return f"{who} may have stayed at {place} and gone into {into}"
    if last.edge_kind == "loss":
        return f"A count misses some of {start.name}, and {into} may have used it"
    if last.edge_kind == "origin" or last.to_lot_code is not None:
        verb = "may have made" if start.kind == _RUN else "may stand behind"
        return f"{who} {verb} {end.name}, whose origin nobody recorded"
    where = _order(last) if last.work_order_code else "a record"
    if start.kind == _RUN:
        return f"{who} may have made what {where} used without a lot number"
    return f"{who} may be what {where} used without a lot number: in stock at the time"


def _order(link: Link) -> str:
    return f"order {link.work_order_code}" if link.work_order_code else "an order without number"


def _capital(text: str) -> str:
    """The text as the begin of a sentence; codes stay as printed."""
    first = text[0].upper() if text.startswith(("order ", "an ")) else text[0]
    return f"{first}{text[1:]}"


def _sources(part: list[Link]) -> str:
    """The records behind the links, each once, in the order of the path."""
    return "; ".join(dict.fromkeys(source_text(link.source_file, link.source_row) for link in part))


def source_text(file: str | None, row: int | None) -> str:
    """A record by file and row, as people look it up."""
    if not file:
        return "no source record"
    return f"{file} row {row}" if row is not None else file
