"""All areas of the state database: importing this file makes METADATA and ALL_GUARDS whole.

A new area adds its import and its name to AREAS, nothing else.
"""

from __future__ import annotations

from traceability.store.state import audit, findings, users

AREAS = (audit, users, findings)

ALL_GUARDS = tuple(guard for area in AREAS for guard in area.GUARDS)
"""What `lotline doctor` looks for in the database."""
