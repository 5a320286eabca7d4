"""`lotline orchestrate`: the scheduler's page and its daemon as children of one command."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from orchestration.dbt_project_files import parsed_project
from orchestration.dead_runs import end_dead_runs
from orchestration.instance import open_instance, prepare_runs_folder, scheduler_environment
from traceability.errors import LotlineError, RefusedError
from traceability.settings import child_environment

if TYPE_CHECKING:
    from traceability.settings import Settings

HOST = "127.0.0.1"
_MODULE = ("--module-name", "orchestration.definitions")
_LOUD = ("--log-format", "colored", "--code-server-log-level", "warning")
_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 30
_SECONDS_BETWEEN_LOOKS = 0.5


def watch_house(settings: Settings, port: int, say: Callable[[str], None]) -> None:
    """Serve the page on 127.0.0.1 and run sensor, schedule and queue until Ctrl-C.

    Raises RefusedError when the port is taken or the home is watched already, LotlineError when
    one of the two ends by itself.
    """
    _refuse_taken(port)
    with _alone(settings), _ending_is_interrupt():
        settings.drop_folder.mkdir(parents=True, exist_ok=True)
        parsed_project(settings)
        with open_instance(settings) as instance:
            end_dead_runs(instance, settings, is_alone=True)
        say(f"The pipeline's page will be at http://{HOST}:{port}, for this machine only.")
        say(
            f"Drop folder: {settings.drop_folder} (taken when unchanged for "
            f"{settings.drop_settle_seconds} s; a folder below it is named after its profile)"
        )
        say(f"Nightly build: {settings.nightly_at} ({settings.timezone or 'UTC'})")
        say("Ctrl-C stops both.")
        try:
            _run_children(settings, port, say)
        except KeyboardInterrupt:
            say("Stopped.")


def _run_children(settings: Settings, port: int, say: Callable[[str], None]) -> None:
    with ExitStack() as stack:
        children = {
            name: stack.enter_context(_child(settings, command))
            for name, command in _commands(port).items()
        }
        until = time.monotonic() + _SECONDS_TO_START
        answers = False
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    raise LotlineError(
                        f"{name} ended by itself (code {child.returncode}).",
                        hint="What it said stands above; start `lotline orchestrate` again.",
                    )
            if not answers and _answers(port):
                answers = True
                say(f"Ready: http://{HOST}:{port}")
            if not answers and time.monotonic() > until:
                raise LotlineError(
                    f"The page did not answer within {_SECONDS_TO_START} seconds.",
                    hint="Start `lotline orchestrate` again.",
                )
            time.sleep(_SECONDS_BETWEEN_LOOKS)


def _commands(port: int) -> dict[str, list[str]]:
    page = ("--host", HOST, "--port", str(port), "--dagster-log-level", "warning")
    return {
        "The page": [sys.executable, "-m", "dagster_webserver", *page, *_LOUD, *_MODULE],
        "The daemon": [
            *(sys.executable, "-m", "dagster._daemon", "run"),
            *("--log-level", "warning", *_LOUD, *_MODULE),
        ],
    }


@contextmanager
def _child(settings: Settings, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A child that is asked to end when we leave, and made to if it does not."""
    environment = scheduler_environment(settings) | {"LOTLINE_HOME": str(settings.home)}
    child = subprocess.Popen(command, env=child_environment(environment))  # noqa: S603 - ours
    try:
        yield child
    finally:
        if child.poll() is None:
            child.terminate()
        try:
            child.wait(_SECONDS_TO_STOP)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            child.kill()
            child.wait()


def _refuse_taken(port: int) -> None:
    with socket.socket() as listener:
        if sys.platform != "win32":
            # Elsewhere this takes a port that a server left a moment ago, never one in use.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise RefusedError(
                f"Port {port} cannot be used: {error.strerror}.",
                hint=f"Is Lotline running already? Else try "
                f"`lotline orchestrate --port {port + 1}`.",
            ) from error


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Watch a home once: two daemons would take every delivery twice."""
    lock = FileLock(prepare_runs_folder(settings) / "orchestrate.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout:
        raise RefusedError(
            f"{settings.home} is watched already by another `lotline orchestrate`.",
            hint="Use its page, or stop it first.",
        ) from None


@contextmanager
def _ending_is_interrupt() -> Iterator[None]:
    """A request to end (SIGTERM) is handled as Ctrl-C, or the children would go on alone."""

    def interrupt(number: int, frame: Any) -> None:
        del number, frame
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
