"""No tool that Lotline stands on reaches for another machine: not in a build, not when serving."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LOTLINE
from tests.network_record import attempts, recorded_environment, watched
from traceability.settings import Settings

OUTSIDE = "192.0.2.1"  # an address that belongs to nobody, for examples


def test_the_whole_demo_stays_on_this_machine(tryton: Settings) -> None:
    record = tryton.home / "network.txt"
    seen = watched(record)

    assert [
        part for part in ("lotline demo", " parse ", " build ", "run_suites") if part not in seen
    ] == []
    assert attempts(record) == []


def test_the_app_starts_without_a_word_to_anybody(tryton: Settings, tmp_path: Path) -> None:
    record = tmp_path / "network.txt"
    served = subprocess.Popen(
        [LOTLINE, "serve", "--port", "0"],
        env=recorded_environment(record, {"LOTLINE_HOME": str(tryton.home)}),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert served.stdout is not None
        assert "127.0.0.1" in served.stdout.readline()
    finally:
        served.send_signal(signal.SIGTERM)
        served.communicate(timeout=60)
    assert "streamlit" in watched(record)
    assert attempts(record) == []


@pytest.mark.parametrize(
    "attempt",
    [
        f"import socket; socket.create_connection(('{OUTSIDE}', 9), 0.1)",
        "import socket; socket.getaddrinfo('telemetry.invalid', 443)",
        f"import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('{OUTSIDE}', 9))",
        "import subprocess; subprocess.run(['curl', '--version'])",
        "import os; os.system('wget --version')",
        "import urllib.request; urllib.request.urlopen('http://telemetry.invalid')",
    ],
)
def test_the_recorder_notes_an_attempt_even_of_a_grandchild(attempt: str, tmp_path: Path) -> None:
    record = tmp_path / "network.txt"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {attempt!r}])"
    subprocess.run(
        [sys.executable, "-c", parent],
        env=recorded_environment(record, {}),
        check=False,
        capture_output=True,
    )
    assert len(attempts(record)) >= 1


def test_the_recorder_notes_nothing_of_what_stays_here(tmp_path: Path) -> None:
    record = tmp_path / "network.txt"
    stays = (
        "import socket, subprocess, sys; server = socket.create_server(('127.0.0.1', 0)); "
        "socket.create_connection(server.getsockname()); socket.getaddrinfo('localhost', 80); "
        "subprocess.run([sys.executable, '-c', ''])"
    )
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", stays],
        env=recorded_environment(record, {}),
        check=True,
    )
    assert attempts(record) == []
    assert watched(record).count("watched") == 2
