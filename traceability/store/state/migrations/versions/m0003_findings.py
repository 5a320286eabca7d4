"""The tables of findings."""

from __future__ import annotations

revision = "0003_findings"
down_revision = "0002_corrections"


def upgrade() -> None:
    """Make the tables and their guards."""
