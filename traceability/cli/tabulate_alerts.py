"""What `alerts` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.alerts import news_lines
from traceability.domain.tables import TextTable

if TYPE_CHECKING:
    from traceability.domain.alerts import Alert
    from traceability.services.list_alerts import Alerts, AlertStory
    from traceability.services.send_alerts import Sending


def alert_lines(found: Alerts) -> list[str]:
    """How many are open, as of which snapshot, and what could not be sent."""
    if found.last_snapshot_id is None:
        return ["Alerts were never looked for: every `lotline build` does."]
    many = "alert is" if found.open_count == 1 else "alerts are"
    lines = [f"{found.open_count} {many} open as of snapshot {found.last_snapshot_id}."]
    troubles: dict[tuple[str, str, str | None], int] = {}
    for one in found.undelivered:
        key = (one.channel, str(one.state), one.problem)
        troubles[key] = troubles.get(key, 0) + 1
    lines += [
        f"Not sent by {channel} ({state}): {count}{f', {problem}' if problem else ''}."
        for (channel, state, problem), count in sorted(troubles.items(), key=str)
    ]
    if any(state == "waiting" for _, state, _ in troubles):
        lines.append("`lotline alerts --send` sends what waits; so does the next build.")
    return lines


def alert_table(found: Alerts) -> TextTable:
    """One row per alert."""
    columns = (
        *("no", "kind", "since", "ended", "orders", "lots", "deliveries", "customers"),
        *("answer", "alert"),
    )
    return TextTable("Alerts", columns, tuple(_row(alert) for alert in found.alerts))


def story_lines(story: AlertStory) -> list[str]:
    """All that was told of one alert, oldest first, and how far it went."""
    alert = story.alert
    state = f"ended {alert.ended_at:%Y-%m-%d %H:%M}Z" if alert.ended_at else "open"
    lines = [f"Alert {alert.alert_no}, {str(alert.kind).replace('_', ' ')}, {state}."]
    if alert.answer:
        lines.append(f"Answer of {alert.answered_by}: {alert.answer}")
    for news in story.news:
        sent = [
            f"{one.channel} {one.state}" for one in story.deliveries if one.news_no == news.news_no
        ]
        lines += ["", f"{news.told_at:%Y-%m-%d %H:%M}Z, snapshot {news.snapshot_id}:"]
        lines += news_lines(news)
        lines.append(f"sent: {', '.join(sent)}")
    if any(news.delta.entered for news in story.news):
        lines += ["", "* new since the build before"]
    return lines


def sending_lines(sending: Sending) -> list[str]:
    """How a run of sending ended."""
    counts = f"{sending.sent_count} sent, {sending.waiting_count} waiting"
    return [f"{counts}, {sending.refused_count} refused.", *sending.problems]


def _row(alert: Alert) -> tuple[str, ...]:
    counts = (
        str(len(alert.affected.get(section, {})))
        for section in ("orders", "lots", "deliveries", "customers")
    )
    return (
        str(alert.alert_no),
        str(alert.kind).replace("_", " "),
        f"{alert.raised_at:%Y-%m-%d %H:%M}Z",
        f"{alert.ended_at:%Y-%m-%d %H:%M}Z" if alert.ended_at else "",
        *counts,
        f"{alert.answered_by}: {alert.answer}" if alert.answer else "",
        alert.title,
    )
