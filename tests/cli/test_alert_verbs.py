"""`lotline alerts`, `lotline wrong-lot` and `lotline audit`, as a program runs them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_house_verbs import SENTENCE, run
from tests.store.state.alarm_plant import bakery, lot, publish
from traceability.domain.actors import Program
from traceability.domain.roles import Role
from traceability.services.record_alerts import record_alerts
from traceability.settings import Settings
from traceability.store.state import open_state
from traceability.store.state.accounts import insert_user
from traceability.store.state.passwords import hash_password


def test_an_alert_is_listed_sent_answered_and_shown(tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = Settings(home=home)
    publish(settings, 1, bakery(), trace_lots=[lot("FLOUR", "FL", "rejected")])
    with open_state(settings).write(Program("test")) as write:
        insert_user(write, "quinn", "Quinn", Role.QUALITY, hash_password(SENTENCE), is_own=True)
    record_alerts(settings)

    listed = run(home, "alerts")
    sent = run(home, "alerts", "--send")
    words = ("alerts", "1", "--answer", "Stock is blocked.", "--as", "quinn")
    answered = run(home, *words, password=SENTENCE)
    shown = run(home, "alerts", "1", "--json")

    assert listed.stdout.startswith("1 alert is open as of snapshot 20260101T000000-abcdef.")
    assert "Not sent by out_box (waiting): 1." in listed.stdout
    assert (sent.returncode, sent.stdout) == (0, "1 sent, 0 waiting, 0 refused.\n")
    assert answered.stdout == "Alert 1 is answered by quinn.\n", answered.stderr
    told = json.loads(shown.stdout)
    assert told["alert"]["answer"] == "Stock is blocked."
    assert [one["change"] for one in told["news"]] == ["raised"]


def test_the_groups_of_wrong_lots_and_audits_answer_without_any(tmp_path: Path) -> None:
    assert run(tmp_path, "wrong-lot", "list").stdout == "0 wrong lots, 0 of them open.\n"
    assert json.loads(run(tmp_path, "audit", "list", "--json").stdout)["audits"] == []
    missing = run(tmp_path, "wrong-lot", "show", "7")
    assert (missing.returncode, missing.stderr.splitlines()[0]) == (
        3,
        "There is no wrong lot 7.",
    )
