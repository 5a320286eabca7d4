"""Wall time of a large case: 5,000 lots, 10,000 shipments, 445 consignees.

    python -m benchmarks.case_cost [HOME]

HOME is made and built if it is not there, which takes far longer than what is timed. Timed is a
process of its own from the lot to the whole scope document and its bytes; then, in a copy of HOME,
a case from its opening to the hold and stop requests, and its reports. Exit 1 = more than four
seconds, ten seconds, a minute, or a plant that is not as large.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.one_raw_lot import CONSIGNEES, RAW_LOT, SHIPMENTS, write_plant
from simulator.prove.pipeline import build_home
from traceability.domain.actors import Person, Program
from traceability.domain.cases import CaseKind
from traceability.domain.roles import Role
from traceability.services.cases.open_case import NewCase, open_case
from traceability.services.cases.request_holds import request_holds
from traceability.services.cases.scope_document import scope_document
from traceability.services.cases.show_case import case_document
from traceability.services.reports.render_reports import ReportOptions, write_reports
from traceability.services.write_json import as_json
from traceability.settings import Settings
from traceability.store.state import open_state
from traceability.store.state.accounts import insert_user

_MOST_SECONDS = 4.0
_MOST_TO_REQUESTS = 10.0
_MOST_FOR_REPORTS = 60.0
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
    is_quick = _time_case(settings)
    return 0 if whole <= _MOST_SECONDS and is_quick and is_large else 1


def _time_case(settings: Settings) -> bool:
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(settings.home, home)
        own = Settings(home=home)
        person = _lead(own)
        began = time.perf_counter()
        number = open_case(own, person, NewCase(CaseKind.DRILL, "Timed.", (RAW_LOT,)))
        opened = time.perf_counter()
        asked = request_holds(own, person, number)
        held = time.perf_counter()
        document = case_document(own, number)
        written = write_reports(document, Path(folder) / "reports", ReportOptions())
        done = time.perf_counter()
    _tell(
        f"case: {held - began:.2f} s to the requests for {asked.lot_count} lots, "
        f"{asked.order_count} orders and {asked.delivery_count} deliveries "
        f"({opened - began:.2f} s opening); {done - held:.2f} s for {len(written)} files; "
        f"the report tells {document['machine_seconds']}"
    )
    return held - began <= _MOST_TO_REQUESTS and done - held <= _MOST_FOR_REPORTS


def _lead(settings: Settings) -> Person:
    with open_state(settings).write(Program("benchmark")) as write:
        insert_user(write, "lead", "Lead", Role.QUALITY, "no password", is_own=True)
    return Person("lead", "Lead", Role.QUALITY, datetime.now(UTC))


def _tell(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
