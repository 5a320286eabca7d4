"""What alerts.yml may say, and the letter of a build."""

from __future__ import annotations

import pytest

from tests.store.state.alarm_plant import bakery, lot, publish
from tests.store.state.receivers import SECRET, mail_server
from traceability.errors import UsageError
from traceability.services import read_channels
from traceability.services.record_alerts import record_alerts
from traceability.services.send_alerts import Sending, send_alerts
from traceability.settings import Settings


def build(settings: Settings, day: int) -> Sending:
    rows = [lot("FLOUR", "FL", "rejected"), lot("SALT", "SA", "hold")]
    publish(settings, day, bakery(), trace_lots=rows)
    record_alerts(settings)
    return send_alerts(settings)


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # the mail library imports it
def test_one_letter_tells_all_news_of_a_build(settings: Settings) -> None:
    with mail_server() as server:
        (settings.home / "alerts.yml").write_text("mail: {address_file: mail}", encoding="utf-8")
        address = f"mailto://127.0.0.1:{server.port}?from=lotline@plant.test&to=qa@plant.test"
        (settings.home / "mail").write_text(address, encoding="utf-8")
        sending = build(settings, 1)
        build(settings, 2)

    assert (sending.problems, sending.waiting_count) == ((), 0)
    (letter,) = server.letters
    assert "Subject: Lotline: 2 alerts (2 raised)" in letter
    assert "SHOP1 *" in letter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- webhook", "must name webhook or mail"),
        ("{", "not readable as YAML"),
        ("pager: {url: x}", "does not know 'pager'"),
        ("webhook: {uri: x}", "webhook does not know 'uri'"),
        ("webhook: {url: 7}", "webhook.url must be text"),
        ("webhook: {secret_file: good}", "webhook lacks url"),
        ("webhook: {url: 'http://plant.test', secret_file: good}", "must begin with https"),
        ("webhook: {url: 'https://plant.test', secret_file: nowhere}", "cannot be read"),
        ("webhook: {url: 'https://plant.test', secret_file: short}", "less than 16"),
        ("webhook: {url: 'https://a', secret_file: good, ca_file: absent}", "absent is not there"),
        ("mail: {address_file: good}", "is no address"),
    ],
)
def test_a_channel_that_is_none_is_refused_with_file_and_key(
    settings: Settings, text: str, words: str
) -> None:
    (settings.home / "alerts.yml").write_text(text, encoding="utf-8")
    (settings.home / "good").write_text(SECRET, encoding="utf-8")
    (settings.home / "short").write_text("short", encoding="utf-8")

    with pytest.raises(UsageError, match=rf"alerts\.yml.*{words}"):
        read_channels.read_channels(settings)
