"""All areas of the state database: importing this file makes METADATA and ALL_GUARDS whole.

A new area adds its import and its name to AREAS, nothing else.
"""

from __future__ import annotations

from traceability.store.state import (
    actions,
    alerts,
    audit,
    case_documents,
    case_exclusions,
    case_follow_ups,
    case_holds,
    case_releases,
    case_reports,
    case_scopes,
    case_signings,
    case_watch,
    cases,
    consignees,
    corrections,
    deputies,
    drills,
    findings,
    metrics,
    record_audits,
    users,
    wrong_lots,
)

AREAS = (
    audit,
    users,
    corrections,
    findings,
    metrics,
    alerts,
    wrong_lots,
    record_audits,
    case_documents,
    cases,
    case_scopes,
    case_exclusions,
    case_signings,
    case_reports,
    deputies,
    drills,
    actions,
    case_releases,
    case_holds,
    case_watch,
    consignees,
    case_follow_ups,
)

ALL_GUARDS = tuple(guard for area in AREAS for guard in area.GUARDS)
"""What `lotline doctor` looks for in the database."""
