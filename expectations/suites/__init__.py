"""All checks of a build, as data: the contracts between layers, and the rules of the findings."""

from __future__ import annotations

from expectations.suites.check import Check
from expectations.suites.events import EVENTS
from expectations.suites.findings import FINDINGS
from expectations.suites.genealogy import GENEALOGY
from expectations.suites.identity import IDENTITY
from expectations.suites.landing import LANDING
from expectations.suites.links import LINKS
from expectations.suites.marts import MARTS
from expectations.suites.staging import STAGING

CONTRACTS: tuple[Check, ...] = (
    *LANDING,
    *STAGING,
    *IDENTITY,
    *EVENTS,
    *LINKS,
    *GENEALOGY,
    *MARTS,
)
"""What must hold between layers whatever a plant recorded; a broken one stops a build."""

CHECKS: tuple[Check, ...] = (*CONTRACTS, *FINDINGS)
"""Every check, in the order of the layers."""

__all__ = ["CHECKS", "CONTRACTS", "Check"]
