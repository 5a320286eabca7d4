"""`python -m traceability.cli` is `lotline`."""

from __future__ import annotations

from traceability.cli.verbs import main

main()
