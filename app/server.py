"""Run Streamlit as a child process on 127.0.0.1, and end it with ourselves."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from traceability.errors import LotlineError, RefusedError
from traceability.settings import child_environment

if TYPE_CHECKING:
    from traceability.settings import Settings

HOST = "127.0.0.1"
START_SECONDS = 90
STOP_SECONDS = 10
_POLL = 0.1
_APP = Path(__file__).parent / "asgi.py"
_OPTIONS = {
    "server.address": HOST,
    "server.baseUrlPath": "",
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "logger.hideWelcomeMessage": "true",
    "logger.level": "warning",
}
"""Given on the command line, where they win over every file and variable of the machine."""


def serve_until_stopped(
    settings: Settings, port: int, say: Callable[[str], None], *, open_browser: bool = False
) -> None:
    """Serve until Ctrl-C or a request to end; returns when the child has ended.

    Raises RefusedError when the port is taken, LotlineError when the app ends by itself.
    """
    port = _free_port(port)
    address = f"http://{HOST}:{port}"
    with _ending_is_interrupt():
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and files
            _command(port), env=child_environment({"LOTLINE_HOME": str(settings.home)})
        )
        try:
            _wait_until_it_answers(child, port)
            say(f"Lotline is at {address} for this machine only. Ctrl-C stops it.")
            if open_browser:
                webbrowser.open(address)
            code = child.wait()
        except KeyboardInterrupt:
            say("Stopped.")
            return
        finally:
            _end(child)
    raise LotlineError(f"The web app ended by itself (code {code}).", hint="Start it again.")


def _command(port: int) -> list[str]:
    options = [f"--{name}={value}" for name, value in _OPTIONS.items()]
    streamlit = [sys.executable, "-m", "streamlit", "run", str(_APP)]
    return [*streamlit, *options, f"--server.port={port}"]


def _free_port(port: int) -> int:
    """The port itself, or any free one for 0; refused when somebody else has it."""
    with socket.socket() as listener:
        if sys.platform != "win32":
            # Elsewhere this takes a port that a server left a moment ago, never one in use.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise RefusedError(
                f"Port {port} cannot be used: {error.strerror}.",
                hint=f"Is Lotline running already? Else try `lotline serve --port {port + 1}`.",
            ) from error
        free: int = listener.getsockname()[1]
        return free


def _wait_until_it_answers(child: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if child.poll() is not None:
            raise LotlineError(
                f"The web app did not start (code {child.returncode}).",
                hint="What it said stands above.",
            )
        if _answers(port):
            return
        time.sleep(_POLL)
    raise LotlineError(
        f"The web app did not answer within {START_SECONDS} seconds.", hint="Start it again."
    )


def _answers(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask the child to end, then make it; a second Ctrl-C cannot leave it behind."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.kill()
        child.wait()


@contextmanager
def _ending_is_interrupt() -> Iterator[None]:
    """A request to end (SIGTERM) is handled as Ctrl-C, or the child would go on alone."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
