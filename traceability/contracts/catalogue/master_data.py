"""Master data: whether what a trace needs to know is on file (MD)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck

CHECKS: tuple[CatalogueCheck, ...] = ()
