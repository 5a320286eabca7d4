"""`lotline orchestrate`: the scheduler's page and its daemon as children of one command."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from orchestration.assemble import assemble
from orchestration.dead_runs import end_dead_runs
from orchestration.instance import open_instance, prepare_runs_folder, scheduler_environment
from orchestration.stop_runs import stop_runs
from traceability.errors import LotlineError, RefusedError
from traceability.services.run_server import HOST, end_child, ending_is_interrupt, free_port
from traceability.settings import child_environment

if TYPE_CHECKING:
    from traceability.settings import Settings

_MODULE = ("--module-name", "orchestration.definitions")
_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 30
_SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True, slots=True)
class Child:
    """One of the two processes, and the file that keeps what it says."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


def watch_house(settings: Settings, port: int, say: Callable[[str], None]) -> None:
    """Serve the page on 127.0.0.1 and run sensor, schedule and queue until Ctrl-C.

    Raises RefusedError when the port is taken or the home is watched already, LotlineError when
    one of the two ends by itself.
    """
    free_port(
        port,
        hint=f"Is Lotline running already? Else `lotline orchestrate --port {port + 1}`.",
    )
    with _alone(settings), ending_is_interrupt():
        try:
            _watch(settings, port, say)
        except KeyboardInterrupt:
            say("Stopped.")


def _watch(settings: Settings, port: int, say: Callable[[str], None]) -> None:
    settings.drop_folder.mkdir(parents=True, exist_ok=True)
    say(f"The pipeline's page: http://{HOST}:{port}, for this machine only.")
    say(
        f"Drop folder: {settings.drop_folder}; a delivery is landed and built when none of its "
        f"files changed for {settings.drop_settle_seconds} s."
    )
    say(f"Nightly build: {settings.nightly_at} ({settings.timezone or 'UTC'}). Ctrl-C stops all.")
    assemble(settings)  # what cannot be put together is told here, not by the children
    with open_instance(settings) as instance:
        end_dead_runs(instance, settings, is_alone=True)
    with ExitStack() as stack:
        children = [
            stack.enter_context(_child(settings, name, command))
            for name, command in _commands(port).items()
        ]
        try:
            _wait_until_it_answers(children, port)
            say("Ready.")
            while True:
                _refuse_ended(children)
                time.sleep(_SECONDS_BETWEEN_LOOKS)
        finally:
            for run_id in stop_runs(settings, HOST, port):
                say(f"Run {run_id} is ended; what it landed is built by the next run.")


def _wait_until_it_answers(children: list[Child], port: int) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while not _answers(port):
        _refuse_ended(children)
        if time.monotonic() > until:
            raise LotlineError(
                f"The page did not answer within {_SECONDS_TO_START} seconds.",
                hint=f"What it said is in {children[0].log}.",
            )
        time.sleep(_SECONDS_BETWEEN_LOOKS)


def _refuse_ended(children: list[Child]) -> None:
    for child in children:
        if child.process.poll() is not None:
            raise LotlineError(
                f"The {child.name} ended by itself (code {child.process.returncode}).",
                hint=f"What it said is in {child.log}; start `lotline orchestrate` again.",
            )


def _commands(port: int) -> dict[str, list[str]]:
    page = ("--host", HOST, "--port", str(port), "--dagster-log-level", "warning")
    return {
        "page": [sys.executable, "-m", "dagster_webserver", *page, *_MODULE],
        "daemon": [
            *(sys.executable, "-m", "dagster._daemon", "run", "--log-level", "warning", *_MODULE),
        ],
    }


@contextmanager
def _child(settings: Settings, name: str, command: list[str]) -> Iterator[Child]:
    """A child that is asked to end when we leave, and made to if it does not."""
    environment = scheduler_environment(settings) | {"LOTLINE_HOME": str(settings.home)}
    log = settings.runs / f"{name}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            command,
            env=child_environment(environment),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us alone, and we end the children in order
        )
    try:
        yield Child(name, process, log)
    finally:
        end_child(process, _SECONDS_TO_STOP)


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
        lock.acquire(timeout=0)
    except Timeout:
        raise RefusedError(
            f"{settings.home} is watched already by another `lotline orchestrate`.",
            hint="Use its page, or stop it first.",
        ) from None
    try:
        yield
    finally:
        lock.release()
