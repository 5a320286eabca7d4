"""Compare a scope with what a simulated plant truly did: sensitivity and precision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.code_keys import code_key
from traceability.domain.drills import percent
from traceability.domain.scope import EVIDENCE, Direction, Scope
from traceability.services.drills.score_drill import answer_of
from traceability.services.drills.true_reach import true_reach
from traceability.services.open_snapshot import open_snapshot

if TYPE_CHECKING:
    from traceability.index.reader import GenealogyIndex
    from traceability.services.drills.true_reach import Lot, TrueReach
    from traceability.settings import Settings

Row = dict[str, Any]
_SCOPES = (Scope.PROBABLE, Scope.POSSIBLE)


def compare_truth(settings: Settings, document: Row, direction: Direction) -> Row | None:
    """How the scope of a document compares with the truth files of the home, per scope.

    None where the truth has none of the lots that were asked for.

    true: lots that truly hold the material (or are in the lot). found: lots of the scope. both:
    those that are in either. lost: names of true ones that the scope lacks. unrecorded: true lots
    that no record names, which nobody can find and which count nowhere. customers: the same for
    who got any of it. Raises DataMissingError when the truth cannot be read.
    """
    asked = [_lot(one) for one in document["question"]["lots"]]
    forward = direction is Direction.FORWARD
    truth = true_reach(settings, [lot for lot in asked if lot], forward=forward)
    if truth is None:
        return None
    index = open_snapshot(settings, document["snapshot"]["id"]).index
    known = {_key(lot): lot for lot in truth.lots if _is_named(index, lot)}
    own = {_key(lot) for lot in asked if lot}
    lots = [one for one in answer_of(document, direction)["lots"] if _lot(one)]
    scopes = {}
    for scope in _SCOPES:
        words = EVIDENCE[: scope.rank + 1]
        found = {_key(_named(one)) for one in lots if one["evidence"] in words} - own
        scopes[str(scope)] = {
            **_counts({*known} - own, found),
            "lost": sorted(":".join(known[key]) for key in {*known} - own - found),
            "extra_count": len(found - {*known}),
            **_customers(truth, document, words),
        }
    return {"unrecorded": len(truth.lots) - len(known), "scopes": scopes}


def with_shares(told: Row) -> Row:
    """The same with shares in percent.

    sensitivity: of what is true, how much was found. precision: of what was found, how much is
    true.
    """
    scopes = {}
    for scope, one in told["scopes"].items():
        customers = one["customers"]
        told_of = {"customers": customers and {**_percents(customers), **customers}}
        scopes[scope] = {**_percents(one), **one, **told_of}
    return told | {"scopes": scopes}


def _percents(one: Row) -> Row:
    return {
        "sensitivity": percent(one["both"], one["true"]),
        "precision": percent(one["both"], one["found"]),
    }


def _counts(true: set[Any], found: set[Any]) -> Row:
    return {"true": len(true), "found": len(found), "both": len(true & found)}


def _customers(truth: TrueReach, document: Row, words: tuple[str, ...]) -> Row:
    if truth.customers is None:
        return {"customers": None}
    called = {one["customer_code"] for one in document["customers"] if one["evidence"] in words} - {
        None
    }
    told = _counts({*truth.customers}, called)
    return {"customers": told | {"lost": sorted(truth.customers - called)}}


def _lot(row: Row) -> Lot | None:
    """A lot by item and code; None where either is unknown."""
    item, code = row["item_code"], row["lot_code"]
    return None if item is None or code is None else (item, code)


def _named(row: Row) -> Lot:
    return row["item_code"], row["lot_code"]


def _key(lot: Lot) -> Lot:
    return lot[0], code_key(lot[1])


def _is_named(index: GenealogyIndex, lot: Lot) -> bool:
    """Whether any record names a lot."""
    table = index.table("trace_lots")
    rows = table.rows_with_key("lot_code_key", code_key(lot[1]))
    return lot[0] in table.take("item_code", rows)
