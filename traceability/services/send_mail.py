"""Send alerts by e-mail: one message for all the news of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from traceability.domain.alerts import AlertChange, DeliveryState, news_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.domain.alerts import AlertNews

SCHEMES = ("mailto", "mailtos")


@dataclass(frozen=True, slots=True)
class Mail:
    """An address in the form of Apprise, with server, user and password: never shown."""

    address: str = field(repr=False)

    name = "mail"
    at_once = 5_000

    def send(
        self, news: list[AlertNews]
    ) -> Iterator[tuple[list[AlertNews], DeliveryState, str | None]]:
        """One message with all of it; it waits as a whole if the server does not take it."""
        if not news:
            return
        import apprise  # noqa: PLC0415 - reaches for the network: only where it is configured

        sender = apprise.Apprise()
        if not sender.add(self.address):
            yield news, DeliveryState.WAITING, "the address of alerts.yml is no mailto address"
            return
        taken = sender.notify(
            title=subject_of(news),
            body="\n\n".join("\n".join(news_lines(one)) for one in news),
            body_format=apprise.NotifyFormat.TEXT,
        )
        if taken:
            yield news, DeliveryState.SENT, None
        else:
            yield news, DeliveryState.WAITING, "the mail server did not take the message"


def subject_of(news: list[AlertNews]) -> str:
    """The subject: the news itself, or how many of each there are."""
    if len(news) == 1:
        return f"Lotline: {news[0].title}"
    counts = {change: sum(one.change is change for one in news) for change in AlertChange}
    told = ", ".join(f"{count} {change}" for change, count in counts.items() if count)
    return f"Lotline: {len(news)} alerts ({told})"
