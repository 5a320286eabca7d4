"""Alerts: one row per cause, the delta since the last build, and every channel told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.index_plant import Plant
from tests.store.state.alarm_plant import bakery, finding, lot, publish
from tests.store.state.conftest import add_person
from tests.store.state.receivers import SECRET, Taken, webhook
from traceability.domain.alerts import AlertKind
from traceability.domain.roles import Role
from traceability.errors import RefusedError
from traceability.services import post_webhook, read_channels
from traceability.services.list_alerts import answer_alert, list_alerts, show_alert
from traceability.services.record_alerts import record_alerts
from traceability.services.record_findings import record_findings
from traceability.services.send_alerts import Sending, send_alerts
from traceability.services.work_on_finding import accept_finding
from traceability.settings import Settings
from traceability.store.state import open_state


@pytest.fixture
def hook() -> Iterator[Taken]:
    with webhook() as taken:
        yield taken


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_channels, "Webhook", _impatient)


def _impatient(url: str, secret: str, ca_file: Path | None) -> post_webhook.Webhook:
    return post_webhook.Webhook(url, secret, ca_file, pauses=(0.0, 0.0))


def configure(settings: Settings, hook: Taken) -> None:
    text = f"webhook:\n  url: http://127.0.0.1:{hook.port}/in\n  secret_file: secret\n"
    (settings.home / "alerts.yml").write_text(text, encoding="utf-8")
    (settings.home / "secret").write_text(SECRET, encoding="utf-8")


def build(settings: Settings, day: int, plant: Plant, **rows: Any) -> Sending:
    """A snapshot, and what a build does after it."""
    publish(settings, day, plant, **rows)
    record_alerts(settings)
    return send_alerts(settings)


def codes(told: dict[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    return {section: [one["code"] for one in rows] for section, rows in told.items()}


def titles(settings: Settings, kind: AlertKind) -> list[str]:
    return [one.title for one in list_alerts(settings).alerts if one.kind is kind]


MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
REJECTED = {"trace_lots": [lot("FLOUR", "FL", "rejected")]}
RELEASED = {"trace_lots": [lot("FLOUR", "FL", "released")]}


def test_a_rejected_lot_reaches_the_webhook_once_with_all_it_touches(
    both_settings: Settings, hook: Taken
) -> None:
    configure(both_settings, hook)
    build(both_settings, 1, bakery(), **RELEASED)
    assert hook.bodies == []

    build(both_settings, 2, bakery(), **REJECTED)
    build(both_settings, 3, bakery(), **REJECTED)

    (news,) = hook.news
    assert hook.signed == [True]
    assert (news["change"], news["kind"]) == ("raised", "lot_barred")
    assert news["title"] == "Lot FL:FLOUR is rejected."
    touched = {
        "orders": ["WO1", "WO2"],
        "lots": ["BR:BREAD", "DO:DOUGH"],
        "products": ["BR"],
        "deliveries": ["D1"],
        "customers": ["SHOP1"],
    }
    assert codes(news["affected"]) == codes(news["delta"]["entered"]) == touched


def test_a_later_build_tells_what_entered_and_nothing_twice(
    settings: Settings, hook: Taken
) -> None:
    configure(settings, hook)
    build(settings, 1, bakery(), **REJECTED)
    more = bakery().ship("BREAD", "D2", "SHOP2", item_code="BR")
    build(settings, 2, more, **REJECTED)
    build(settings, 3, bakery(), **REJECTED)

    _, grown, shrunk = hook.news
    assert (grown["change"], grown["alert_no"]) == ("changed", 1)
    assert codes(grown["delta"]["entered"]) == {"deliveries": ["D2"], "customers": ["SHOP2"]}
    assert codes(grown["affected"])["customers"] == ["SHOP1", "SHOP2"]
    assert codes(shrunk["delta"]["left"]) == {"deliveries": ["D2"], "customers": ["SHOP2"]}


def test_a_cause_that_comes_back_is_another_alert(settings: Settings, hook: Taken) -> None:
    configure(settings, hook)
    for day, rows in enumerate((REJECTED, RELEASED, REJECTED), start=1):
        build(settings, day, bakery(), **rows)

    assert [(one["alert_no"], one["change"]) for one in hook.news] == [
        (1, "raised"),
        (1, "ended"),
        (2, "raised"),
    ]
    assert list_alerts(settings).open_count == 1
    assert len(list_alerts(settings, also_ended=True).alerts) == 2


def test_looking_again_or_at_an_older_snapshot_makes_no_news(settings: Settings) -> None:
    first = publish(settings, 1, bakery(), **REJECTED)
    publish(settings, 2, bakery(), **RELEASED)
    record_alerts(settings)
    again = record_alerts(settings)

    assert again is not None
    assert (again.raised_count, again.ended_count) == (0, 0)
    assert record_alerts(settings, first) is None


def test_a_webhook_in_trouble_is_asked_again_with_the_same_bytes(
    settings: Settings, hook: Taken
) -> None:
    configure(settings, hook)
    hook.answers = [503, 429]

    assert build(settings, 1, bakery(), **REJECTED).waiting_count == 0
    assert len(hook.bodies) == 3
    assert len(set(hook.bodies)) == len(set(hook.keys)) == 1


def test_what_a_dead_webhook_missed_comes_later_in_order_and_once(
    settings: Settings, hook: Taken
) -> None:
    configure(settings, hook)
    hook.answers = [500] * 3
    failed = build(settings, 1, bakery(), **REJECTED)
    assert (failed.waiting_count, failed.problems) == (1, ("webhook: the webhook answered 500.",))
    assert list_alerts(settings).undelivered[0].attempts == 1
    del hook.bodies[:]

    build(settings, 2, bakery(), **RELEASED)
    send_alerts(settings)

    assert [one["change"] for one in hook.news] == ["raised", "ended"]


@pytest.mark.parametrize("answer", [401, 404])
def test_news_waits_while_the_address_or_the_secret_is_wrong(
    settings: Settings, hook: Taken, answer: int
) -> None:
    configure(settings, hook)
    hook.answers = [answer] * 3

    assert build(settings, 1, bakery(), **REJECTED).waiting_count == 1
    assert send_alerts(settings).sent_count == 1
    assert len(set(hook.keys)) == 1


@pytest.mark.parametrize("answer", [400, 302])
def test_what_the_webhook_refuses_is_kept_and_not_sent_again(
    settings: Settings, hook: Taken, answer: int
) -> None:
    configure(settings, hook)
    hook.answers = [answer]

    assert build(settings, 1, bakery(), **REJECTED).refused_count == 1
    assert send_alerts(settings).sent_count == 0
    assert len(hook.bodies) == 1
    (kept,) = list_alerts(settings).undelivered
    assert (kept.state, kept.problem) == ("refused", f"the webhook answered {answer}")


def test_the_out_box_is_always_filled_and_nothing_else_without_a_file(settings: Settings) -> None:
    assert [one.name for one in read_channels.read_channels(settings)] == ["out_box"]
    build(settings, 1, bakery(), **REJECTED)

    (file,) = (settings.home / "alerts").iterdir()
    assert file.name == "20260101T000000-abcdef-000001-000001.json"
    assert '"Lot FL:FLOUR is rejected."' in file.read_text("utf-8")


def test_a_held_lot_that_moves_is_told_with_file_and_line(settings: Settings) -> None:
    bars = [
        {"lot_id": "L-FLOUR", "lot_status": "hold", "given_at": MONDAY + timedelta(hours=8)},
        {"lot_id": "L-FLOUR", "lot_status": "released", "given_at": MONDAY + timedelta(hours=32)},
    ]
    hours = {"L-FLOUR": (5, 8, 15, 40), "L-SALT": (15,)}
    moves = [
        {"lot_id": name, "event_kind": "issue", "source_file": "m.csv", "source_row": row}
        | {"occurred_at": MONDAY + timedelta(hours=hour), "occurred_at_text": "then"}
        | {"from_location": "A", "to_location": "B"}
        for name, told in hours.items()
        for row, hour in enumerate(told, start=2)
    ]
    moves += [moves[2] | {"work_order_code": "RW", "source_row": 9}]
    runs = [{"work_order_code": "RW", "order_type": "rework"}]
    build(settings, 1, bakery(), **RELEASED, lot_statuses=bars, lot_events=moves, trace_runs=runs)

    (alert,) = list_alerts(settings).alerts
    assert alert.title == "Lot FL:FLOUR moved while its status was hold (issue)."
    assert [*alert.affected["moves"]] == ["issue then A -> B (m.csv:4)"]
    assert [*alert.affected["customers"]] == ["SHOP1"]


def test_another_reason_is_news_though_it_touches_nothing_more(settings: Settings) -> None:
    moist = {"lot_id": "L-FLOUR", "characteristic": "moisture", "result_value": "17", "unit": "%"}
    moist |= {"verdict": "fail", "inspected_at": "2026-01-01", "inspection_type": "final"}
    metal = moist | {"characteristic": "metal", "result_value": "found", "unit": None}
    build(settings, 1, bakery(), **RELEASED, trace_inspections=[moist])
    build(settings, 2, bakery(), **RELEASED, trace_inspections=[moist, metal])
    build(settings, 3, bakery(), **RELEASED, trace_inspections=[moist, metal])

    (alert,) = list_alerts(settings).alerts
    story = show_alert(settings, alert.alert_no)
    assert [str(news.change) for news in story.news] == ["raised", "changed"]
    assert "metal found" in story.news[1].title


def test_a_failed_inspection_counts_until_one_passes(settings: Settings) -> None:
    told = {"lot_id": "L-FLOUR", "inspection_type": "incoming", "characteristic": "moisture"}
    told |= {"result_value": "17", "unit": "%"}
    failed = told | {"verdict": "fail", "inspected_at": "2026-01-01"}
    passed = told | {"verdict": "pass", "inspected_at": "2026-01-02"}
    pending = told | {"verdict": "pending", "inspected_at": "2026-01-03"}
    build(settings, 1, bakery(), **RELEASED, trace_inspections=[failed, pending])
    assert titles(settings, AlertKind.LOT_FAILED) == [
        "Lot FL:FLOUR failed its last inspection (moisture 17 %), and its status is released."
    ]

    build(settings, 2, bakery(), **REJECTED, trace_inspections=[failed])
    assert titles(settings, AlertKind.LOT_FAILED) == []
    build(settings, 3, bakery(), **RELEASED, trace_inspections=[failed, passed])
    assert list_alerts(settings).alerts == ()


def test_a_grave_finding_is_told_where_goods_were_shipped_and_nobody_accepted_it(
    settings: Settings,
) -> None:
    found = [
        finding("A", lot_id="L-FLOUR"),
        finding("B", lot_id="L-DOUGH"),
        finding("C", lot_id="L-SALT", cause_id="C2"),
        finding("D", lot_id="L-FLOUR", cause_id="C3", severity="S2"),
    ]
    publish(settings, 1, bakery(), findings=found)
    record_findings(settings)
    record_alerts(settings)
    (alert,) = list_alerts(settings).alerts
    assert alert.title == "LK-01, and it was shipped: A is wrong. (and 1 more of this cause)"
    assert [*alert.affected["findings"]] == ["A", "B"]

    ann = add_person(open_state(settings), "ann", Role.QUALITY)
    until = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    for name in ("A", "B"):
        accept_finding(settings, ann, name, reason="known", until=until)
    record_alerts(settings)
    assert list_alerts(settings).alerts == ()


def test_a_stale_source_is_told_until_it_is_landed_again(settings: Settings) -> None:
    def source(landed_at: str) -> dict[str, Any]:
        return {"sources": [{"source_system": "wms", "landed_at": landed_at}]}

    build(settings, 1, bakery(), **source("2026-01-01T00:00:00Z"))
    assert titles(settings, AlertKind.STALE_SOURCE) == [
        "Source wms was last landed at 2026-01-01T00:00:00Z; at most 168 hours are allowed."
    ]
    build(settings, 2, bakery(), **source(datetime.now(UTC).isoformat()))
    assert list_alerts(settings).alerts == ()


def test_an_answer_has_a_name_and_stays_until_the_cause_is_gone(settings: Settings) -> None:
    build(settings, 1, bakery(), **REJECTED)
    state = open_state(settings)
    answer_alert(settings, add_person(state, "ann", Role.QUALITY), 1, "Stock is blocked.")
    with pytest.raises(RefusedError, match="may not answer an alert"):
        answer_alert(settings, add_person(state, "eve", Role.VIEWER), 1, "Never mind.")

    assert show_alert(settings, 1).alert.answered_by == "ann"
    build(settings, 2, bakery(), **RELEASED)
    assert show_alert(settings, 1).alert.answer == "Stock is blocked."
