"""Verbs that lie in files of their own, one per area; a file is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

AREAS = {
    "init": "house_verbs",
    "user": "house_verbs",
    "metrics": "metrics_verbs",
    "gaps": "gaps_verbs",
    "finding": "gaps_verbs",
    "fix": "fix_verbs",
    "alerts": "alert_verbs",
    "wrong-lot": "wrong_lot_verbs",
    "audit": "audit_verbs",
    "case": "case_verbs",
    "drill": "drill_verbs",
    "report": "report_verbs",
    "export": "export_verbs",
    "compliance": "compliance_verbs",
}
"""Name of each verb, and the module of `traceability.cli` that holds it."""

_GROUPS = {
    "case": "Investigations, drills and recalls: scope, clock, lists, exclusions, signatures.",
    "drill": "Drills: draw a lot, run, score, replay; coverage of product families; actions.",
    "report": "Reports of a case, for an auditor, for the management, on completeness.",
    "export": "Files for partners and authorities: EPCIS 2.0 events, FSMA 204, EU 178, Parquet.",
    "audit": "Compare drawn orders with paper or screen, field by field.",
    "wrong-lot": "A wrong lot was used: compare the systems, state, review, approve.",
    "user": "Users: who may do what, and their passwords.",
    "finding": "Who has a finding, since when, and what became of it.",
    "fix": "Corrections: what a person says of a landed row, approved by a second one.",
}


def area_verb(name: str) -> Any:
    """The function of a verb, or a dict of functions of a group; None when no area has it."""
    if name not in AREAS:
        return None
    found: dict[str, Any] = {}
    import_module(f"traceability.cli.{AREAS[name]}").register(found)
    return found[name]


def area_help(name: str) -> str:
    """One line about a verb or a group of an area."""
    return _GROUPS.get(name) or str(area_verb(name).__doc__ or "").partition("\n")[0]
