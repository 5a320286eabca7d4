"""Put alerts into the out-box: one JSON file per piece of news, for whoever picks them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.domain.alerts import DeliveryState, news_document
from traceability.store.durable_files import write_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from traceability.domain.alerts import AlertNews


@dataclass(frozen=True, slots=True)
class OutBox:
    """A folder; what was put there is taken away by others."""

    folder: Path

    name = "out_box"
    at_once = 200

    def send(
        self, news: list[AlertNews]
    ) -> Iterator[tuple[list[AlertNews], DeliveryState, str | None]]:
        """Write each file in one step under a name of its own: writing it again changes nothing."""
        for one in news:
            name = f"{one.snapshot_id}-{one.alert_no:06}-{one.news_no:06}.json"
            try:
                write_json(self.folder / name, news_document(one))
            except OSError as error:
                yield [one], DeliveryState.WAITING, f"{self.folder / name}: {error.strerror}"
                return
            yield [one], DeliveryState.SENT, None
