"""A PostgreSQL server of our own: made in a temporary folder, on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_NEEDED = ("initdb", "postgres")


def programs() -> dict[str, str]:
    """Where the server's programs are; Debian keeps them off the path. Fails when there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    debian = os.pathsep.join(map(str, folders))
    found = {name: shutil.which(name) or shutil.which(name, path=debian) for name in _NEEDED}
    assert all(found.values()), "PostgreSQL is not installed; `make postgresql` installs it."
    return {name: str(Path(told).resolve()) for name, told in found.items() if told}


@contextmanager
def running_server() -> Iterator[str]:
    """A server that runs while the block does; yields `user@host:port`."""
    tools = programs()
    folder = Path(tempfile.mkdtemp(prefix="lotline-postgresql-"))
    prefix = _as_somebody_else(folder)
    data = str(folder / "data")
    try:
        initdb = [tools["initdb"], "-D", data, "-U", "lotline", "-A", "trust", "--no-sync"]
        subprocess.run(
            [*prefix, *initdb, "-E", "UTF8", "--locale=C"],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        port = _free_port()
        options = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off"]
        settings = [part for option in options for part in ("-c", option)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [*prefix, tools["postgres"], "-D", data, "-p", str(port), *settings],
                stdout=log,
                stderr=log,
                cwd=folder,
            )
        try:
            address = f"lotline@127.0.0.1:{port}"
            _wait(address, server)
            yield address
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder)


def _as_somebody_else(folder: Path) -> list[str]:
    """The server refuses to run as root; then it runs as the user its package made."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(f"postgresql://{address}/postgres").close()
        except psycopg.OperationalError:
            assert server.poll() is None, "The PostgreSQL server ended at once; see its log."
            assert time.monotonic() < deadline, "The PostgreSQL server did not answer."
            time.sleep(0.05)
        else:
            return
