"""Set one PDF and end: JSON with `data` and `made_at` on stdin, the bytes on stdout."""

from __future__ import annotations

import json
import sys
from datetime import datetime

from traceability.services.reports.typeset import compile_page


def main() -> None:
    """Read, set, write."""
    asked = json.loads(sys.stdin.buffer.read())
    made = compile_page(asked["data"], datetime.fromisoformat(asked["made_at"]))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
