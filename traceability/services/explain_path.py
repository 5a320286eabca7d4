"""Say why a lot is in an answer: the path from one thing to another, record by record."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from traceability.domain.code_keys import code_key
from traceability.domain.plain_values import plain
from traceability.domain.questions import TARGET_KINDS, Asked
from traceability.domain.scope import EVIDENCE
from traceability.domain.trace import SCHEMA_VERSION
from traceability.domain.trace_details import Link
from traceability.errors import NotFoundError, UsageError
from traceability.index.graph import costs_a_hop
from traceability.index.node_sets import distinct, is_among
from traceability.index.paths import shortest_path
from traceability.services.gather_details import describe_links
from traceability.services.open_snapshot import OpenSnapshot, open_snapshot
from traceability.services.resolve_question import resolve_question, rows_of_code
from traceability.services.say_path import say_path, source_text

if TYPE_CHECKING:
    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings

LEFT_OUT = "Time leaves this path out: only the scope untimed has it."


@dataclass(frozen=True, slots=True)
class Path:
    """One path, read in the direction of the material.

    evidence: that of its weakest link. weakest: the sentence of that link, None where all are
    confirmed.
    """

    evidence: str
    weakest: str | None
    hop_count: int
    links: tuple[Link, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How LOT and TARGET hang together.

    direction: forward when the material went from LOT to TARGET. heeds_time: False when only a
    walk without clocks leads there. shortest: fewest hops, by any evidence. strongest: the path
    with the strongest weakest link, None when `shortest` is it.
    """

    lot: str
    target: str
    direction: str
    heeds_time: bool
    snapshot_id: str
    shortest: Path
    strongest: Path | None

    def as_document(self) -> dict[str, Any]:
        """The explanation as plain values, as `why --json` prints it."""
        document: dict[str, Any] = {"schema_version": SCHEMA_VERSION, **plain(self)}
        return document


def explain_path(
    settings: Settings,
    lot: str,
    target: str,
    *,
    item: str | None = None,
    snapshot_id: str | None = None,
) -> Explanation:
    """Explain why TARGET (a lot, customer:CODE, delivery:CODE, order:CODE) hangs on LOT.

    Raises NotFoundError when nothing recorded leads from one to the other, either way.
    """
    opened = open_snapshot(settings, snapshot_id)
    return explain(opened, lot, target, item)


def explain(opened: OpenSnapshot, lot: str, target: str, item: str | None = None) -> Explanation:
    """The explanation from a snapshot that is open already."""
    index = opened.index
    seeds = np.array(resolve_question(index, [lot], item), np.int64)
    targets, last = _targets(index, target)
    clocks = (True, False) if index.graph.windows is not None else (True,)
    for timed, forward in product(clocks, (True, False)):
        shortest = shortest_path(
            index.graph, seeds, targets, forward=forward, rank=len(EVIDENCE) - 1, timed=timed
        )
        if shortest is None:
            continue
        found = _path(index, shortest, forward=forward, last=last, seeds=seeds)
        better = _stronger(index, seeds, targets, forward=forward, timed=timed, than=found.evidence)
        return Explanation(
            lot,
            target,
            "forward" if forward else "backward",
            timed,
            opened.stamp.id,
            found,
            None
            if better is None
            else _path(index, better, forward=forward, last=last, seeds=seeds),
        )
    raise NotFoundError(
        f"Nothing recorded leads from {lot} to {target}, or back.",
        hint=f"See what it reached: `lotline trace both {lot} --scope possible`.",
    )


def _targets(
    index: GenealogyIndex, target: str
) -> tuple[np.ndarray[Any, Any], dict[int, list[str]]]:
    """Nodes that count as the target, and for a lot sent to it the sentences that say so."""
    kind, _, code = target.partition(":")
    if kind not in TARGET_KINDS:
        return np.array(resolve_question(index, [target]), np.int64), {}
    if not code.strip():
        raise UsageError(f"{target} names no code.", hint=f"Write {kind}:CODE.")
    if kind == "order":
        rows = rows_of_code(index, Asked(target, kind, code.strip()))
        return index.lot_count + rows, {}
    table = index.table("trace_shipments")
    if kind == "delivery":
        rows = rows_of_code(index, Asked(target, kind, code.strip()))
    else:
        rows = _rows_of_customer(index, code.strip())
        if not rows.size:
            raise NotFoundError(
                f"Nothing was shipped to a customer {code.strip()}.",
                hint=f"Try `lotline find {code.strip()}`.",
            )
    columns = ("delivery_code", "customer_code", "shipped_at", "source_file", "source_row")
    said: dict[int, list[str]] = {}
    owners = table.owners_of(rows).tolist()
    for node, record in zip(owners, table.records(columns, rows), strict=True):
        said.setdefault(node, []).append(_shipped_sentence(*record))
    return np.array(sorted(said), np.int64), said


def _rows_of_customer(index: GenealogyIndex, code: str) -> np.ndarray[Any, Any]:
    """Shipments to a customer, by the spelling given and those of the partner master."""
    partners, shipments = index.table("trace_partners"), index.table("trace_shipments")
    spellings = {code}
    if len(partners):
        known = partners.rows_with_key("partner_code", code_key(code))
        spellings.update(partners.take("partner_code", known))
    pool = shipments.text_pool("customer_code")
    codes = distinct(np.array([pool.code_of(one) for one in spellings], np.int64))
    return np.flatnonzero(is_among(shipments.numbers("customer_code"), codes[codes >= 0]))


def _shipped_sentence(
    delivery: str | None, customer: str | None, at: str | None, file: str | None, row: int | None
) -> str:
    when = f" on {at}" if at else ""
    return (
        f"It is on delivery {delivery or 'without number'} to {customer or 'nobody named'}{when} "
        f"({source_text(file, row)})."
    )


def _stronger(
    index: GenealogyIndex,
    seeds: np.ndarray[Any, Any],
    targets: np.ndarray[Any, Any],
    *,
    forward: bool,
    timed: bool,
    than: str,
) -> list[int] | None:
    for rank in range(EVIDENCE.index(than)):
        path = shortest_path(index.graph, seeds, targets, forward=forward, rank=rank, timed=timed)
        if path is not None:
            return path
    return None


def _path(
    index: GenealogyIndex,
    edges: list[int],
    *,
    forward: bool,
    last: dict[int, list[str]],
    seeds: np.ndarray[Any, Any],
) -> Path:
    graph = index.graph
    walked = np.array(edges, np.int64)
    downward = walked if forward else walked[::-1]
    links = tuple(describe_links(index, downward))
    ends = graph.out_node if forward else graph.source
    end = int(ends[walked[-1]]) if edges else int(next(n for n in seeds if not last or n in last))
    said = say_path(index, downward, links)
    evidence = max((one.evidence for one in said), key=EVIDENCE.index, default=EVIDENCE[0])
    weakest = next((one.sentence for one in said if one.evidence == evidence), None)
    sentences = [one.sentence for one in said] + sorted(last.get(end, []))
    return Path(
        evidence,
        None if evidence == EVIDENCE[0] else weakest,
        int(costs_a_hop(graph, walked).sum()),
        links,
        tuple(sentences) or ("They are the same lot.",),
    )


def explanation_lines(found: Explanation) -> list[str]:
    """The explanation for people: the shortest path, then a surer one where there is one."""
    way = "went to" if found.direction == "forward" else "came from"
    lines = [f"{found.lot} {way} {found.target}: {_summary(found.shortest)}"]
    lines += _indented(found.shortest)
    if found.strongest is not None:
        lines.append(f"Surer, though longer: {_summary(found.strongest)}")
        lines += _indented(found.strongest)
    if not found.heeds_time:
        lines.append(LEFT_OUT)
    return lines


def _indented(path: Path) -> list[str]:
    lines = [f"  {sentence}" for sentence in path.sentences]
    return lines if path.weakest is None else [*lines, f"  The weakest link: {path.weakest}"]


def _summary(path: Path) -> str:
    hops = f"{path.hop_count} hop" + ("" if path.hop_count == 1 else "s")
    return f"{hops}, weakest link {path.evidence}."
