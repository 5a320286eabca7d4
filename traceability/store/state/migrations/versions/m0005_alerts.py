"""The tables of alerts."""

from __future__ import annotations

revision = "0005_alerts"
down_revision = "0004_metrics"


def upgrade() -> None:
    """Make the tables and their guards."""
