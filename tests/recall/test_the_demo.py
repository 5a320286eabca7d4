"""What a new user sees first: `lotline demo`, as a process of its own."""

from __future__ import annotations

import re
import subprocess

from tests.conftest import LOTLINE
from traceability.settings import Settings, child_environment


def test_the_demo_prints_a_timed_forward_trace_with_customers(tryton: Settings) -> None:
    printed = (tryton.home / "demo.txt").read_text(encoding="utf-8")

    assert printed.startswith("Where did it go? R-")
    assert re.search(r"\d+ customers on \d+ deliveries", printed)
    assert re.search(r"\d+\.\d ms", printed)
    assert "Kornblume Märkte" in printed
    assert "Data as of 2026-03-02" in printed


def test_the_demo_refuses_a_home_with_other_data(five_lots: Settings) -> None:
    demo = subprocess.run(
        [LOTLINE, "demo", "--no-serve"],
        env=child_environment({"LOTLINE_HOME": str(five_lots.home)}),
        check=False,
        capture_output=True,
        text=True,
    )

    assert demo.returncode == 5
    assert "holds data of other profiles: contracts" in demo.stderr
    assert "Traceback" not in demo.stderr
