"""What the records cannot know yet: how old each source is, and what to ask by telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import ceil
from statistics import median
from typing import TYPE_CHECKING, Any

from traceability.domain.instants import read_instant
from traceability.services.cases.telephone_checks import telephone_checks
from traceability.services.write_json import decimal_text
from traceability.store import case_facts

if TYPE_CHECKING:
    from traceability.services.cases.read_ground import CaseFacts, Ground
    from traceability.store.warehouse import Connection

Row = dict[str, Any]
LEAST_SPANS = 4
"""Fewer spans of history say nothing on what is usual."""
MOST_SPANS = 12
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def since_cut_off(
    connection: Connection,
    ground: Ground,
    facts: CaseFacts,
    actions: dict[str, list[Row]],
    at: datetime,
) -> list[Row]:
    """One row per source: age, deliveries usual in such a time, and whom to ask what.

    Usual is the median of the same hours of the same days of the week in the source's own past.
    """
    ages = {
        source.source_system: read_instant(source.data_as_of) if source.data_as_of else None
        for source in ground.opened.stamp.sources
    }
    usual = {} if facts.missing else _usual(connection, ages, at)
    checks = telephone_checks(ground, facts, actions, ages)
    rows = []
    for source in ground.opened.stamp.sources:
        name, since = source.source_system, ages[source.source_system]
        count, spans = usual.get(name, (None, 0))
        asked = checks.get(name, [])
        rows.append(
            {
                "source_system": name,
                "data_as_of": source.data_as_of,
                "age_minutes": None if since is None else int((at - since).total_seconds() // 60),
                "usual_deliveries": count,
                "spans_counted": spans,
                "says": _says(name, since, at, usual.get(name), facts),
                "check_by_telephone": [english for english, _ in asked],
                "check_by_telephone_zh": [chinese for _, chinese in asked],
            }
        )
    return rows


def _usual(
    connection: Connection, ages: dict[str, datetime | None], at: datetime
) -> dict[str, tuple[Decimal | None, int]]:
    """By source that posts deliveries: the median, None with less history than it takes."""
    spans: list[tuple[str, datetime, datetime]] = []
    history = case_facts.read_delivery_history(connection)
    for name, (first, has_dates) in sorted(history.items()):
        since = ages.get(name)
        if since is not None and since < at:
            begin = first.replace(tzinfo=UTC)
            spans += [
                (name, start, end) for start, end in _spans(since, at, begin, whole_days=has_dates)
            ]
    counts = case_facts.count_deliveries(
        connection,
        [
            (name, start.replace(tzinfo=None), end.replace(tzinfo=None))
            for name, start, end in spans
        ],
    )
    found: dict[str, list[int]] = {name: [] for name in history}
    for (name, _, _), count in zip(spans, counts, strict=True):
        found[name].append(count)
    return {
        name: (Decimal(str(median(told))) if len(told) >= LEAST_SPANS else None, len(told))
        for name, told in found.items()
    }


def _spans(
    since: datetime, at: datetime, first: datetime, *, whole_days: bool
) -> list[tuple[datetime, datetime]]:
    """The same stretch some weeks ago, as often as the history holds it; none overlap."""
    if whole_days:
        since = since.replace(hour=0, minute=0, second=0, microsecond=0)
        at = since + _DAY * max(ceil((at - since) / _DAY), 1)
    step = _WEEK * max(ceil((at - since) / _WEEK), 1)
    found = []
    for number in range(1, MOST_SPANS + 1):
        start = since - step * number
        if start < first:
            break
        found.append((start, at - step * number))
    return found


def _says(
    name: str,
    since: datetime | None,
    at: datetime,
    usual: tuple[Decimal | None, int] | None,
    facts: CaseFacts,
) -> str:
    """The row in a sentence."""
    if since is None:
        return f"{name} has told no fact with a time, so nobody knows how old it is."
    age = _age(at - since)
    if since >= at:
        return f"{name} has told facts up to the moment of asking."
    head = f"{name} ends {age} before the moment of asking"
    if facts.missing:
        return f"{head}."
    if usual is None:
        return f"{head}; it posts no deliveries."
    count, spans = usual
    if count is None:
        return (
            f"{head}; its history holds {spans} such stretch{'' if spans == 1 else 'es'} of the "
            f"same days of the week, too few (under {LEAST_SPANS}) to say what is usual."
        )
    told = decimal_text(count)
    noun = "delivery" if told == "1" else "deliveries"
    return f"{head}; in such a time it usually posts {told} {noun} (median of {spans})."


def _age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    days, rest = divmod(minutes, 1440)
    if days:
        return f"{days} d {rest // 60} h"
    return f"{rest // 60} h {rest % 60} min"
