"""The command line: verbs, and how their answers are printed."""

from __future__ import annotations

from traceability.cli.verbs import VERBS, main

__all__ = ["VERBS", "main"]
