"""Land and build extracts as anybody would: `lotline ingest` and `lotline build` as children."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from traceability.errors import IntegrityError
from traceability.settings import Settings, child_environment

_KEPT_LINES = 15


def build_home(settings: Settings, extracts: Path, tell: Callable[[str], None]) -> None:
    """Land everything in a folder and publish a snapshot.

    tell: called with a sentence as each command begins. Raises IntegrityError, with the last
    lines that the command said, when it fails.
    """
    for verb, *arguments in (("ingest", str(extracts)), ("build",)):
        tell(f"lotline {verb}")
        run_verb(settings, verb, *arguments)


def run_verb(settings: Settings, verb: str, *arguments: str) -> None:
    """One command of Lotline on a home. Raises IntegrityError when it fails."""
    child = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        [sys.executable, "-m", "traceability.cli", verb, *arguments],
        env=child_environment({"LOTLINE_HOME": str(settings.home)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if child.returncode:
        said = "\n".join(child.stdout.splitlines()[-_KEPT_LINES:])
        raise IntegrityError(
            f"`lotline {verb}` ended with {child.returncode}:\n{said}",
            hint=f"Run it by hand with LOTLINE_HOME={settings.home}.",
        )
