"""Lands files with a defect as anybody would, and reads which checks the door named."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from simulator.defects.door import Brought, as_csv, table
from simulator.defects.judge import DOOR, Shown
from simulator.industries import INDUSTRIES
from traceability.contracts.extracts import EXTRACTS
from traceability.settings import child_environment

_ID = re.compile(r"\b(?:FI|TY|LD)-\d\d\b")
_UNMAPPED = re.compile(r"\d unmapped\b")


def judge_files() -> list[Shown]:
    """Lines of the checks of files, over small clean plants of all industries."""
    plants = {
        name: make(name[0].upper(), 3, days=2).run().records for name, make in INDUSTRIES.items()
    }
    spoke: set[str] = set()
    for records in plants.values():
        files = {f"{one}.csv": as_csv(table(records, one)) for one in EXTRACTS if records[one]}
        spoke |= rules_told(Brought(files))
    return [
        Shown(check, check in rules_told(bring(plants["food"])), check not in spoke)
        for check, bring in DOOR.items()
    ]


def rules_told(brought: Brought) -> set[str]:
    """Land files in a home of their own; returns the checks that `lotline ingest` named."""
    with tempfile.TemporaryDirectory(prefix="lotline-door-") as name:
        folder = Path(name)
        options = []
        if brought.profile:
            options = ["--profile", str(write_files(folder / "profile", brought.profile))]
        said = ""
        for part, files in (("first", brought.files), ("then", brought.then)):
            if files:
                said += _ingest(write_files(folder / part, files), folder / "home", options)
    return set(_ID.findall(said)) | ({"FI-17"} if _UNMAPPED.search(said) else set())


def write_files(folder: Path, files: Mapping[str, str] | Mapping[str, bytes]) -> Path:
    """Write files by name into a new folder; returns it."""
    folder.mkdir()
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return folder


def _ingest(folder: Path, home: Path, options: list[str]) -> str:
    """What the command says, refused or not."""
    command = [sys.executable, "-m", "traceability.cli", "ingest", str(folder), *options]
    child = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        command,
        env=child_environment({"LOTLINE_HOME": str(home)}),
        capture_output=True,
        text=True,
        check=False,
    )
    return child.stdout + child.stderr
