"""Preview a correction: whose scopes and balances change, and how, once a build applies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.correction_impact import Impact, ScopeChange
from traceability.services.compare_scopes import compare_scopes
from traceability.services.foresee_balances import foresee_balances
from traceability.services.foresee_correction import foresee_correction
from traceability.services.open_snapshot import open_snapshot
from traceability.store import snapshots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.domain.corrections import Correction
    from traceability.services.foresee_correction import Foreseen
    from traceability.settings import Settings
    from traceability.store.landed_rows import LandedRow

MOST_SCOPES = 40
"""Scopes compared at most; the preview says how many more lots are concerned."""
_MOVES = ("lots", "deliveries", "customers", "suppliers")


def preview_correction(
    settings: Settings,
    correction: Correction,
    rows: Sequence[LandedRow],
    snapshot_id: str | None = None,
) -> Impact:
    """What the correction does to the snapshot in force, or the one named.

    Raises DataMissingError when nothing is built, AmbiguousError where the new lot may be several.
    """
    opened = open_snapshot(settings, snapshot_id)
    foreseen = foresee_correction(opened.index, correction, rows)
    scopes, unlisted = changed_scopes(foreseen)
    warehouse = snapshots.named(settings, opened.stamp.id).warehouse
    balances = foresee_balances(settings, warehouse, correction, foreseen)
    return Impact(
        opened.stamp,
        foreseen.removed,
        foreseen.added,
        scopes,
        unlisted,
        balances,
        tuple(foreseen.unforeseen),
    )


def changed_scopes(
    foreseen: Foreseen,
) -> tuple[tuple[ScopeChange, ...], int]:
    """Scopes of the lots concerned that really change, and how many were not compared."""
    asked = [(lot, True) for lot in foreseen.forward] + [(lot, False) for lot in foreseen.backward]
    compared = [
        compare_scopes(foreseen.after, lot, forward=forward) for lot, forward in asked[:MOST_SCOPES]
    ]
    changed = tuple(scope for scope in compared if _changes(scope))
    return changed, max(0, len(asked) - MOST_SCOPES)


def _changes(scope: ScopeChange) -> bool:
    return any(getattr(scope, name).entering or getattr(scope, name).leaving for name in _MOVES)
