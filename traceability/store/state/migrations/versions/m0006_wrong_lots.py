"""The tables of wrong_lots."""

from __future__ import annotations

revision = "0006_wrong_lots"
down_revision = "0005_alerts"


def upgrade() -> None:
    """Make the tables and their guards."""
