"""The web server's side of the app: its pages, its headers, and what it does with a failure.

`streamlit run` finds `app` in this file and serves it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import file_util

from app.components.messages import unexpected
from traceability.services.record_failure import record_failure
from traceability.settings import from_env

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGES = ("trace", "health", "cases")
"""Addresses of the pages, as app/main.py names them."""
HEADERS = {
    # A browser refuses whatever would fetch from, or send to, another place than this server.
    "content-security-policy": "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' ws://127.0.0.1:* ws://localhost:* data: blob:; "
    "worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
# A page opened below the root would first look for its server below itself, in vain.
_AT_ROOT = "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin + '/'}</script>"


class _Headers:
    """Adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


async def _page(request: Request) -> HTMLResponse:
    """Streamlit's own page, told where its server is."""
    del request
    html = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(
        html.replace("<head>", f"<head>{_AT_ROOT}", 1), headers={"cache-control": "no-cache"}
    )


def _keep_failure(error: Exception) -> bool:
    """Say that something broke, and keep its details in a file; no traceback on the page."""
    unexpected(record_failure(error, from_env().home / "logs"))
    return True


app = st.App(
    Path(__file__).parent / "main.py",
    routes=[Route(f"/{page}", _page) for page in PAGES],
    middleware=[Middleware(_Headers)],
    on_script_error=_keep_failure,
)
