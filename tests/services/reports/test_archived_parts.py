"""What is archived of a signed case is given out part by part, where it is what was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.services.reports.case_document import case_document
from tests.store.state.case_house import opened, people, publish, signed
from traceability.errors import RefusedError, UsageError
from traceability.services.cases import show_case
from traceability.services.reports import archive_reports, render_reports
from traceability.services.reports.archive_reports import write_archived
from traceability.services.reports.render_reports import (
    MANIFEST,
    PARTS,
    ReportOptions,
    part_of,
    report_files,
)
from traceability.services.reports.words import Language
from traceability.settings import Settings

KEPT = {"report.pdf": b"%PDF of then", "csv/lots.csv": b"lot\r\n", "case.json": b"{}\n"}
ARCHIVED = [*KEPT.items(), (MANIFEST, b"")]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with pytest.MonkeyPatch.context() as patch:
        yield signed_house(tmp_path_factory.mktemp("house"), patch, ARCHIVED)


def signed_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: list[tuple[str, bytes]]
) -> Settings:
    """C-1 is signed, and these files are what is archived of it; C-2 is open."""
    settings = Settings(home=tmp_path / "home")
    publish(settings)
    who = people(settings)
    monkeypatch.setattr(archive_reports, "archived_files", lambda _: iter(files))
    signed(settings, who, opened(settings, who["ann"]))
    opened(settings, who["ann"])
    return settings


def test_every_file_of_a_part_is_known_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_reports, "typeset", lambda *_, **__: b"%PDF")
    document = case_document()

    made = {part: [*report_files(document, ReportOptions(parts=(part,)))] for part in PARTS}

    assert all(made.values())
    told = {part: {part_of(name) for name, _ in files} for part, files in made.items()}
    assert told == {part: {part} for part in PARTS}
    assert part_of(MANIFEST) is None


@pytest.mark.parametrize("parts", [PARTS, ("report",), ("document", "csv")])
def test_parts_of_a_signed_case_are_the_archived_bytes(
    house: Settings, tmp_path: Path, parts: tuple[str, ...]
) -> None:
    written = write_archived(house, 1, tmp_path / "out", ReportOptions(parts=parts))

    assert written is not None
    told = {one.name: (tmp_path / "out" / one.name).read_bytes() for one in written}
    assert told == {name: data for name, data in KEPT.items() if part_of(name) in parts}


@pytest.mark.parametrize(
    "options",
    [ReportOptions(Language.ZH), ReportOptions(callers=("Ann",)), ReportOptions(parts=("status",))],
)
def test_what_no_archive_holds_is_left_to_be_made_anew(
    house: Settings, tmp_path: Path, options: ReportOptions
) -> None:
    assert write_archived(house, 1, tmp_path / "out", options) is None
    assert not (tmp_path / "out").exists()


def test_a_running_case_is_known_by_its_head_alone(
    house: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_document(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(show_case, "assemble_case", no_document)

    assert write_archived(house, 2, tmp_path / "out") is None


def test_a_part_that_is_none_and_a_folder_in_use_are_refused(
    house: Settings, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="songs is no part"):
        write_archived(house, 1, tmp_path / "out", ReportOptions(parts=("songs",)))
    with pytest.raises(RefusedError, match="is not empty"):
        write_archived(house, 1, house.home)


def test_without_a_typesetter_plain_parts_are_given_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = [(name, data) for name, data in KEPT.items() if not name.endswith(".pdf")]
    house = signed_house(tmp_path, monkeypatch, plain)

    assert write_archived(house, 1, tmp_path / "all") is None
    written = write_archived(house, 1, tmp_path / "out", ReportOptions(parts=("csv",)))
    assert [one.name for one in written or ()] == ["csv/lots.csv"]
