"""What every verb that serves a page needs: a free port, and children that end with it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from traceability.errors import RefusedError

HOST = "127.0.0.1"
"""The only address that pages are served on."""


def free_port(port: int, *, hint: str) -> int:
    """The port itself, or any free one for 0. Raises RefusedError when somebody else has it."""
    with socket.socket() as listener:
        if sys.platform != "win32":
            # Elsewhere this takes a port that a server left a moment ago, never one in use.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise RefusedError(
                f"Port {port} cannot be used: {error.strerror}.", hint=hint
            ) from error
        free: int = listener.getsockname()[1]
        return free


def end_child(child: subprocess.Popen[bytes], seconds: float) -> None:
    """Ask a child to end, then make it; a second Ctrl-C cannot leave it behind."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(seconds)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.kill()
        child.wait()


@contextmanager
def ending_is_interrupt() -> Iterator[None]:
    """A request to end (SIGTERM) is handled as Ctrl-C, or the children would go on alone."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
