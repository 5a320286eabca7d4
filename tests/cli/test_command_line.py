"""What a user sees and which exit code a program gets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import LOTLINE
from tests.index_plant import Plant
from traceability import __version__
from traceability.settings import Settings, child_environment


def test_a_piped_answer_begins_with_question_and_verdict(lotline: Any) -> None:
    done = lotline("trace", "forward", "SUGAR")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0] == "Where did it go? SUGAR:SUGAR"
    assert lines[1].startswith("3 customers on 3 deliveries, 3 lots through 4 work orders")
    assert lines[2] == "Scope probable: +0 possible, 0 excluded by time."
    assert lines[3].startswith("Data as of 2025-12-31 (erp 2025-12-31), snapshot 2026")
    titles = [line.split(" (")[0] for line in lines if line and lines[lines.index(line) - 1] == ""]
    assert titles[:4] == ["Customers", "Shipments", "Open deliveries", "Stock"]
    assert "\x1b" not in done.stdout


def test_json_is_one_document_on_stdout_and_nothing_on_stderr(lotline: Any) -> None:
    done = lotline(
        "trace", "both", "JAM", "--scope", "possible", "--with", "links,events", "--json"
    )
    document = json.loads(done.stdout)
    assert done.stderr == ""
    assert document["question"]["scope"] == "possible"
    assert {"links", "events"} <= set(document)


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        (["trace", "forward", "NOPE"], 3, "not_found"),
        (["trace", "forward", "hu:1"], 3, "not_found"),
        (["trace", "sideways", "JAM"], 2, "usage"),
        (["trace", "forward"], 2, "usage"),
        (["trace", "forward", "JAM", "--bogus"], 2, "usage"),
        (["trace", "forward", "JAM", "--with", "colour"], 2, "usage"),
        (["trace", "forward", "JAM", "--where", "colour=red"], 2, "usage"),
        (["trace", "forward", "JAM", "-o", "no/such/folder/x.csv"], 5, "refused"),
        (["trace", "forward", "JAM", "--snapshot", "../../etc"], 3, "not_found"),
        (["bogus"], 2, "usage"),
        (["why", "FRUIT1", "FRUIT2"], 3, "not_found"),
        (["find", "zzz"], 3, "not_found"),
        (["find", "zzz", "--limit", "many"], 2, "usage"),
    ],
)
def test_errors_have_exit_codes_a_document_for_programs_and_a_sentence_for_people(
    lotline: Any, words: list[str], code: int, kind: str
) -> None:
    for_programs = lotline(*words, "--json")
    document = json.loads(for_programs.stdout)
    assert (for_programs.returncode, document["error"]["kind"]) == (code, kind)
    assert set(document) == {"schema_version", "error", "candidates"}
    assert set(document["error"]) == {"kind", "message", "hint"}

    for_people = lotline(*words)
    assert for_people.returncode == code
    assert for_people.stdout == ""
    assert for_people.stderr.strip()
    assert "Traceback" not in for_people.stderr + for_programs.stderr


def test_an_ambiguous_code_lists_its_candidates(lotline: Any, tmp_path: Path) -> None:
    plant = Plant().lot("A", lot_code="7").lot("B", lot_code="7", item_code="OIL")
    home = str(plant.publish(tmp_path))
    done = lotline("trace", "forward", "7", "--json", LOTLINE_HOME=home)
    document = json.loads(done.stdout)
    assert (done.returncode, document["error"]["kind"]) == (3, "ambiguous")
    assert [row["lot_id"] for row in document["candidates"]] == ["L-A", "L-B"]
    assert "OIL:7  L-B" in lotline("trace", "forward", "7", LOTLINE_HOME=home).stderr
    assert lotline("trace", "forward", "7", "--item", "oil", LOTLINE_HOME=home).returncode == 0


def test_a_home_without_a_snapshot_says_what_to_run(lotline: Any, tmp_path: Path) -> None:
    done = lotline("trace", "forward", "JAM", LOTLINE_HOME=str(tmp_path))
    assert done.returncode == 4
    assert "lotline build" in done.stderr


def test_a_failure_of_our_own_goes_to_a_log_and_never_to_the_user(
    lotline: Any, tmp_path: Path
) -> None:
    home = Plant().lot("A").publish(tmp_path)
    (home / "current.json").write_text("[]")
    done = lotline("trace", "forward", "A", LOTLINE_HOME=str(home))
    assert done.returncode == 10
    assert "Traceback" not in done.stderr + done.stdout
    (log,) = (home / "logs").glob("*.log")
    assert "Traceback" in log.read_text()
    assert str(log) in done.stderr


def test_a_damaged_index_is_our_own_fault_and_is_named(lotline: Any, tmp_path: Path) -> None:
    home = Plant().lot("A").publish(tmp_path)
    (arrays,) = home.rglob("arrays.bin")
    arrays.write_bytes(b"")
    done = lotline("trace", "forward", "A", "--json", LOTLINE_HOME=str(home))
    assert done.returncode == 10
    assert json.loads(done.stdout)["error"]["kind"] == "integrity"


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("LOTLINE_THREADS", "many", "LOTLINE_THREADS is 'many', and that is not a number."),
        (
            "LOTLINE_GO_LIVE",
            "2026-02-30",
            "LOTLINE_GO_LIVE is '2026-02-30', and that is not a date such as 2026-01-31.",
        ),
    ],
)
@pytest.mark.parametrize("verb", [["trace", "forward", "JAM"], ["build"]], ids=lambda one: one[0])
def test_a_setting_that_cannot_be_is_told(
    lotline: Any, verb: list[str], variable: str, value: str, sentence: str
) -> None:
    done = lotline(*verb, **{variable: value})
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "See docs/settings.md." in done.stderr


def test_a_reader_that_leaves_early_is_no_failure(jam: Settings) -> None:
    child = subprocess.Popen(
        [*LOTLINE, "trace", "forward", "SUGAR"],
        env=child_environment({"LOTLINE_HOME": str(jam.home)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.close()
    assert child.stderr is not None
    with child.stderr as errors:
        told = errors.read()
    assert (child.wait(), told) == (0, b"")


def test_ctrl_c_ends_with_130_and_no_traceback() -> None:
    script = (
        "import signal, sys, traceability.cli as cli\n"
        "def wait():\n    signal.raise_signal(signal.SIGINT)\n"
        "cli.VERBS['status'] = wait\n"
        "sys.argv = ['lotline', 'status']\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("code", ["=1+1", "<b>", "批次-甲", "[red]", "--flag"])
def test_any_lot_name_goes_in_and_comes_out_as_it_is(
    lotline: Any, tmp_path: Path, code: str
) -> None:
    home = str(Plant().lot("A", lot_code=code).publish(tmp_path))
    done = lotline("trace", "forward", "--json", "--", code, LOTLINE_HOME=home)
    assert json.loads(done.stdout)["question"]["lots"][0]["lot_code"] == code
    assert f"ITEM:{code}" in lotline("trace", "forward", "--", code, LOTLINE_HOME=home).stdout


def test_an_older_snapshot_answers_when_it_is_named(lotline: Any, tmp_path: Path) -> None:
    Plant().lot("OLD").publish(tmp_path, "20250101T000000-aaaaaa")
    home = str(Plant().lot("NEW").publish(tmp_path, "20260101T000000-bbbbbb"))
    named = ("--snapshot", "20250101T000000-aaaaaa")
    assert lotline("trace", "forward", "OLD", *named, LOTLINE_HOME=home).returncode == 0
    assert lotline("trace", "forward", "OLD", LOTLINE_HOME=home).returncode == 3
    listed = lotline("snapshot", "list", LOTLINE_HOME=home).stdout
    assert "20250101T000000-aaaaaa" in listed
    assert "20260101T000000-bbbbbb" in listed


def test_an_answer_is_written_to_a_file_and_its_verdict_shown(lotline: Any, tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    done = lotline("trace", "forward", "SUGAR", "-o", str(path))
    assert path.exists()
    assert len(done.stdout.splitlines()) == 4
    assert str(path) in done.stderr


def test_version_and_help_need_no_home(lotline: Any, tmp_path: Path) -> None:
    assert lotline("--version").stdout == f"lotline {__version__}\n"
    told = lotline("--help", LOTLINE_HOME=str(tmp_path / "gone")).stdout
    verbs = ("trace", "why", "find", "status", "doctor", "snapshot", "ingest", "build", "demo")
    assert all(f"  {verb} " in told for verb in verbs)
    assert "CODE@FROM..TO" in lotline("trace", "--help").stdout.replace("\n", "")


def test_why_find_and_status_speak_json_too(lotline: Any) -> None:
    why = json.loads(lotline("why", "SUGAR", "BOX", "--json").stdout)
    assert why["shortest"]["hop_count"] == 2
    assert json.loads(lotline("find", "JAM", "--json").stdout)["hits"][0]["lot_id"] == "L-JAM"
