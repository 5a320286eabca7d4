"""What several lots have in common, and whether that is more than chance would bring."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from traceability.domain.code_keys import code_key
from traceability.domain.comparison import Comparison, Feature
from traceability.domain.enrichment import Stratum, expected, false_discovery_rates, tail
from traceability.domain.scope import Scope
from traceability.errors import NotFoundError, UsageError
from traceability.index.node_sets import distinct, is_among
from traceability.services.collect_features import KINDS, Features, Mark
from traceability.services.name_candidates import lot_names
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import resolve_question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from traceability.index.reader import GenealogyIndex
    from traceability.settings import Settings

LEAST_LOTS = 3
"""Fewer lots than this share anything by chance too easily: nothing is tested."""
LEAST_OTHERS = 10
"""Comparable lots beside those asked for, without which there is no base rate."""
LEAST_SHARED = 2
"""A feature of fewer of the lots is in common to nobody, and is not listed."""
MOST_TESTED = 500
"""Features tested at most, those that most lots share first; all others count as chance."""
FALSE_ALARMS = 0.05
"""The rate of false alarms among what is called significant."""


@dataclass(frozen=True, slots=True)
class _Likes:
    """Comparable lots: nodes, ascending, the stratum of each, and which of them are compared."""

    nodes: NDArray[np.int64]
    strata: NDArray[np.int64]
    compared: NDArray[np.bool_]

    def strata_of(self, marked: NDArray[np.bool_]) -> list[Stratum]:
        size = int(self.strata.max()) + 1
        counts = [
            np.bincount(self.strata[kept], minlength=size).tolist()
            for kept in (np.ones(len(self.nodes), bool), marked, self.compared)
        ]
        return [Stratum(*one) for one in zip(*counts, strict=True)]


def compare_lots(
    settings: Settings,
    asked: Sequence[str],
    *,
    item: str | None = None,
    scope: str = Scope.PROBABLE,
    limit: int | None = None,
    snapshot_id: str | None = None,
) -> Comparison:
    """Features that the lots share, the most surprising first; at most `limit` are listed.

    Raises UsageError for a scope that does not exist, NotFoundError or AmbiguousError for codes,
    and when no lot with a number was named; DataMissingError when nothing is built.
    """
    if scope not in set(Scope):
        raise UsageError(f"There is no scope {scope}.", hint="See `lotline common --help`.")
    opened = open_snapshot(settings, snapshot_id)
    index, words = opened.index, Scope(scope)
    asked_for = np.array(resolve_question(index, asked, item), np.int64)
    unknown = index.table("trace_lots").take("is_unknown", asked_for)
    lots = asked_for[~np.array([bool(one) for one in unknown], bool)]
    if not lots.size:
        raise NotFoundError(
            "None of these lots has a number.", hint="Name lots that were recorded with one."
        )
    likes = _comparable(index, lots)
    features = Features(index, words.rank, timed=words.is_timed)
    counts = Counter(mark for lot in lots for mark in features.behind(np.array([lot])))
    shared = {mark: count for mark, count in counts.items() if count >= LEAST_SHARED}
    can_test = len(lots) >= LEAST_LOTS and len(likes.nodes) - len(lots) >= LEAST_OTHERS
    behind_any = len(features.behind(likes.nodes)) if can_test else len(counts)
    rows = _judged(index, features, likes, shared, behind_any if can_test else 0)
    significant = sum(row.is_significant for row in rows)
    return Comparison(
        snapshot=opened.stamp,
        scope=words.value,
        asked=tuple(asked),
        lots=tuple(lot_names(index, lots.tolist())),
        left_out=len(asked_for) - len(lots),
        comparable=len(likes.nodes),
        feature_count=behind_any,
        tested=sum(row.p_value is not None for row in rows),
        significant=significant,
        total=len(rows),
        verdict=_verdict(len(lots), len(likes.nodes), rows, significant),
        features=tuple(rows[:limit]),
    )


def _comparable(index: GenealogyIndex, lots: NDArray[np.int64]) -> _Likes:
    """All known lots of the items of these, with the same kind of origin: received or produced."""
    table = index.table("trace_lots")
    kinds = sorted(
        set(table.records(("item_code", "origin"), lots)), key=lambda kind: [w or "" for w in kind]
    )
    found: dict[int, int] = {}
    for stratum, (item, origin) in enumerate(kinds):
        rows = lots if item is None else table.rows_with_key("item_code", code_key(item))
        told = table.records(("item_code", "origin", "is_unknown"), rows)
        for node, (code, kind, is_unknown) in zip(rows.tolist(), told, strict=True):
            if (code, kind) == (item, origin) and not is_unknown:
                found[node] = stratum
    nodes = distinct(np.array(list(found), np.int64))
    strata = np.array([found[node] for node in nodes.tolist()], np.int64)
    return _Likes(nodes, strata, is_among(nodes, lots))


def _judged(
    index: GenealogyIndex,
    features: Features,
    likes: _Likes,
    shared: dict[Mark, int],
    hypotheses: int,
) -> list[Feature]:
    """Every shared feature with its chance and rate of false alarms; not tested = None."""
    ordered = sorted(shared, key=lambda mark: (-shared[mark], KINDS.index(mark.kind), mark.code))
    tested = ordered[:MOST_TESTED] if hypotheses else []
    strata = [likes.strata_of(is_among(likes.nodes, features.having(mark))) for mark in tested]
    hits = [shared[mark] for mark in tested]
    chances = [tail(one, count) for one, count in zip(strata, hits, strict=True)]
    rates = false_discovery_rates(chances, hypotheses)
    rows = [
        _feature(index, mark, count, (one, chance, rate))
        for mark, count, one, chance, rate in zip(tested, hits, strata, chances, rates, strict=True)
    ]
    rows += [_feature(index, mark, shared[mark], None) for mark in ordered[len(tested) :]]
    return sorted(rows, key=_place)


def _feature(
    index: GenealogyIndex,
    mark: Mark,
    shared: int,
    judged: tuple[list[Stratum], float, float] | None,
) -> Feature:
    code, lot_id, item = mark.code, None, None
    if mark.kind == "lot":
        (name,) = lot_names(index, [int(mark.code)])
        code, lot_id, item = name.lot_code or name.lot_id, name.lot_id, name.item_code
    if judged is None:
        return Feature(mark.kind, code, lot_id, item, shared, None, None, None, None, False)
    strata, chance, rate = judged
    mean = expected(strata)
    return Feature(
        mark.kind,
        code,
        lot_id,
        item,
        shared,
        sum(one.marked for one in strata),
        Decimal(shared / mean).quantize(Decimal("0.001")) if mean else None,
        chance,
        rate,
        rate <= FALSE_ALARMS,
    )


def _place(row: Feature) -> tuple[object, ...]:
    """Least false alarms first, then the stronger enrichment, then the more shared."""
    tested = row.p_value is not None
    return (
        not tested,
        row.q_value if tested else 0.0,
        row.p_value if tested else 0.0,
        -(row.enrichment or Decimal(0)),
        -row.shared,
        KINDS.index(row.kind),
        row.item_code or "",
        row.code,
    )


def _verdict(lots: int, comparable: int, rows: list[Feature], significant: int) -> str:
    if lots < LEAST_LOTS:
        return (
            f"Too few lots: {lots} given, {LEAST_LOTS} are needed to tell a common cause from "
            "chance. What they share is listed, nothing was tested."
        )
    if comparable - lots < LEAST_OTHERS:
        return (
            f"Too few lots to compare with: {comparable - lots} others of the same items, "
            f"{LEAST_OTHERS} are needed for a base rate. What they share is listed, nothing was "
            "tested."
        )
    if not rows:
        return "These lots share nothing that is recorded."
    if not significant:
        return (
            "Nothing these lots share is more than chance would bring: no feature stays below "
            f"{FALSE_ALARMS:.0%} false alarms."
        )
    return (
        f"{significant} of the features that these lots share are more than chance would bring, "
        f"at {FALSE_ALARMS:.0%} false alarms. They may stand for one cause: look at the records."
    )
