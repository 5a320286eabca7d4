"""Runs children under a recorder of every attempt to reach another machine."""

from __future__ import annotations

import os
from pathlib import Path

from traceability.settings import child_environment

RECORDER = Path(__file__).parent / "orchestration" / "network_recorder"


def recorded_environment(record: Path, extra: dict[str, str]) -> dict[str, str]:
    """Environment of a child whose attempts to go online, and those of its children, are noted."""
    path = child_environment({}).get("PYTHONPATH", "")
    return child_environment(
        {
            **extra,
            "NETWORK_RECORD": str(record),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(RECORDER), path])),
        }
    )


def attempts(record: Path) -> list[str]:
    """What was noted: one line per attempt."""
    return _lines(record)


def watched(record: Path) -> str:
    """The command lines of all processes that were watched."""
    return "\n".join(_lines(record.with_name(f"{record.name}.watched")))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
