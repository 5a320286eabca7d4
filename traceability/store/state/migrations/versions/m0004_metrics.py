"""The tables of metrics."""

from __future__ import annotations

revision = "0004_metrics"
down_revision = "0003_findings"


def upgrade() -> None:
    """Make the tables and their guards."""
