"""Verify the state database: the chain of its audit trail, its guards, its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.examination import Examination
from traceability.errors import LotlineError
from traceability.store.snapshots import published

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.state.audit import AuditHead


def examine_state(settings: Settings) -> list[Examination]:
    """Chain, guards and rows of the state database; nothing where there is none yet.

    Never raises on damage, and never makes a database.
    """
    if not settings.state_url and not settings.state_file.exists():
        return _lost_state(settings)
    from traceability.store.state import open_state  # noqa: PLC0415 - doctor alone needs it
    from traceability.store.state.audit import (  # noqa: PLC0415 - same
        chain_faults,
        head_faults,
        pin_faults,
    )
    from traceability.store.state.examine import guard_faults, unexplained_rows  # noqa: PLC0415

    try:
        state = open_state(settings)
        with state.read() as read:
            chain = [
                *chain_faults(read.connection),
                *head_faults(read.connection, state.head_file),
                *pin_faults(read.connection, _pins(settings)),
            ]
            guards = [*guard_faults(read.connection)]
            row_count, rows = unexplained_rows(read.connection)
            audit_count = read.audit_count()
    except LotlineError as error:
        return [Examination("state database", 0, (error.message,))]
    return [
        Examination("audit trail of the state database", audit_count, tuple(chain)),
        Examination("guards of the state database", state.guard_count(), tuple(guards)),
        Examination("rows of the state database, by the audit trail", row_count, tuple(rows)),
    ]


def _pins(settings: Settings) -> list[tuple[str, AuditHead]]:
    """Where the trail ended at each published build; a damaged manifest is told elsewhere."""
    from traceability.store.state.audit import AuditHead  # noqa: PLC0415 - doctor alone needs it

    try:
        told = [(one.id, one.manifest.get("audit")) for one in published(settings)]
    except LotlineError:
        return []
    return [
        (name, AuditHead(int(pin["audit_no"]), str(pin["row_hash"]))) for name, pin in told if pin
    ]


def _lost_state(settings: Settings) -> list[Examination]:
    if not settings.state_head_file.exists():
        return []
    fault = f"{settings.state_file} is gone, though an audit trail was kept in it."
    return [Examination("state database", 0, (fault,))]
