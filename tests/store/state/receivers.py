"""Real servers of 127.0.0.1 that take what alerts send: a webhook and a mail server."""

from __future__ import annotations

import hmac
import json
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

SECRET = "between the two of us"


@dataclass
class Taken:
    """What a server was sent. answers: status codes still to give, then always 204."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    signed: list[bool] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    @property
    def news(self) -> list[dict[str, Any]]:
        """The documents, in the order they came."""
        return [json.loads(body) for body in self.bodies]


@contextmanager
def webhook() -> Iterator[Taken]:
    """A webhook that looks at the signature as its owner would."""
    taken = Taken()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = dict(part.split("=") for part in self.headers["Lotline-Signature"].split(","))
            wanted = hmac.new(SECRET.encode(), f"{told['t']}.".encode() + body, sha256).hexdigest()
            taken.bodies.append(body)
            taken.keys.append(self.headers["Idempotency-Key"])
            taken.signed.append(hmac.compare_digest(wanted, told["v1"]))
            self.send_response(taken.answers.pop(0) if taken.answers else 204)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with _served(ThreadingHTTPServer(("127.0.0.1", 0), Handler), taken):
        yield taken


@contextmanager
def mail_server() -> Iterator[Taken]:
    """A mail server that takes every letter."""
    taken = Taken()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            lines: list[str] | None = None
            while line := self.rfile.readline().decode():
                word = line.strip()
                if lines is not None:
                    if word == ".":
                        taken.letters.append("".join(lines))
                        lines = None
                        self.wfile.write(b"250 taken\r\n")
                    else:
                        lines.append(line)
                elif word.upper() == "DATA":
                    lines = []
                    self.wfile.write(b"354 go on\r\n")
                elif word.upper() == "QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"250 ok\r\n")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    with _served(server, taken):
        yield taken


@contextmanager
def _served(server: socketserver.TCPServer, taken: Taken) -> Iterator[None]:
    taken.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
