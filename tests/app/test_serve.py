"""`lotline serve`: starts on this machine only, says where, refuses a taken port, ends cleanly."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.network_record import attempts, recorded_environment

SERVE = [sys.executable, "-m", "traceability.cli", "serve"]


@contextmanager
def server(home: Path, **environment: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A started server in a process group of its own, as on a terminal, and its port."""
    process = subprocess.Popen(
        [*SERVE, "--port", "0"],
        env=recorded_environment(home / "network.txt", {"LOTLINE_HOME": str(home), **environment}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", said)
        assert found, said + process.stdout.read()
        yield process, int(found.group(1))
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def answer(port: int, path: str) -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    reply = connection.getresponse()
    body = reply.read().decode()
    connection.close()
    return reply.status, {name.lower(): value for name, value in reply.getheaders()}, body


def is_open(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex((host, port)) == 0


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "a request to end"])
def test_it_serves_an_empty_home_and_ends_with_all_its_children(
    tmp_path: Path, end: signal.Signals
) -> None:
    with server(tmp_path) as (process, port):
        status, headers, body = answer(port, "/trace")
        assert status == 200
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "BACKEND_BASE_URL" in body

        process.send_signal(end)
        said, _ = process.communicate(timeout=30)

        assert process.returncode == 0
        assert "Stopped." in said
        assert "Traceback" not in said
        assert not is_open(port)
    assert attempts(tmp_path / "network.txt") == []


def test_nobody_else_reaches_it_whatever_the_machine_says_about_streamlit(tmp_path: Path) -> None:
    said = {
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",
        "STREAMLIT_SERVER_PORT": "1",
        "STREAMLIT_SERVER_BASE_URL_PATH": "elsewhere",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
    }
    with server(tmp_path, **said) as (_, port):
        assert is_open(port)
        assert not is_open(port, "127.0.0.2")


def test_a_taken_port_is_refused_with_the_next_command(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*SERVE, "--port", str(port)],
            env=recorded_environment(tmp_path / "network.txt", {"LOTLINE_HOME": str(tmp_path)}),
            check=False,
            capture_output=True,
            text=True,
        )

    assert done.returncode == 5
    assert f"Port {port} cannot be used" in done.stderr
    assert f"lotline serve --port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
