"""The catalogue of checks: every id that `ingest`, `check` and a trace can name, once.

The specification has 128 ids of nine families, and the house has its own behind them: FI-17 and
following, TY-15 and following, LD. A test holds both, so that an id is neither lost nor used twice.
"""

from __future__ import annotations

from traceability.contracts.catalogue import (
    files,
    governance,
    identity,
    links,
    master_data,
    quantities,
    systems,
    times,
    types,
)
from traceability.contracts.catalogue.entry import PLACES, CatalogueCheck

__all__ = ["CATALOGUE", "PLACES", "SPECIFIED", "CatalogueCheck", "catalogued"]

SPECIFIED: dict[str, int] = {
    "FI": 16,
    "TY": 14,
    "ID": 18,
    "LK": 26,
    "QT": 13,
    "TM": 18,
    "XS": 11,
    "MD": 4,
    "GV": 8,
}
"""Family of the specification -> how many ids it has, from 01 on without a hole."""

CATALOGUE: tuple[CatalogueCheck, ...] = (
    *files.CHECKS,
    *types.CHECKS,
    *identity.CHECKS,
    *links.CHECKS,
    *quantities.CHECKS,
    *times.CHECKS,
    *systems.CHECKS,
    *master_data.CHECKS,
    *governance.CHECKS,
)

_BY_ID = {check.check_id: check for check in CATALOGUE}


def catalogued(check_id: str) -> CatalogueCheck:
    """The check of that id. Raises KeyError where the catalogue has none."""
    return _BY_ID[check_id]
