"""Loaded by every Python that starts with this folder on its path: writes down who goes online.

Each line of the file NETWORK_RECORD is one attempt to reach anything but this machine, or one start
of a program that is not known to stay here; the file beside it ending in `.watched` has a line for
each process that was watched. Children inherit all this.
"""

from __future__ import annotations

import os
import sys

_RECORD = os.environ.get("NETWORK_RECORD")  # noqa: TID251 - it runs before anything of ours
_HERE = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}
_TALKS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_STAYS_HERE = {
    "dbt",
    "git",
    "lotline",
    "uname",
    "ldconfig",
    "gcc",
    "cc",
    "ld",
    "sh",
    "file",
    "tail",
}


def _is_here(address: object) -> bool:
    if not isinstance(address, tuple):  # a socket file, or none
        return True
    host = address[0].decode() if isinstance(address[0], bytes) else str(address[0])
    return host in _HERE or host.startswith("127.")


def _write(line: str, ending: str = "") -> None:
    with open(f"{_RECORD}{ending}", "a", encoding="utf-8") as record:  # noqa: PTH123 - as early
        record.write(f"{os.getpid()} {' '.join(sys.orig_argv)[:200]}: {line}\n")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in _TALKS:
        if not _is_here(arguments[-1]):
            _write(f"{event} {arguments[-1]!r}")
    elif event == "socket.getaddrinfo":
        if not _is_here((arguments[0] or "",)):
            _write(f"{event} {arguments[0]!r}")
    elif event in {"subprocess.Popen", "os.system", "os.posix_spawn", "os.exec"}:
        name = os.path.basename(str(arguments[0])).partition(" ")[0]  # noqa: PTH119 - same
        if name not in _STAYS_HERE and not name.startswith("python"):
            _write(f"{event} {arguments[0]!r}")


if _RECORD:
    _write("watched", ".watched")
    sys.addaudithook(_watch)
