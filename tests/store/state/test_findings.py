"""The life of a finding: new, persisting, resolved, back again; who has it, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from sqlalchemy import text

from tests.index_plant import Plant
from tests.store.state.conftest import add_person
from traceability.contracts.findings_marts import FINDING_CAUSES, FINDING_RECORDS, FINDINGS
from traceability.domain.actors import Person
from traceability.domain.finding_life import Change, FindingLife, FindingState
from traceability.domain.roles import Role
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.list_finding_lives import list_finding_lives, lives_of
from traceability.services.record_findings import record_findings
from traceability.services.work_on_finding import accept_finding, assign_finding, take_finding
from traceability.settings import Settings
from traceability.store import snapshots
from traceability.store.state import open_state

OWNERS = """
- {rule: "LK-*", severity: S1, site: "0012", owner: line leads, due_days: 2}
- {rule: "LK-*", owner: data team, due_days: 10}
"""


def publish(settings: Settings, number: int, *names: str) -> str:
    """A snapshot with these findings, as `name@site`, S1 where the name begins with A."""
    snapshot = f"2026010{number}T000000-abcdef"
    Plant().lots("A").publish(settings.home, snapshot)
    with duckdb.connect(str(snapshots.current(settings).warehouse)) as connection:
        connection.execute("create schema marts")
        tables = {"findings": FINDINGS, "finding_records": FINDING_RECORDS}
        for table, columns in (tables | {"finding_causes": FINDING_CAUSES}).items():
            body = ", ".join(f"{column} {kind}" for column, kind in columns)
            connection.execute(f"create table marts.{table} ({body})")
        for told in names:
            name, _, site = told.partition("@")
            row = {"finding_id": name, "rule_id": "LK-01", "subject_kind": "consumption"}
            row |= {"severity": "S1" if name[0] == "A" else "S2", "cause_id": "C"}
            row |= {"message": f"{name} is wrong.", "site_code": site or None, "record_count": 1}
            marked = ", ".join(f"? as {column}" for column in row)
            query = f"insert into marts.findings by name (select {marked})"
            connection.execute(query, [*row.values()])
    return snapshot


def person(settings: Settings, name: str, role: Role) -> Person:
    return add_person(open_state(settings), name, role)


def changes(settings: Settings) -> tuple[int, int, int, int]:
    told = record_findings(settings)
    assert told is not None
    return told.new_count, told.persisting_count, told.resolved_count, told.returned_count


def life(settings: Settings, name: str) -> FindingLife:
    return lives_of(settings, [name])[name]


def test_a_build_tells_new_persisting_resolved_and_returned(both_settings: Settings) -> None:
    publish(both_settings, 1, "A1", "B1")
    assert changes(both_settings) == (2, 0, 0, 0)
    second = publish(both_settings, 2, "A1", "B2")
    assert changes(both_settings) == (1, 1, 1, 0)
    assert life(both_settings, "B1").change_in(second) is Change.RESOLVED
    assert life(both_settings, "B2").change_in(second) is Change.NEW
    assert life(both_settings, "A1").change_in(second) is Change.PERSISTING
    publish(both_settings, 3, "B1")
    assert changes(both_settings) == (0, 0, 2, 1)

    back = life(both_settings, "B1")
    assert (back.state, back.return_count, back.resolved_at) == (FindingState.NEW, 1, None)
    assert back.first_snapshot_id.startswith("20260101")


def test_a_snapshot_is_compared_once_and_never_after_a_later_one(settings: Settings) -> None:
    first = publish(settings, 1, "A1")
    record_findings(settings)
    assert record_findings(settings) is None
    publish(settings, 2)
    record_findings(settings)

    assert record_findings(settings, first) is None
    assert life(settings, "A1").state is FindingState.RESOLVED


def test_owner_and_day_come_by_the_first_rule_that_matches(settings: Settings) -> None:
    (settings.home / "owners.yml").write_text(OWNERS, encoding="utf-8")
    publish(settings, 1, "A1@0012", "A2", "B1@0012")
    record_findings(settings)

    today = datetime.now(UTC).date()
    told = {one.finding_id: (one.owner, one.due_date) for one in list_finding_lives(settings).lives}
    late = (today + timedelta(days=10)).isoformat()
    assert told == {
        "A1": ("line leads", (today + timedelta(days=2)).isoformat()),
        "A2": ("data team", late),
        "B1": ("data team", late),
    }


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("rule: LK-01", "must be a list"),
        ("- LK-01", "entry 1 must hold names"),
        ("- {who: ann}", "does not know 'who'"),
        ("- {due_days: soon}", "whole number of days"),
        ("- {due_days: -1}", "below zero"),
        ("- {site: 12}", "text in quotes"),
        ("- {", "not readable as YAML"),
    ],
)
def test_an_entry_that_is_none_is_refused_with_file_and_place(
    settings: Settings, entry: str, words: str
) -> None:
    (settings.home / "owners.yml").write_text(entry, encoding="utf-8")
    publish(settings, 1, "A1")

    with pytest.raises(UsageError, match=rf"owners\.yml.*{words}"):
        record_findings(settings)


def test_what_a_person_decided_stays_while_the_finding_does(settings: Settings) -> None:
    ann = person(settings, "ann", Role.DATA)
    publish(settings, 1, "A1", "A2")
    record_findings(settings)
    take_finding(settings, ann, "A1")
    assign_finding(settings, ann, "A2", owner="bob", due="2020-01-01")
    publish(settings, 2, "A1", "A2")
    record_findings(settings)

    assert (life(settings, "A1").state, life(settings, "A1").owner) == (FindingState.IN_WORK, "ann")
    found = list_finding_lives(settings, overdue=True)
    assert [one.finding_id for one in found.lives] == ["A2"]
    assert (found.overdue_count, found.lives[0].owner) == (1, "bob")


def test_an_acceptance_ends_with_its_day(settings: Settings) -> None:
    publish(settings, 1, "A1")
    record_findings(settings)
    until = datetime.now(UTC).date() + timedelta(days=1)
    accepted = accept_finding(
        settings,
        person(settings, "ann", Role.QUALITY),
        "A1",
        reason="old stock",
        until=until.isoformat(),
    )

    assert accepted.state_on(until) is FindingState.ACCEPTED
    assert accepted.state_on(until + timedelta(days=1)) is FindingState.NEW
    assert list_finding_lives(settings).lives == ()
    (one,) = list_finding_lives(settings, state="accepted").lives
    assert (one.reason, one.changed_by) == ("old stock", "ann")


def test_what_cannot_be_is_refused_with_a_sentence(settings: Settings) -> None:
    ann = person(settings, "ann", Role.DATA)
    publish(settings, 1, "A1")
    record_findings(settings)
    with pytest.raises(UsageError, match="without a reason"):
        accept_finding(settings, ann, "A1", reason=" ", until="2999-01-01")
    with pytest.raises(UsageError, match="has passed"):
        accept_finding(settings, ann, "A1", reason="old", until="2020-01-01")
    with pytest.raises(UsageError, match="is no day"):
        assign_finding(settings, ann, "A1", owner="bob", due="soon")
    with pytest.raises(NotFoundError, match="No build had a finding A9"):
        take_finding(settings, ann, "A9")
    with pytest.raises(RefusedError, match="viewer"):
        take_finding(settings, person(settings, "vic", Role.VIEWER), "A1")
    with pytest.raises(UsageError, match="no state"):
        list_finding_lives(settings, state="gone")
    publish(settings, 2)
    record_findings(settings)
    with pytest.raises(RefusedError, match="is resolved"):
        take_finding(settings, ann, "A1")


@pytest.mark.parametrize(
    "attack",
    [
        "delete from finding_lives",
        "update finding_lives set first_snapshot_id = 'x'",
        "update finding_builds set new_count = 0",
        "delete from finding_builds",
    ],
)
def test_the_database_refuses_to_rewrite_what_was_found(
    both_settings: Settings, attack: str
) -> None:
    publish(both_settings, 1, "A1")
    record_findings(both_settings)

    with (
        pytest.raises(Exception, match="lotline: "),
        open_state(both_settings).engine.begin() as it,
    ):
        it.execute(text(attack))
