"""The state database: what people and builds decide, kept apart from what is computed.

Corrections, findings' lives, figures per build, alerts, users and the audit trail over all of
them. SQLite in the home by default, PostgreSQL by URL; only this package knows which.
"""

from __future__ import annotations

from traceability.store.state.state_database import StateDatabase, open_state

__all__ = ["StateDatabase", "open_state"]
