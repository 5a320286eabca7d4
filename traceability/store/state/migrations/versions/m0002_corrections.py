"""The tables of corrections."""

from __future__ import annotations

revision = "0002_corrections"
down_revision = "0001_state"


def upgrade() -> None:
    """Make the tables and their guards."""
