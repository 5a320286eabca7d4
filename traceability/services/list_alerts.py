"""List alerts, show one with all that was told of it, and answer one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.domain.alerts import DeliveryState
from traceability.domain.roles import Act
from traceability.errors import NotFoundError, RefusedError, UsageError

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.alerts import Alert, AlertNews, Delivery
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class Alerts:
    """Alerts, the open ones first and the latest of them first. undelivered: what is not sent."""

    alerts: tuple[Alert, ...]
    open_count: int
    undelivered: tuple[Delivery, ...]
    last_snapshot_id: str | None

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "last_snapshot_id": self.last_snapshot_id,
            "open_count": self.open_count,
            "alerts": [alert_document(alert) for alert in self.alerts],
            "undelivered": [
                {
                    "news_no": one.news_no,
                    "channel": one.channel,
                    "state": str(one.state),
                    "attempts": one.attempts,
                    "problem": one.problem,
                }
                for one in self.undelivered
            ],
        }


@dataclass(frozen=True, slots=True)
class AlertStory:
    """One alert, what builds told of it, and how far that was sent."""

    alert: Alert
    news: tuple[AlertNews, ...]
    deliveries: tuple[Delivery, ...]


def list_alerts(settings: Settings, *, also_ended: bool = False) -> Alerts:
    """Open alerts, or all there ever were. Raises DataMissingError for a dead state database."""
    from traceability.store.state import alerts as state  # noqa: PLC0415
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    with open_state(settings).read() as read:
        found = state.read_alerts(read, only_open=not also_ended)
        deliveries = state.read_deliveries(read)
        last = state.last_build(read)
    found.sort(key=lambda alert: (alert.ended_at is not None, -alert.alert_no))
    return Alerts(
        tuple(found),
        sum(alert.ended_at is None for alert in found),
        tuple(one for one in deliveries if one.state is not DeliveryState.SENT),
        last,
    )


def show_alert(settings: Settings, alert_no: int) -> AlertStory:
    """One alert with its news, oldest first. Raises NotFoundError for a number that none has."""
    from traceability.store.state import alerts as state  # noqa: PLC0415
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    with open_state(settings).read() as read:
        found = state.read_alerts(read, alert_no=alert_no)
        if not found:
            raise _unknown(alert_no)
        news = state.read_news(read, alert_no=alert_no)
        numbers = {one.news_no for one in news}
        deliveries = [one for one in state.read_deliveries(read) if one.news_no in numbers]
    return AlertStory(found[0], tuple(news), tuple(deliveries))


def answer_alert(settings: Settings, actor: Person, alert_no: int, answer: str) -> Alert:
    """Say what is being done about an open alert; it stays open until its cause is gone.

    Raises NotFoundError, UsageError for an empty answer, RefusedError where the role does not allow
    it or the alert has ended.
    """
    from traceability.store.state import alerts as state  # noqa: PLC0415
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    actor.check_may(Act.ANSWER_ALERT)
    if not answer.strip():
        raise UsageError("An answer must say something.", hint='Write --answer "...".')
    with open_state(settings).write(actor) as write:
        found = state.read_alerts(write, alert_no=alert_no)
        if not found:
            raise _unknown(alert_no)
        if found[0].ended_at is not None:
            raise RefusedError(f"Alert {alert_no} has ended: its cause is gone.")
        told = {"answer": answer.strip(), "answered_by": actor.name, "answered_at": write.at}
        state.change_alert(write, alert_no, told, answer.strip())
        (changed,) = state.read_alerts(write, alert_no=alert_no)
    return changed


def alert_document(alert: Alert) -> dict[str, Any]:
    """An alert as plain values, with the codes that it touches."""
    return {
        "alert_no": alert.alert_no,
        "kind": str(alert.kind),
        "title": alert.title,
        "subject": alert.subject,
        "raised_at": alert.raised_at.isoformat(),
        "raised_snapshot_id": alert.raised_snapshot_id,
        "ended_at": alert.ended_at.isoformat() if alert.ended_at else None,
        "ended_snapshot_id": alert.ended_snapshot_id,
        "answer": alert.answer,
        "answered_by": alert.answered_by,
        "answered_at": alert.answered_at.isoformat() if alert.answered_at else None,
        "affected": alert.affected,
    }


def _unknown(alert_no: int) -> NotFoundError:
    return NotFoundError(
        f"There is no alert {alert_no}.", hint="`lotline alerts --all` lists all there ever were."
    )
