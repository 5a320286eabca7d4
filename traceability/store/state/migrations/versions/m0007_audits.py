"""The tables of audits."""

from __future__ import annotations

revision = "0007_audits"
down_revision = "0006_wrong_lots"


def upgrade() -> None:
    """Make the tables and their guards."""
