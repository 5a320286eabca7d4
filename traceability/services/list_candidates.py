"""List who may stand behind each missing record: the ranked candidates, nobody removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.scope import Scope
from traceability.domain.trace_details import Candidate, CandidateGroup, OpenGap
from traceability.index.graph import steps_in
from traceability.services.gather_details import describe_links
from traceability.services.order_rows import order_rows
from traceability.services.weigh_gaps import gap_sentence

if TYPE_CHECKING:
    from traceability.index.reader import GenealogyIndex
    from traceability.services.weigh_gaps import Weights

_WEAKEST = Scope.POSSIBLE.rank
_POOL = ("pool_kind", "item_code", "site_code", "from_at", "until_at")
_CANDIDATE = ("rank_no", "lot_id", "reason")


def list_candidates(index: GenealogyIndex, weights: Weights) -> tuple[CandidateGroup, ...]:
    """The gaps that a walk of scope `possible` meets, in groups with the same candidates.

    A pool may hand its candidates on to other pools; they are listed once, with all these gaps.
    """
    found: dict[int, list[OpenGap]] = {}
    pools = index.graph.source[weights.gaps].tolist()
    links = describe_links(index, weights.gaps)
    for pool, edge, link in zip(pools, weights.gaps.tolist(), links, strict=True):
        gap = OpenGap(
            f"{gap_sentence(link)}.",
            link.rule_id,
            link.to_item_code,
            link.to_lot_code,
            link.work_order_code,
            weights.added.get(edge, 0),
            link.source_file,
            link.source_row,
        )
        for holder in _holders(index, pool):
            found.setdefault(holder, []).append(gap)
    nodes = np.array(sorted(found), np.int64)
    cards = index.table("trace_pools").records(_POOL, nodes - index.pool_start)
    groups = [
        CandidateGroup(
            kind,
            item,
            site,
            start,
            end,
            order_rows(found[node], "work_order_code", "item_code"),
            candidates,
        )
        for node, (kind, item, site, start, end) in zip(nodes.tolist(), cards, strict=True)
        if (candidates := _candidates(index, node))
    ]
    return order_rows(groups, "item_code", "site_code", "from_at")


def _holders(index: GenealogyIndex, pool: int) -> set[int]:
    """The pool and all pools that hand candidates on to it."""
    held = {pool}
    wave = np.array([pool], np.int64)
    while wave.size:
        before = steps_in(index.graph, wave, _WEAKEST).nodes
        fresh = set(before[before >= index.pool_start].tolist()) - held
        held |= fresh
        wave = np.array(sorted(fresh), np.int64)
    return held


def _candidates(index: GenealogyIndex, pool: int) -> tuple[Candidate, ...]:
    table = index.table("trace_candidates")
    rows = table.rows_of(np.array([pool], np.int64)).rows
    records = list(table.records(_CANDIDATE, rows))
    nodes = np.array([index.lot_of(lot_id) for _, lot_id, _ in records], np.int64)
    names = index.table("trace_lots").records(("lot_id", "item_code", "lot_code"), nodes)
    listed = [
        Candidate(rank, lot_id, item, lot, reason)
        for (rank, _, reason), (lot_id, item, lot) in zip(records, names, strict=True)
    ]
    return order_rows(listed, "rank_no", "item_code", "lot_code")
