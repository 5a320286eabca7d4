"""Wall time and memory of all reports of a big case: 5,000 lots, 10,000 shipments, 445 consignees.

    python -m benchmarks.report_cost [LOTS] [SHIPMENTS] [CONSIGNEES]

The document is made up, of the shape of `lotline case show --json`; nothing is traced here. Exit
1 = more than a minute.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.services.reports.case_document import case_document
from traceability.services.reports.render_reports import ReportOptions, write_reports

_MOST_SECONDS = 60
_CALLERS = ("Ann", "Bo", "Chen")


def main(lots: str = "5000", shipments: str = "10000", consignees: str = "445") -> int:
    """Write all files into a folder that is thrown away, and say how long each kind took."""
    document = case_document(lots=int(lots), shipments=int(shipments), customers=int(consignees))
    took: Counter[str] = Counter()
    began = last = time.perf_counter()

    def note(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        took[name.rpartition("/")[0] or name] += now - last
        last = now

    with tempfile.TemporaryDirectory() as folder:
        files = write_reports(
            document, Path(folder) / "case", ReportOptions(callers=_CALLERS), progress=note
        )
    whole = time.perf_counter() - began
    size = sum(file.size for file in files) / 1e6
    cpu = sum(
        spent.ru_utime + spent.ru_stime
        for spent in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    _tell(
        f"all reports: {whole:.1f} s ({cpu:.1f} s of one core), {len(files)} files, {size:.1f} MB, "
        f"peak {peak:.2f} GB"
    )
    for kind, seconds in took.most_common():
        _tell(f"  {seconds:6.2f} s  {kind}")
    return 0 if whole <= _MOST_SECONDS else 1


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
