"""A row of a wrong lot rests on a signature given for it, not on any of its person."""

from __future__ import annotations

from alembic import op

from traceability.store.state import wrong_lots
from traceability.store.state.guards import install, take_away
from traceability.store.state.migrations.versions import m0006_wrong_lots

revision = "0011_signed_for"
down_revision = "0010_holds"


def upgrade() -> None:
    """Put the stricter guards in the place of the first ones."""
    take_away(op, m0006_wrong_lots.SIGNED_BY)
    install(op, wrong_lots.SIGNED)
