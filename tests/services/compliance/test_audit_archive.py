"""An audit archive is the same bytes twice, holds what happened, and tells of any change itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.services.compliance.audited_house import EVIL
from tests.store.state.attacks import without_guards
from traceability.errors import LotlineError, RefusedError, UsageError
from traceability.services.compliance.audit_archive import AuditArchive, write_audit_archive
from traceability.services.compliance.print_pages import write_page
from traceability.services.compliance.write_archive import SUMS
from traceability.settings import Settings
from traceability.store.manifests import read_manifests
from traceability.store.state import case_documents, open_state

TODAY = datetime.now(UTC).date()
PERIOD = f"{TODAY - timedelta(days=1)}..{TODAY}"


@pytest.fixture(scope="module")
def home(audited: Settings) -> Settings:
    """The audited bakery; read only."""
    return audited


@pytest.fixture(scope="module")
def written(home: Settings, tmp_path_factory: pytest.TempPathFactory) -> AuditArchive:
    return write_audit_archive(home, PERIOD, tmp_path_factory.mktemp("written") / "audit.zip")


@pytest.fixture(scope="module")
def unpacked(written: AuditArchive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as an auditor unpacks it; read only."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(written.file) as archive:
        archive.extractall(folder)
    return folder


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of the archive as it is, without anything of ours in reach."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sum_up(folder: Path) -> None:
    """Write SHA256SUMS anew, as a forger would."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    )
    told = (
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names
    )
    (folder / SUMS).write_text("".join(told), encoding="utf-8", newline="\n")


def test_the_same_house_gives_the_same_bytes(
    home: Settings, written: AuditArchive, tmp_path: Path
) -> None:
    again = write_audit_archive(home, PERIOD, tmp_path / "again.zip")

    assert again.sha256 == written.sha256
    assert (tmp_path / "again.zip").read_bytes() == Path(written.file).read_bytes()
    assert hashlib.sha256(Path(written.file).read_bytes()).hexdigest() == written.sha256
    assert [path.name for path in tmp_path.iterdir()] == ["again.zip"]


def test_the_script_finds_nothing_wrong_in_the_archive_as_it_was_written(unpacked: Path) -> None:
    found = verify(unpacked)

    assert (found.returncode, found.stderr) == (0, "")
    last = rows(unpacked, "audit_trail.csv")[-1]["row_hash"]
    assert found.stdout.strip().endswith(f"last audit row {last}: OK")


def test_sha256sum_agrees(unpacked: Path) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("sha256sum is not on this machine")
    assert subprocess.run([tool, "-c", "--quiet", SUMS], cwd=unpacked, check=False).returncode == 0


def test_one_changed_byte_of_any_file_is_found(unpacked: Path, tmp_path: Path) -> None:
    names = [path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()]
    assert len(names) > 12
    folder = tmp_path / "changed"
    shutil.copytree(unpacked, folder)
    for name in sorted(names):
        whole = (folder / name).read_bytes()
        place = len(whole) - 1 if name.name == "verify.py" else len(whole) // 2
        (folder / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])

        assert verify(folder).returncode == 1, name

        (folder / name).write_bytes(whole)
    assert verify(folder).returncode == 0


def _reason(folder: Path) -> None:
    swap(folder, "nothing new", "nothing old")


def _actor(folder: Path) -> None:
    swap(folder, ",build,program,", ",ann,person,")


def _null(folder: Path) -> None:
    """A value that was null becomes a text."""
    text = (folder / "audit_trail.csv").read_text(encoding="utf-8-sig")
    row = next(line for line in text.splitlines() if "nothing new" in line)
    swap(folder, row, row.replace(",,,nothing", ",,null,nothing"))


def _gone(folder: Path) -> None:
    text = (folder / "audit_trail.csv").read_bytes().decode()
    lines = text.splitlines(keepends=True)
    lines.pop(3)
    (folder / "audit_trail.csv").write_bytes("".join(lines).encode())


def _record(folder: Path) -> None:
    (record,) = folder.glob("cases/C-1/record-*.json")
    record.write_bytes(record.read_bytes().replace(b"No stone was found", b"No stone was sough"))


def swap(folder: Path, old: str, new: str) -> None:
    file = folder / "audit_trail.csv"
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


@pytest.mark.parametrize("forge", [_reason, _actor, _null, _gone, _record])
def test_a_forger_who_writes_the_hashes_of_files_anew_is_found_all_the_same(
    unpacked: Path, tmp_path: Path, forge: Callable[[Path], None]
) -> None:
    folder = tmp_path / "forged"
    shutil.copytree(unpacked, folder)
    sum_up(folder)
    assert verify(folder).returncode == 0

    forge(folder)
    sum_up(folder)

    found = verify(folder)
    assert found.returncode == 1
    assert "Traceback" not in found.stderr
    assert "changed" in found.stderr


def test_a_file_too_many_and_a_file_too_few_are_found(unpacked: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(unpacked, folder)
    (folder / "more.txt").write_text("")
    assert verify(folder).returncode == 1
    (folder / "more.txt").unlink()
    (folder / "gaps.csv").unlink()
    assert verify(folder).returncode == 1


def test_the_signed_drill_is_in_it_with_its_record_scope_and_paper(unpacked: Path) -> None:
    (case,) = rows(unpacked, "cases.csv")
    (record,) = unpacked.glob("cases/C-1/record-*.json")

    assert (case["case"], case["kind"], case["state"]) == ("C-1", "drill", "signed")
    assert case["title"] == f"'{EVIL}"
    assert "Ann (quality)" in case["signed_by"]
    assert "Bob (approver)" in case["signed_by"]
    assert hashlib.sha256(record.read_bytes()).hexdigest() == case["record_sha256"]
    document = json.loads(record.read_bytes())
    assert document["case"]["state"] == "signed"
    kept = {path.name for path in (unpacked / "cases/C-1").iterdir()}
    for version in document["scope"]["versions"]:
        assert f"scope-{version['sha256']}.json" in kept
    assert f"attached-{document['files'][0]['sha256']}" in kept
    reports = [path for path in unpacked.glob("cases/C-1/reports/*") if "S1.csv" in path.name]
    assert [path.read_bytes() for path in reports] == [b"a sheet"]
    assert reports[0].name == f"{hashlib.sha256(b'a sheet').hexdigest()}-hold_sheets_..____S1.csv"
    trail = (unpacked / "audit_trail.csv").read_text(encoding="utf-8-sig")
    assert case["record_sha256"] in trail


def test_it_holds_the_register_the_trail_the_manifests_and_the_files_that_landed(
    home: Settings, unpacked: Path, written: AuditArchive
) -> None:
    register = json.loads((unpacked / "compliance.json").read_text(encoding="utf-8"))
    assert register["counts"]["met"] > 20
    listed = {row["requirement_id"] for row in rows(unpacked, "compliance.csv")}
    assert listed == {one["requirement_id"] for one in register["requirements"]}
    (manifest,) = read_manifests(home)
    copied = unpacked / "manifests/landing/00000001.json"
    assert copied.read_bytes() == manifest.path.read_bytes()
    assert rows(unpacked, "landing_files.csv")[0]["name"] == f"'{EVIL}"
    trail = rows(unpacked, "audit_trail.csv")
    assert len(trail) == written.counts["audit_rows"]
    assert [int(row["audit_no"]) for row in trail] == list(range(1, len(trail) + 1))
    assert {row["full_name"] for row in rows(unpacked, "signatures.csv")} == {"Ann", "Bob"}


def test_no_cell_of_any_list_is_a_formula(unpacked: Path) -> None:
    lists = sorted(unpacked.glob("*.csv"))
    assert len(lists) > 7
    for path in lists:
        text = path.read_text(encoding="utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_what_happened_later_is_not_in_an_archive_of_before(home: Settings, tmp_path: Path) -> None:
    day = TODAY - timedelta(days=40)
    told = write_audit_archive(home, f"{day}..{day}", tmp_path / "before.zip")

    assert told.counts["cases"] == told.counts["audit_rows"] == 0
    with zipfile.ZipFile(tmp_path / "before.zip") as archive:
        archive.extractall(tmp_path / "before")
    assert verify(tmp_path / "before").returncode == 0


def test_an_archive_with_a_damaged_record_says_so(home: Settings, tmp_path: Path) -> None:
    own = Settings(home=tmp_path / "home")
    shutil.copytree(home.home, own.home)
    forge = (
        "update case_documents set content = x'00' "
        "where sha256 = (select min(document_sha256) from case_records)"
    )
    without_guards(open_state(own), case_documents.GUARDS, forge)

    counts = write_audit_archive(own, PERIOD, tmp_path / "audit.zip").counts
    assert counts["records_that_are_not_what_was_kept"] == 1


def test_a_house_without_people_has_an_archive_too(tmp_path: Path) -> None:
    written = write_audit_archive(Settings(home=tmp_path / "home"), PERIOD, tmp_path / "a.zip")

    assert written.counts == {"cases": 0, "loads": 0}
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("period", "name", "error"),
    [
        (f"{TODAY}..", "a.zip", UsageError),
        (f"{TODAY}..{TODAY + timedelta(days=1)}", "a.zip", UsageError),
        ("today", "a.zip", UsageError),
        (PERIOD, "a.tar", UsageError),
        (PERIOD, "no/such/folder/a.zip", RefusedError),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(
    home: Settings, tmp_path: Path, period: str, name: str, error: type[LotlineError]
) -> None:
    with pytest.raises(error) as refused:
        write_audit_archive(home, period, tmp_path / name)

    assert refused.value.hint
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_is_there_is_left_as_it_is(home: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"handed over")

    with pytest.raises(RefusedError, match="is there already"):
        write_audit_archive(home, PERIOD, path)
    with pytest.raises(RefusedError, match="is there already"):
        write_page(path, b"another")

    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [
        ("a.zip", b"handed over")
    ]
