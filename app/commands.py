"""`lotline serve`: start the web app on this machine and say where it is."""

from __future__ import annotations

from typing import Annotated

import typer

from traceability.settings import from_env


def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; 0 takes any free one.")
    ] = 8501,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the page in a browser once it answers.")
    ] = False,
) -> None:
    """Show the pages in a browser, for this machine only."""
    from app.server import serve_until_stopped

    serve_until_stopped(from_env(), port, _say, open_browser=open_browser)


def _say(line: str) -> None:
    typer.echo(line)
