"""A replay of a signed case: what it makes anew, what it reads, and how it says what differs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.state.attacks import without_guards
from tests.store.state.case_house import ROLES, opened, people, publish, signed
from traceability.cli.tabulate_drills import replay_lines
from traceability.domain.actors import Person, Program
from traceability.errors import IntegrityError, RefusedError
from traceability.services.drills import replay_drill as replays
from traceability.services.drills.replay_drill import differences, replay_drill
from traceability.services.fingerprint_code import code_version
from traceability.services.reports import archive_reports
from traceability.settings import Settings
from traceability.store.state import case_documents, case_reports, open_state


@pytest.fixture(scope="module")
def signed_home(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bakery with a signed case, whose reports nobody made yet."""
    home = tmp_path_factory.mktemp("bakery") / "home"
    home.mkdir()
    shutil.copy(migrated, home / "state.db")
    settings = Settings(home=home)
    publish(settings)
    who = people(settings)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(archive_reports, "archive_reports", lambda *_, **__: False)
        signed(settings, who, opened(settings, who["ann"]))
    return home


@pytest.fixture
def bakery(signed_home: Path, tmp_path: Path) -> Settings:
    """The same, to be changed."""
    shutil.copytree(signed_home, tmp_path / "home")
    return Settings(home=tmp_path / "home")


def test_a_signed_case_comes_out_again_with_its_versions(bakery: Settings) -> None:
    replayed = replay_drill(bakery, 1)

    assert replayed.is_same
    assert [one.what for one in replayed.documents] == ["scope v1", "scope v2", "document of C-1"]
    assert {one.made_by for one in replayed.documents} == {(code_version(),)}


def test_other_code_is_told_by_path_and_by_its_version(
    bakery: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = replays.scope_document

    def another(*words: object, **options: object) -> dict[str, object]:
        told = true(*words, **options)  # type: ignore[arg-type]
        for lot in told["lots"][:1]:
            lot["hop_count"] += 1
        told["gaps"] = told["gaps"][:-1]
        return told

    monkeypatch.setattr(replays, "scope_document", another)
    replayed = replay_drill(bakery, 1)

    scope = replayed.documents[0]
    assert not replayed.is_same
    first, *_ = scope.differences
    assert first.path == "lots[0].hop_count"
    assert int(first.recomputed) == int(first.archived) + 1
    assert scope.differences[-1].path.startswith("gaps[")
    assert scope.differences[-1].recomputed == "(not there)"
    assert replay_lines(replayed)[0].startswith(f"{len(replayed.documents)} documents compared, ")
    assert not replay_lines(replayed)[0].endswith("none with other bytes.")
    assert any("same code" in one and "must not happen" in one for one in replay_lines(replayed))

    again = replace(replayed, code_version="0.1.0+0123456789ab.00000000")
    whys = [one for one in replay_lines(again) if "Made by Lotline" in one]
    assert len(whys) == sum(not one.is_same for one in again.documents) > 0
    assert all(one.endswith("the code and the packages below it changed since.") for one in whys)
    told = again.as_document()["documents"][0]
    assert (told["made_by"], len(told["code_changes"])) == ([code_version()], 1)


def test_two_documents_differ_where_they_do() -> None:
    before = {"a": {"b": [1, 2]}, "c": None, "d": "x"}
    now = {"a": {"b": [1, 3, 4]}, "d": "x", "e": True}

    found = [(one.path, one.archived, one.recomputed) for one in differences(before, now)]

    assert found == [
        ("a.b[1]", "2", "3"),
        ("a.b[2]", "(not there)", "4"),
        ("c", "null", "(not there)"),
        ("e", "(not there)", "true"),
    ]


@pytest.mark.usefixtures("archived")
def test_archived_reports_are_made_anew_and_compared(
    bakery: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert archive_reports.archive_reports(bakery, 1)
    replayed = replay_drill(bakery, 1)
    reports = {one.what for one in replayed.documents if one.what.startswith("report ")}
    assert replayed.is_same
    assert {"report case.json", "report report.pdf", "report lists.xlsx"} <= reports

    true = archive_reports.archived_files

    def another(document: dict[str, object]) -> Iterator[tuple[str, bytes]]:
        return ((name, data + b" " * (name == "lists.xlsx")) for name, data in true(document))

    monkeypatch.setattr(archive_reports, "archived_files", another)
    others = [one for one in replay_drill(bakery, 1).documents if not one.is_same]
    assert [one.what for one in others] == ["report lists.xlsx"]
    assert [one.path for one in others[0].differences] == ["bytes"]


def test_what_is_kept_of_a_report_is_read_even_where_no_typesetter_is(
    bakery: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = open_state(bakery)
    with state.write(Program("reports")) as write:
        case_reports.keep_report(write, 1, "report.pdf", "application/pdf", b"%PDF", "1")
    monkeypatch.setattr(archive_reports, "can_typeset", lambda: False)

    replayed = replay_drill(bakery, 1)
    assert replayed.is_same
    assert [one.what for one in replayed.documents if one.is_kept_only] == ["report report.pdf"]

    forge = "update case_documents set content = x'00' where media_type = 'application/pdf'"
    without_guards(state, case_documents.GUARDS, forge)
    with pytest.raises(IntegrityError, match="is not what was kept"):
        replay_drill(bakery, 1)


def test_a_case_that_runs_cannot_be_replayed(bakery: Settings) -> None:
    ann = Person("ann", "Ann", ROLES["ann"], datetime.now(UTC))
    opened(bakery, ann)

    with pytest.raises(RefusedError, match="no document of it is final"):
        replay_drill(bakery, 2)
