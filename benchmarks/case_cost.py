"""Wall time of the scope of a large case: 5,000 lots, 10,000 shipments, 445 consignees.

    python -m benchmarks.case_cost [HOME]

HOME is made and built if it is not there, which takes far longer than what is timed. Timed is a
process of its own from the lot to the whole scope document and its bytes. Exit 1 = more than four
seconds, or a plant that is not as large.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.one_raw_lot import CONSIGNEES, RAW_LOT, SHIPMENTS, write_plant
from simulator.prove.pipeline import build_home
from traceability.services.cases.scope_document import scope_document
from traceability.services.write_json import as_json
from traceability.settings import Settings

_MOST_SECONDS = 4.0
_LEAST_LOTS = 5_000
_ALONE = "--alone"


def main(home: str = "var/case_bench", mode: str = "") -> int:
    """Build if needed, time in a process of its own, print."""
    settings = Settings(home=Path(home).absolute())
    if mode == _ALONE:
        return _time(settings)
    if not settings.home.exists():
        extracts = settings.home / "extracts"
        write_plant(extracts)
        build_home(settings, extracts, _tell)
    command = [sys.executable, "-m", "benchmarks.case_cost", str(settings.home), _ALONE]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own interpreter


def _time(settings: Settings) -> int:
    began = time.perf_counter()
    document = scope_document(settings, [RAW_LOT])
    reckoned = time.perf_counter()
    size = len(as_json(document).encode())
    whole = time.perf_counter() - began
    lots, shipments = len(document["lots"]), len(document["shipments"])
    calls = len(document["actions"]["call"])
    _tell(document["first_line"]["says"])
    _tell(f"{lots} lots, {shipments} shipments, {calls} consignees, {size / 1e6:.1f} MB")
    _tell(
        f"scope document: {whole:.2f} s ({reckoned - began:.2f} s reckoning, "
        f"{whole - reckoned + began:.2f} s writing); peak "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:.0f} MB"
    )
    is_large = lots >= _LEAST_LOTS and shipments >= SHIPMENTS and calls >= CONSIGNEES
    return 0 if whole <= _MOST_SECONDS and is_large else 1


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
