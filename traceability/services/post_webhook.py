"""Send alerts to a webhook: one signed request per piece of news, tried again, safe to repeat."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from traceability.domain.alerts import DeliveryState, news_document
from traceability.services.write_json import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from traceability.domain.alerts import AlertNews

TIMEOUT_SECONDS = 10
PAUSES = (1.0, 4.0)
"""Seconds before the second and the third try of one run; later runs try again."""

_LATER = frozenset({401, 403, 404, 407, 408, 410, 425, 429})
"""Answers that ask to come back, beside all of 500 and above; or that say that the address or the
secret is not right, which somebody mends in alerts.yml: until then the news waits."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where news is posted; `secret` is shared with whoever receives it.

    ca_file: certificates to trust instead of the public ones.
    """

    url: str
    secret: str
    ca_file: Path | None = None
    pauses: tuple[float, ...] = PAUSES

    name = "webhook"
    at_once = 50

    def send(
        self, news: list[AlertNews]
    ) -> Iterator[tuple[list[AlertNews], DeliveryState, str | None]]:
        """Post one after another; it ends at the first that must wait, so that order is kept."""
        import requests  # noqa: PLC0415 - reaches for the network: only where it is configured

        with requests.Session() as session:
            session.trust_env = False  # no proxy and no password that the user did not write here
            session.verify = str(self.ca_file) if self.ca_file else True
            for one in news:
                state, problem = self._try(session, one)
                yield [one], state, problem
                if state is DeliveryState.WAITING:
                    return

    def _try(self, session: object, news: AlertNews) -> tuple[DeliveryState, str | None]:
        body = as_json(news_document(news)).encode()
        state, problem = self._post(session, body)
        for pause in self.pauses:
            if state is not DeliveryState.WAITING:
                break
            time.sleep(pause)
            state, problem = self._post(session, body)
        return state, problem

    def _post(self, session: object, body: bytes) -> tuple[DeliveryState, str | None]:
        import requests  # noqa: PLC0415 - as above

        assert isinstance(session, requests.Session)
        try:
            answer = session.post(
                self.url,
                data=body,
                headers=signed_headers(body, self.secret, int(time.time())),
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
                stream=True,
            )
            answer.close()
        except requests.RequestException as error:
            return DeliveryState.WAITING, f"{type(error).__name__}: no answer from the webhook"
        code = answer.status_code
        if 200 <= code < 300:
            return DeliveryState.SENT, None
        if code in _LATER or code >= 500:
            return DeliveryState.WAITING, f"the webhook answered {code}"
        return DeliveryState.REFUSED, f"the webhook answered {code}"


def signed_headers(body: bytes, secret: str, second: int) -> dict[str, str]:
    """Headers of a request. The signature covers the second and the body.

    Idempotency-Key: the SHA-256 of the body, so that a repetition is known by it.
    """
    text = f"{second}.".encode() + body
    signature = hmac.new(secret.encode(), text, sha256).hexdigest()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": sha256(body).hexdigest(),
        "Lotline-Signature": f"t={second},v1={signature}",
        "User-Agent": "lotline",
    }
