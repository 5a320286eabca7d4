"""Send what waits: every piece of news to every channel until it is taken, and not once more."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from traceability.domain.actors import Program
from traceability.domain.alerts import DeliveryState
from traceability.services.read_channels import read_channels

if TYPE_CHECKING:
    from traceability.domain.alerts import Delivery
    from traceability.services.read_channels import Channel
    from traceability.settings import Settings

_SENDER = Program("alerts")
_SECONDS = 60.0
"""How long one run sends on one channel; what is left waits for the next run."""


@dataclass(frozen=True, slots=True)
class Sending:
    """How a run of sending ended, over all channels. problems: one per channel in trouble."""

    sent_count: int
    waiting_count: int
    refused_count: int
    problems: tuple[str, ...]


def send_alerts(settings: Settings) -> Sending:
    """Send the news that wait, oldest first; a channel that does not answer keeps the rest waiting.

    If a run dies between sending and noting it, the next sends the same bytes again: the other side
    knows them by their key. Raises as `read_channels`, and DataMissingError when the state database
    does not answer.
    """
    channels = read_channels(settings)
    settings.home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.home / "alerts.lock", timeout=0):
            counts = [_drain(settings, channel) for channel in channels]
    except Timeout:
        counts = [(0, 0, "Another process is sending alerts right now.")]
    problems = [problem for _, _, problem in counts if problem]
    waiting = _waiting(settings)
    unnamed = waiting.keys() - {channel.name for channel in channels}
    problems += [
        f"{waiting[name]} wait for {name}, which alerts.yml does not name."
        for name in sorted(unnamed)
    ]
    return Sending(
        sum(sent for sent, _, _ in counts),
        sum(waiting.values()),
        sum(refused for _, refused, _ in counts),
        tuple(problems),
    )


def _drain(settings: Settings, channel: Channel) -> tuple[int, int, str | None]:
    """How many were sent and refused, and why it stopped early."""
    from traceability.store.state import alerts as state  # noqa: PLC0415
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    database = open_state(settings)
    end = time.monotonic() + _SECONDS
    sent = refused = 0
    trouble: str | None = None
    while True:
        with database.read() as read:
            waiting = state.read_deliveries(
                read, state=DeliveryState.WAITING, channel=channel.name
            )[: channel.at_once]
            news = state.read_news(read, numbers=[one.news_no for one in waiting])
        by_number = {one.news_no: one for one in waiting}
        results: list[tuple[Delivery, DeliveryState, str | None]] = []
        try:
            for told, result, problem in channel.send(news):
                results += [(by_number[one.news_no], result, problem) for one in told]
                if result is DeliveryState.WAITING or time.monotonic() > end:
                    break
        finally:  # what was sent is noted, whatever stopped the rest
            if results:
                with database.write(_SENDER) as write:
                    for delivery, result, problem in results:
                        state.change_delivery(write, delivery, result, problem)
        sent += sum(result is DeliveryState.SENT for _, result, _ in results)
        refused += sum(result is DeliveryState.REFUSED for _, result, _ in results)
        trouble = next((f"{channel.name}: {told}." for *_, told in results if told), trouble)
        is_stopped = any(result is DeliveryState.WAITING for _, result, _ in results)
        if not waiting or is_stopped or time.monotonic() > end:
            return sent, refused, trouble


def _waiting(settings: Settings) -> dict[str, int]:
    from traceability.store.state import alerts as state  # noqa: PLC0415
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    counts: dict[str, int] = {}
    with open_state(settings).read() as read:
        rows: list[Any] = state.read_deliveries(read, state=DeliveryState.WAITING)
    for one in rows:
        counts[one.channel] = counts.get(one.channel, 0) + 1
    return counts
