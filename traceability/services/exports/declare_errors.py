"""Events that an earlier snapshot told and this one no longer does: kept, and declared wrong."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Keyed = tuple[tuple[Any, ...], dict[str, Any]]
Group = tuple[tuple[Any, ...], list[dict[str, Any]]]


def with_declarations(
    earlier: Iterable[Keyed], now: Iterable[Keyed], declared_at: str
) -> Iterator[Keyed]:
    """Today's events; beside those of each document, what was withdrawn of it since.

    Both sides must come in the same order of keys (a document, a run, a lot). A withdrawn event
    keeps its id and its content, and names the new events of its document as those that correct
    it; where there are none, it did not occur. Memory holds the events of one key.
    """
    for key, before, after in _side_by_side(_grouped(earlier), _grouped(now)):
        yield from ((key, event) for event in after)
        known = {event["eventID"] for event in after}
        told = {event["eventID"] for event in before}
        news = sorted(known - told)
        for event in before:
            if event["eventID"] not in known:
                yield key, _declared(event, news, declared_at)


def _declared(event: dict[str, Any], correctives: list[str], declared_at: str) -> dict[str, Any]:
    says: dict[str, Any] = {
        "declarationTime": declared_at,
        "reason": "incorrect_data" if correctives else "did_not_occur",
    }
    if correctives:
        says["correctiveEventIDs"] = correctives
    return {**event, "errorDeclaration": says}


def _grouped(events: Iterable[Keyed]) -> Iterator[Group]:
    """Events by key. What one key has lies together: the queries put it so."""
    for key, part in groupby(events, lambda pair: pair[0]):
        yield key, [event for _, event in part]


def _side_by_side(
    earlier: Iterator[Group],
    now: Iterator[Group],
) -> Iterator[tuple[tuple[Any, ...], list[dict[str, Any]], list[dict[str, Any]]]]:
    left, right = next(earlier, None), next(now, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield left[0], left[1], []
            left = next(earlier, None)
        elif left is None or right[0] < left[0]:
            yield right[0], [], right[1]
            right = next(now, None)
        else:
            yield right[0], left[1], right[1]
            left, right = next(earlier, None), next(now, None)
