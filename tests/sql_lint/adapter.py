"""What sqlfluff renders for `adapter.dispatch`: an engine macro reads as a plain function call."""

from __future__ import annotations

from collections.abc import Callable


def dispatch(macro: str, _package: str = "") -> Callable[..., str]:
    """Return a stand-in for an engine macro; the text it gives parses, but means nothing."""

    def call(*arguments: object) -> str:
        return f"{macro}({', '.join(str(argument) for argument in arguments)})"

    return call
