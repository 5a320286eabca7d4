"""Keep what broke inside Lotline in a file, so that no traceback reaches a user."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from traceability.errors import LotlineError

if TYPE_CHECKING:
    from pathlib import Path


def record_failure(error: Exception, logs: Path) -> LotlineError:
    """Write the traceback under `logs`; returns the error to show instead."""
    what = f"{type(error).__name__}: {error}".strip().rstrip(".")
    path = logs / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.log"
    try:
        logs.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return LotlineError(f"Lotline itself failed: {what}.", hint=f"{logs} cannot be written.")
    return LotlineError(f"Lotline itself failed: {what}.", hint=f"The details are in {path}.")
