"""Governance: whether corrections and our own work can be trusted (GV)."""

from __future__ import annotations

from traceability.contracts.catalogue.entry import CatalogueCheck
from traceability.contracts.catalogue.governance_corrections import CHECKS as CORRECTIONS
from traceability.contracts.catalogue.governance_platform import CHECKS as PLATFORM

CHECKS: tuple[CatalogueCheck, ...] = (*CORRECTIONS, *PLATFORM)
