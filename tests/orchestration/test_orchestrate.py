"""`lotline orchestrate`, as a process of its own: it takes a delivery, tells why not, and ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from dagster import DagsterRunStatus
from filelock import FileLock

from orchestration.watch_house import watch_house
from tests.conftest import LOTLINE
from tests.network_record import attempts, recorded_environment, watched
from tests.orchestration.event_log import failure_of, last_run
from traceability.errors import RefusedError
from traceability.settings import Settings
from traceability.store import snapshots

PATIENCE = 240
"""Seconds; the page and the daemon load everything twice."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "network.txt"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def running(home: Settings, record: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command at work on a home with one delivery that cannot be landed."""
    home.drop_folder.mkdir()
    (home.drop_folder / "erp_sites_bad.csv").write_text("site_code\nX\x00\n")
    process = subprocess.Popen(
        [LOTLINE, "orchestrate", "--port", str(port)],
        env=recorded_environment(
            record, {"LOTLINE_HOME": str(home.home), "LOTLINE_DROP_SETTLE_SECONDS": "0"}
        ),
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)


def wait_for_a_failed_run(home: Settings, before: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        run = last_run(home)
        if run.run_id != before and run.status == DagsterRunStatus.FAILURE:
            return
        time.sleep(1)
    raise AssertionError((home.runs / "daemon.log").read_text())


def test_it_takes_what_is_dropped_tells_why_it_is_refused_and_leaves_nothing_behind(
    home: Settings, running: subprocess.Popen[str], record: Path, port: int
) -> None:
    in_force = snapshots.current(home).id
    before = last_run(home).run_id
    assert running.stdout is not None
    lines = [running.stdout.readline().strip() for _ in range(4)]
    assert f"http://127.0.0.1:{port}" in lines[0]
    assert str(home.drop_folder) in lines[1]
    assert "0 2 * * * (UTC)" in lines[2]
    assert lines[3] == "Ready."

    page = HTTPConnection("127.0.0.1", port, timeout=30)
    page.request("GET", "/server_info")
    assert page.getresponse().status == 200
    page.close()

    wait_for_a_failed_run(home, before)
    step, message = failure_of(home, last_run(home))
    assert step == "landing"
    assert message.startswith("Stopped: ")
    assert "erp_sites_bad.csv" in message
    assert snapshots.current(home).id == in_force

    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    assert [
        part for part in ("dagster_webserver", "dagster._daemon") if part not in watched(record)
    ] == []
    assert attempts(record) == []


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(RefusedError, match=f"Port {port} cannot be used"):
            watch_house(Settings(home=tmp_path), port, lambda _: None)


def test_a_home_is_watched_once(tmp_path: Path, port: int) -> None:
    home = Settings(home=tmp_path)
    home.runs.mkdir()
    with (
        FileLock(home.runs / "orchestrate.lock"),
        pytest.raises(RefusedError, match="is watched already"),
    ):
        watch_house(home, port, lambda _: None)
