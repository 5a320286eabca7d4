"""Compare the causes of a snapshot with the alerts that are open: raised, changed or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.actors import Program
from traceability.domain.alerts import AlertChange, AlertChanges, Delta, delta_between
from traceability.services.cases.watch_holds import record_moves
from traceability.services.find_causes import find_causes
from traceability.services.read_channels import read_channels
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.domain.alerts import Affected, Alert, Cause
    from traceability.settings import Settings

_BUILD = Program("build")


def record_alerts(settings: Settings, snapshot_id: str | None = None) -> AlertChanges | None:
    """Keep what changed in the alerts, as news that wait on every channel; nothing is sent here.

    A cause that holds as before makes no news, so looking at a snapshot again changes nothing.
    None for a snapshot older than one that was looked at. Raises DataMissingError when nothing is
    built or the state database does not answer, UsageError for an alerts.yml that cannot be read.
    """
    from traceability.store.state import alerts as state  # noqa: PLC0415
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    channels = [channel.name for channel in read_channels(settings)]
    found = snapshots.named(settings, snapshot_id) if snapshot_id else snapshots.current(settings)
    record_moves(settings, found)
    causes = {cause.key: cause for cause in find_causes(settings, found)}
    with open_state(settings).write(_BUILD) as write:
        last = state.last_build(write)
        if last is not None and last > found.id:
            return None
        before = {alert.cause_key: alert for alert in state.read_alerts(write, only_open=True)}
        news = _compare(write, found.id, causes, before)
        state.add_news(write, news, channels, f"the alerts of snapshot {found.id}")
        if last != found.id:
            state.add_build(write, found.id)
    raised, changed, ended = (
        sum(row["change"] == change for row in news) for change in AlertChange
    )
    return AlertChanges(found.id, raised, changed, ended, len(causes))


def _compare(
    write: Any, snapshot_id: str, causes: dict[str, Cause], before: dict[str, Alert]
) -> list[dict[str, Any]]:
    """Raise, change and end alerts; returns the rows of news, without their numbers."""
    from traceability.store.state import alerts as state  # noqa: PLC0415

    stamp = {"snapshot_id": snapshot_id, "told_at": write.at}
    why = f"snapshot {snapshot_id}"
    news = []
    for key, cause in causes.items():
        known = before.get(key)
        delta = delta_between(known.affected if known else {}, cause.affected)
        if known is None:
            number = state.add_alert(write, _born(cause, snapshot_id, write.at))
            change = AlertChange.RAISED
        elif delta or cause.title != known.title:
            number, change = known.alert_no, AlertChange.CHANGED
            state.change_alert(write, number, {"title": cause.title}, why)
        else:
            continue
        news.append(stamp | _told(number, change, cause.title, cause.affected, delta))
    ended = {"ended_snapshot_id": snapshot_id, "ended_at": write.at}
    for key, alert in before.items():
        if key not in causes:
            state.change_alert(write, alert.alert_no, ended, why)
            none = Delta({}, {}, {})
            told = _told(alert.alert_no, AlertChange.ENDED, alert.title, alert.affected, none)
            news.append(stamp | told)
    return news


def _born(cause: Cause, snapshot_id: str, at: Any) -> dict[str, Any]:
    empty = ("ended_snapshot_id", "ended_at", "answer", "answered_by", "answered_at")
    return {
        "cause_key": cause.key,
        "kind": str(cause.kind),
        "title": cause.title,
        "subject": cause.subject,
        "raised_snapshot_id": snapshot_id,
        "raised_at": at,
        **dict.fromkeys(empty),
    }


def _told(
    number: int, change: AlertChange, title: str, affected: Affected, delta: Delta
) -> dict[str, Any]:
    return {
        "alert_no": number,
        "change": str(change),
        "title": title,
        "affected": affected,
        "entered": delta.entered,
        "gone": delta.left,
        "revised": delta.changed,
    }
