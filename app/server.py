"""Run Streamlit as a child process on 127.0.0.1, and end it with ourselves."""

from __future__ import annotations

import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

from traceability.errors import LotlineError
from traceability.services.run_server import HOST, end_child, ending_is_interrupt, free_port
from traceability.settings import child_environment

if TYPE_CHECKING:
    from traceability.settings import Settings

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
    port = free_port(
        port,
        hint=f"Is Lotline running already? Else try `lotline serve --port {port + 1}`.",
    )
    address = f"http://{HOST}:{port}"
    with ending_is_interrupt():
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
            end_child(child, STOP_SECONDS)
    raise LotlineError(f"The web app ended by itself (code {code}).", hint="Start it again.")


def _command(port: int) -> list[str]:
    options = [f"--{name}={value}" for name, value in _OPTIONS.items()]
    streamlit = [sys.executable, "-m", "streamlit", "run", str(_APP)]
    return [*streamlit, *options, f"--server.port={port}"]


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
