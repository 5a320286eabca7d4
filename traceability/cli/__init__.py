"""The command line: verbs, and how their answers are printed."""

from __future__ import annotations

from traceability.cli.run_verbs import main
from traceability.cli.verbs import VERBS

__all__ = ["VERBS", "main"]
