"""Alerts: a row per cause, what builds had to say about each, and how far it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    func,
    select,
)

from traceability.domain.alerts import (
    Alert,
    AlertChange,
    AlertKind,
    AlertNews,
    Delivery,
    DeliveryState,
    Delta,
)
from traceability.store.state.columns import NUMBER, one_of, user
from traceability.store.state.guards import append_only, fixed_columns, never_removed
from traceability.store.state.schema import METADATA, Document, Instant

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]

ALERTS = Table(
    "alerts",
    METADATA,
    Column("alert_no", NUMBER, primary_key=True, autoincrement=False),
    Column("cause_key", Text, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("title", Text, nullable=False),
    Column("subject", Document, nullable=False),
    Column("raised_snapshot_id", String(40), nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("ended_snapshot_id", String(40), nullable=True),
    Column("ended_at", Instant, nullable=True),
    Column("answer", Text, nullable=True),
    user("answered_by", nullable=True),
    Column("answered_at", Instant, nullable=True),
    CheckConstraint("answered_by is null or trim(answer) <> ''", name="answer"),
)
"""An alert is open until it has ended_at; what it touches is that of its last news. kind: a word of
AlertKind; the code alone lists them, so that a new kind of cause needs no migration."""

ALERT_NEWS = Table(
    "alert_news",
    METADATA,
    Column("news_no", NUMBER, primary_key=True, autoincrement=False),
    Column("alert_no", NUMBER, ForeignKey("alerts.alert_no"), nullable=False),
    Column("snapshot_id", String(40), nullable=False),
    Column("change", String(20), nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("title", Text, nullable=False),
    Column("affected", Document, nullable=False),
    Column("entered", Document, nullable=False),
    Column("gone", Document, nullable=False),
    Column("revised", Document, nullable=False),
    one_of("change", AlertChange),
)
"""entered, gone, revised: the delta to the news before."""

ALERT_DELIVERIES = Table(
    "alert_deliveries",
    METADATA,
    Column(
        "news_no",
        NUMBER,
        ForeignKey("alert_news.news_no"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("channel", String(20), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("tried_at", Instant, nullable=True),
    Column("problem", Text, nullable=True),
    one_of("state", DeliveryState),
)

ALERT_BUILDS = Table(
    "alert_builds",
    METADATA,
    Column("snapshot_id", String(40), primary_key=True),
    Column("judged_at", Instant, nullable=False),
)
"""The snapshots in which alerts were looked for."""

GUARDS = (
    *never_removed("alerts", [["alert_no"]]),
    fixed_columns(
        "alerts",
        ["alert_no", "cause_key", "kind", "subject", "raised_snapshot_id", "raised_at"],
    ),
    *append_only("alert_news", [["news_no"]]),
    *never_removed("alert_deliveries", [["news_no", "channel"]]),
    fixed_columns("alert_deliveries", ["news_no", "channel"]),
    *append_only("alert_builds", [["snapshot_id"]]),
)


def read_alerts(
    read: StateRead, *, only_open: bool = False, alert_no: int | None = None
) -> list[Alert]:
    """Alerts by number: all, the open ones, or that of a number."""
    last = (
        select(ALERT_NEWS.c.alert_no, func.max(ALERT_NEWS.c.news_no).label("news_no"))
        .group_by(ALERT_NEWS.c.alert_no)
        .subquery()
    )
    statement = (
        select(ALERTS, ALERT_NEWS.c.affected)
        .join(last, last.c.alert_no == ALERTS.c.alert_no)
        .join(ALERT_NEWS, ALERT_NEWS.c.news_no == last.c.news_no)
        .order_by(ALERTS.c.alert_no)
    )
    if only_open:
        statement = statement.where(ALERTS.c.ended_at.is_(None))
    if alert_no is not None:
        statement = statement.where(ALERTS.c.alert_no == alert_no)
    return [Alert(**row | {"kind": AlertKind(row["kind"])}) for row in read.rows(statement)]


def read_news(
    read: StateRead, *, alert_no: int | None = None, numbers: Iterable[int] | None = None
) -> list[AlertNews]:
    """News by number: of an alert, or those of these numbers."""
    statement = (
        select(ALERT_NEWS, ALERTS.c.kind, ALERTS.c.subject)
        .join(ALERTS, ALERTS.c.alert_no == ALERT_NEWS.c.alert_no)
        .order_by(ALERT_NEWS.c.news_no)
    )
    if alert_no is not None:
        statement = statement.where(ALERT_NEWS.c.alert_no == alert_no)
    if numbers is not None:
        statement = statement.where(ALERT_NEWS.c.news_no.in_(list(numbers)))
    return [_news(row) for row in read.rows(statement)]


def read_deliveries(
    read: StateRead, *, state: DeliveryState | None = None, channel: str | None = None
) -> list[Delivery]:
    """Deliveries in order of their news: all, those in a state, those of a channel."""
    statement = select(ALERT_DELIVERIES).order_by(
        ALERT_DELIVERIES.c.news_no, ALERT_DELIVERIES.c.channel
    )
    if state is not None:
        statement = statement.where(ALERT_DELIVERIES.c.state == state)
    if channel is not None:
        statement = statement.where(ALERT_DELIVERIES.c.channel == channel)
    return [
        Delivery(**row | {"state": DeliveryState(row["state"])}) for row in read.rows(statement)
    ]


def last_build(read: StateRead) -> str | None:
    """The latest snapshot in which alerts were looked for; ids begin with their time."""
    found = read.value(select(func.max(ALERT_BUILDS.c.snapshot_id)))
    return None if found is None else str(found)


def add_build(write: StateWrite, snapshot_id: str) -> None:
    """Keep that alerts were looked for in a snapshot."""
    write.insert(ALERT_BUILDS, {"snapshot_id": snapshot_id, "judged_at": write.at})


def add_alert(write: StateWrite, told: Row) -> int:
    """Add an alert under the next number, which is returned."""
    number = write.next_number(ALERTS.c.alert_no)
    write.insert(ALERTS, told | {"alert_no": number})
    return number


def change_alert(write: StateWrite, alert_no: int, values: Row, why: str) -> None:
    """Change an alert. Raises NotFoundError."""
    write.update(ALERTS, {"alert_no": alert_no}, values, why=why)


def add_news(write: StateWrite, rows: Sequence[Row], channels: Sequence[str], why: str) -> None:
    """Add news under the next numbers, waiting on each channel. A row lacks news_no alone."""
    if not rows:
        return
    first = write.next_number(ALERT_NEWS.c.news_no)
    numbered = [{"news_no": number, **row} for number, row in enumerate(rows, start=first)]
    write.insert_many(ALERT_NEWS, numbered, why=why)
    fresh = {"state": str(DeliveryState.WAITING), "attempts": 0, "tried_at": None, "problem": None}
    waiting = [
        {"news_no": row["news_no"], "channel": channel, **fresh}
        for row in numbered
        for channel in channels
    ]
    write.insert_many(ALERT_DELIVERIES, waiting, why=why)


def change_delivery(
    write: StateWrite, delivery: Delivery, state: DeliveryState, problem: str | None
) -> None:
    """Keep how an attempt ended."""
    key = {"news_no": delivery.news_no, "channel": delivery.channel}
    values = {"state": str(state), "problem": problem, "tried_at": write.at}
    write.update(ALERT_DELIVERIES, key, values | {"attempts": delivery.attempts + 1})


def _news(row: Row) -> AlertNews:
    delta = Delta(row.pop("entered"), row.pop("gone"), row.pop("revised"))
    told = {"kind": AlertKind(row["kind"]), "change": AlertChange(row["change"])}
    return AlertNews(**row | told, delta=delta)
