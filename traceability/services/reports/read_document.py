"""Read the document of a case from a file, as `lotline case show --json` or a report kept it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_NEEDED = ("case", "snapshot", "question", "actions")


def read_document(path: Path) -> dict[str, Any]:
    """The document, its numbers exact. Raises UsageError for a file that holds none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"{path} is no JSON: {error}.", hint="Name a kept case.json.") from error
    missing = [name for name in _NEEDED if not isinstance(found, dict) or name not in found]
    if missing:
        raise UsageError(
            f"{path} is no document of a case: it has no {missing[0]}.",
            hint="Write one with `lotline report case NO --part document -o FOLDER`.",
        )
    return dict(found)
