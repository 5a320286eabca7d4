"""`python -m traceability.cli` is `lotline`."""

from __future__ import annotations

from traceability.cli.run_verbs import main

main()
