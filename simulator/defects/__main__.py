"""python -m simulator.defects HOME: what every check of rows and files catches, and where not.

Checks of Lotline's own work (GV-05 to GV-08) have no place in a plant; tests/proof tries them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from simulator.defects.forged import forge_corrections, sought_forgeries
from simulator.defects.judge import as_markdown, judge_rows, sought_in_rows
from simulator.defects.land_files import judge_files
from simulator.defects.plants import CLEAN, Drop, write_drops
from simulator.prove.pipeline import run_verb
from traceability.errors import LotlineError
from traceability.services.list_findings import list_findings
from traceability.settings import Settings


def main(words: list[str] | None = None) -> int:
    """Plant all defects in a new home, build it, print the table; exit 1 = a check failed it."""
    parser = argparse.ArgumentParser(prog="python -m simulator.defects", description=__doc__)
    parser.add_argument("--table", action="store_true", help="print the table as markdown")
    parser.add_argument("home", type=Path, help="a folder; built already = only the table")
    asked = parser.parse_args(words)
    settings = Settings(home=asked.home.absolute())
    try:
        if not settings.home.exists():
            _build(settings)
        shown = judge_files() + judge_rows(
            _findings(settings), sought_in_rows() | sought_forgeries(), CLEAN
        )
    except LotlineError as error:
        sys.stderr.write(f"Error: {error.message}\n  {error.hint}\n")
        return error.exit_code
    bad = [line.check_id for line in shown if not (line.is_caught and line.is_silent)]
    if asked.table:
        sys.stdout.write(f"{as_markdown(shown)}\n")
    sys.stderr.write(f"{len(shown)} checks, of which {len(bad)} failed: {bad}\n")
    return 1 if bad else 0


def _build(settings: Settings) -> None:
    """Land every drop, forge corrections, build."""
    for drop in write_drops(settings.home / "drops"):
        run_verb(settings, "ingest", str(drop.folder), *_options(drop))
    forge_corrections(settings)
    run_verb(settings, "build")


def _options(drop: Drop) -> list[str]:
    delivery, words = drop.delivery, []
    if delivery.source:
        words += ["--source", delivery.source]
    if delivery.covers:
        words += ["--full", "--covers", "..".join(day.isoformat() for day in delivery.covers)]
    elif delivery.is_full:
        words += ["--full"]
    return words


def _findings(settings: Settings) -> dict[str, list[Any]]:
    told: dict[str, list[Any]] = defaultdict(list)
    for found in list_findings(settings).findings:
        told[found.rule_id].append(found)
    return told


if __name__ == "__main__":
    sys.exit(main())
