"""List the links that missing records leave open, by what each does to a recall."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from traceability.contracts.finding_rules import FINDING_RULES
from traceability.domain.backfill import Backfill, OpenLink
from traceability.domain.scope import Scope
from traceability.errors import UsageError
from traceability.index.graph import steps_in
from traceability.index.node_sets import distinct, is_among
from traceability.services.gather_details import describe_links
from traceability.services.name_site import recorded_site
from traceability.services.open_snapshot import open_snapshot
from traceability.services.preview_filling import MissingRecord, preview_filling
from traceability.services.weigh_gaps import gap_sentence
from traceability.services.weigh_stake import name_stake, weigh_stake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from traceability.index.graph import Graph
    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings

_WEAKEST = Scope.POSSIBLE.rank
_KINDS = ("gap", "origin")


def list_gaps(
    settings: Settings,
    *,
    rule: str | None = None,
    site: str | None = None,
    limit: int | None = 20,
    snapshot_id: str | None = None,
) -> Backfill:
    """The open links, first those whose filling matters most, each with all its candidates.

    Ranked by customers, then shipped or finished lots, that hang on the link, then by how much the
    possible scope may shrink at most, then by the record's quantity. What a link shrinks the scope
    by exactly, and names, are made for the page alone. Raises UsageError for a negative limit or a
    rule that there is not, DataMissingError when nothing is built, NotFoundError when there is no
    such snapshot or site.
    """
    if limit is not None and limit < 0:
        raise UsageError("A list cannot have a negative length.", hint="Use `--rows 20`.")
    if rule is not None and rule not in {one.rule_id for one in FINDING_RULES}:
        raise UsageError(f"There is no rule {rule}.", hint="docs/rules.md has them all.")
    opened = open_snapshot(settings, snapshot_id)
    index = opened.index
    site = None if site is None else recorded_site(index, site)
    gaps = [gap for gap in _gaps(index, site) if rule in {None, gap.rule_id}]
    gaps = _ranked(index, gaps)
    page = gaps if limit is None else gaps[:limit]
    return Backfill(opened.stamp, len(gaps), tuple(_open_link(index, gap) for gap in page))


def _ranked(index: GenealogyIndex, gaps: list[MissingRecord]) -> list[MissingRecord]:
    """What does most to a recall first; an amount counts whatever its unit, unknown as nothing."""
    firsts = np.array([gap.edges[0] for gap in gaps], np.int64)
    amounts = index.table("trace_edges").take("qty", firsts)
    told = sorted(
        zip(gaps, amounts, strict=True),
        key=lambda pair: (
            -pair[0].stake.customer_count,
            -pair[0].stake.product_lot_count,
            -len(pair[0].candidates) * pair[0].stake.lot_count,
            -(pair[1] or 0),
            pair[0].node,
        ),
    )
    return [gap for gap, _ in told]


def _gaps(index: GenealogyIndex, site: str | None) -> Iterator[MissingRecord]:
    """Every gap that naming a lot or an order would fill; losses and tanks are none."""
    graph, table = index.graph, index.table("trace_edges")
    kinds = table.numbers("edge_kind")
    wanted = [table.text_pool("edge_kind").code_of(kind) for kind in _KINDS]
    from_pool = graph.source[:] >= index.pool_start
    to_node = graph.out_node[:] < index.pool_start
    edges = np.flatnonzero(is_among(kinds, np.sort(wanted)) & from_pool & to_node)
    sources: dict[tuple[int, ...], NDArray[np.int64]] = {}
    for node, own in _by_node(graph, edges):
        if site is not None and _site(index, node) not in {site, None}:
            continue
        pools = tuple(sorted(set(graph.source[own].tolist())))
        if pools not in sources:
            sources[pools] = _sources(index, pools)
        candidates = sources[pools]
        candidates = candidates[candidates != node]
        rule, message, item = _told(index, node, own)
        yield MissingRecord(
            node, own, weigh_stake(index, np.array([node])), candidates, rule, message, item
        )


def _by_node(graph: Graph, edges: NDArray[np.int64]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Gaps: all edges into a lot; into a run each edge, since each is of another item."""
    targets = graph.out_node[edges].astype(np.int64)
    order = np.argsort(targets, kind="stable")
    edges, targets = edges[order], targets[order]
    starts = np.flatnonzero(np.diff(targets, prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(targets)]):
        node = int(targets[start])
        if node < graph.lot_count:
            yield node, edges[start:end]
        else:
            yield from ((node, edges[place : place + 1]) for place in range(start, end))


def _sources(index: GenealogyIndex, pools: tuple[int, ...]) -> NDArray[np.int64]:
    """Lots and runs that lead into these pools, or into pools that lead into them."""
    wave, held, found = np.array(pools, np.int64), set(pools), [np.empty(0, np.int64)]
    while wave.size:
        before = steps_in(index.graph, wave, _WEAKEST).nodes
        is_pool = before >= index.pool_start
        found.append(before[~is_pool])
        fresh = sorted(set(before[is_pool].tolist()) - held)
        held.update(fresh)
        wave = np.array(fresh, np.int64)
    return distinct(*found)


def _told(
    index: GenealogyIndex, node: int, edges: NDArray[np.int64]
) -> tuple[str | None, str | None, str | None]:
    """Rule, sentence and item of the gap, as the marts tell it; of a run, those of its item."""
    (link,) = describe_links(index, edges[:1])
    item = link.to_item_code or link.from_item_code
    table = index.table("trace_gaps")
    rows = table.rows_of(np.array([node])).rows
    for rule, message, told_item in table.records(("rule_id", "message", "item_code"), rows):
        if told_item in {item, None}:
            return rule, message, item
    return None, f"{gap_sentence(link)}.", item


def _open_link(index: GenealogyIndex, gap: MissingRecord) -> OpenLink:
    (link,) = describe_links(index, gap.edges[:1])
    scope = preview_filling(index, gap)
    return OpenLink(
        node_id=link.to_id,
        rule_id=gap.rule_id,
        message=gap.message or "",
        item_code=gap.item_code,
        lot_code=link.to_lot_code,
        work_order_code=link.work_order_code,
        site_code=_site(index, gap.node),
        qty=link.qty,
        uom=link.uom,
        stake=gap.stake,
        names=name_stake(index, np.array([gap.node])),
        candidate_count=len(gap.candidates),
        scope_now=scope.now.lots,
        scope_without=scope.without.lots,
        deliveries_now=scope.now.deliveries,
        deliveries_without=scope.without.deliveries,
        fillings=scope.fillings,
        source_file=link.source_file,
        source_row=link.source_row,
    )


def _site(index: GenealogyIndex, node: int) -> str | None:
    table, row = index.table("trace_lots"), node
    if node >= index.lot_count:
        table, row = index.table("trace_runs"), node - index.lot_count
    site: str | None = table.take("site_code", np.array([row]))[0]
    return site
