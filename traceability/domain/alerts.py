"""Alerts: what somebody must know at once, one per cause, and how a cause changed since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class AlertKind(StrEnum):
    """What happened.

    lot_barred: a lot is rejected, held or recalled. lot_failed: its last inspection of a
    characteristic failed, and its status says nothing of it. held_lot_moved: it moved while it was
    rejected, held or recalled, or after a case asked to hold it. stop_ignored: an order or a
    delivery went on after a case asked to stop it. shipped_finding: a finding of severity S1 on
    goods that were shipped. stale_source: the last load of a source is too old.
    wrong_lot_shipped: products of an order that used a wrong lot were shipped. drill_overdue: the
    day of a drill is past.
    """

    LOT_BARRED = "lot_barred"
    LOT_FAILED = "lot_failed"
    HELD_LOT_MOVED = "held_lot_moved"
    SHIPPED_FINDING = "shipped_finding"
    STALE_SOURCE = "stale_source"
    WRONG_LOT_SHIPPED = "wrong_lot_shipped"
    DRILL_OVERDUE = "drill_overdue"
    STOP_IGNORED = "stop_ignored"


class AlertChange(StrEnum):
    """What a build did to an alert; one that it left as it was is no news."""

    RAISED = "raised"
    CHANGED = "changed"
    ENDED = "ended"


class DeliveryState(StrEnum):
    """How far a piece of news is on one channel; refused: the other side will not have it."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"


SECTIONS = (
    "orders",
    "lots",
    "products",
    "deliveries",
    "open_deliveries",
    "customers",
    "moves",
    "findings",
)
"""What an alert touches. open_deliveries: not shipped yet, so that they can be stopped."""

Affected = dict[str, dict[str, str]]
"""Section -> code -> evidence: how sure it is that the cause reaches it."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason for an alert that holds in a snapshot.

    key: the same from build to build, never that of another cause. subject: plain codes of what
    it is about.
    """

    key: str
    kind: AlertKind
    title: str
    subject: dict[str, str | None]
    affected: Affected = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """One row: a cause from the build that raised it to the one in which it no longer held.

    A cause that comes back is another alert. affected: as of the last news.
    """

    alert_no: int
    cause_key: str
    kind: AlertKind
    title: str
    subject: dict[str, str | None]
    raised_snapshot_id: str
    raised_at: datetime
    ended_snapshot_id: str | None
    ended_at: datetime | None
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None
    affected: Affected


@dataclass(frozen=True, slots=True)
class Delta:
    """What entered and left what an alert touches, and what is now known better or worse."""

    entered: Affected
    left: Affected
    changed: Affected

    def __bool__(self) -> bool:
        return any((self.entered, self.left, self.changed))


@dataclass(frozen=True, slots=True)
class AlertNews:
    """What a build had to say about an alert: the alert as it was then, and the delta."""

    news_no: int
    alert_no: int
    snapshot_id: str
    change: AlertChange
    told_at: datetime
    kind: AlertKind
    title: str
    subject: dict[str, str | None]
    affected: Affected
    delta: Delta


@dataclass(frozen=True, slots=True)
class Delivery:
    """One piece of news on one channel."""

    news_no: int
    channel: str
    state: DeliveryState
    attempts: int
    tried_at: datetime | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class AlertChanges:
    """What a build did to the alerts: counts."""

    snapshot_id: str
    raised_count: int
    changed_count: int
    ended_count: int
    open_count: int


def delta_between(before: Affected, now: Affected) -> Delta:
    """What entered, left, and is known with other evidence (as it is now)."""
    entered: Affected = {}
    left: Affected = {}
    changed: Affected = {}
    for section in SECTIONS:
        old, new = before.get(section, {}), now.get(section, {})
        _put(entered, section, {code: new[code] for code in new.keys() - old.keys()})
        _put(left, section, {code: old[code] for code in old.keys() - new.keys()})
        both = new.keys() & old.keys()
        _put(changed, section, {code: new[code] for code in both if new[code] != old[code]})
    return Delta(entered, left, changed)


def news_document(news: AlertNews) -> dict[str, Any]:
    """What is sent: one JSON document, the same bytes however often it is sent."""
    return {
        "schema_version": 1,
        "news_no": news.news_no,
        "alert_no": news.alert_no,
        "change": str(news.change),
        "kind": str(news.kind),
        "title": news.title,
        "subject": news.subject,
        "snapshot_id": news.snapshot_id,
        "told_at": news.told_at.isoformat(),
        "affected": _listed(news.affected),
        "delta": {
            "entered": _listed(news.delta.entered),
            "left": _listed(news.delta.left),
            "changed": _listed(news.delta.changed),
        },
    }


def news_lines(news: AlertNews) -> list[str]:
    """The same for a person to read: what happened, what it touches, what is new."""
    lines = [f"Alert {news.alert_no} ({news.change}): {news.title}"]
    for section, codes in _listed(news.affected).items():
        new = news.delta.entered.get(section, {})
        told = [
            one["code"]
            + ("" if one["evidence"] == "confirmed" else f" ({one['evidence']})")
            + (" *" if one["code"] in new else "")
            for one in codes
        ]
        lines.append(f"{section.replace('_', ' ')} ({len(told)}): {', '.join(told)}")
    for section, codes in _listed(news.delta.left).items():
        gone = ", ".join(one["code"] for one in codes)
        lines.append(f"no longer touched, {section.replace('_', ' ')}: {gone}")
    return lines


def _listed(affected: Affected) -> dict[str, list[dict[str, str]]]:
    return {
        section: [
            {"code": code, "evidence": affected[section][code]}
            for code in sorted(affected[section])
        ]
        for section in SECTIONS
        if affected.get(section)
    }


def _put(into: Affected, section: str, codes: dict[str, str]) -> None:
    if codes:
        into[section] = codes
