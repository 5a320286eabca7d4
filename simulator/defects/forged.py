"""Corrections that nobody soundly approved, put into a state database past its guards."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from simulator.defects.defect import Sought, at
from traceability.domain.corrections import Action, Correction
from traceability.store.state import open_state
from traceability.store.state.schema import instant_text
from traceability.store.state.write import content_hash

if TYPE_CHECKING:
    from traceability.settings import Settings

_AT = datetime(2026, 1, 21, 9, tzinfo=UTC)
_TABLES = ("corrections", "correction_decisions")
_UNSOUND: dict[str, dict[str, Any]] = {
    "GV-01": {"reason": " "},
    "GV-02": {"proposed_by": "ada"},
    "GV-03": {},
}
"""Check -> what is wrong with its correction; of GV-03 it is changed after it was signed."""


def sought_forgeries() -> dict[str, Sought]:
    """Check -> what the next build must say of its correction, which it must not apply."""
    return {check: at(f"Correction {number} ") for number, check in enumerate(_UNSOUND, start=1)}


def forge_corrections(settings: Settings) -> None:
    """Write a correction for each check, as somebody could who owns the SQLite file.

    The guards are taken away and put back.
    """
    open_state(settings)
    with closing(sqlite3.connect(settings.home / "state.db")) as connection:
        places = ", ".join("?" for _ in _TABLES)
        guards = connection.execute(
            f"select name, sql from sqlite_master where type = 'trigger' "
            f"and tbl_name in ({places})",
            _TABLES,
        ).fetchall()
        connection.execute("pragma ignore_check_constraints = on")
        for name, _ in guards:
            connection.execute(f"drop trigger {name}")
        for number, check in enumerate(_UNSOUND, start=1):
            _write(connection, _forged(number, check), check)
        for _, statement in guards:
            connection.execute(statement)
        connection.commit()


def _forged(number: int, check: str) -> Correction:
    honest = Correction(
        correction_no=number,
        action=Action.SET_LOT,
        contract="mes_consumptions",
        source_system="forged",
        row_key=f"nowhere-{number}",
        column_name="lot_code",
        old_value="A",
        old_uid=None,
        new_value="B",
        new_uid=None,
        reason_code="wrong_scan",
        reason="Seen on the sheet.",
        proposed_by="pia",
        proposed_at=_AT,
        revert_of=None,
        seen_load_id="00000001",
        snapshot_id="none",
        impact={},
    )
    return replace(honest, **_UNSOUND[check])


def _write(connection: sqlite3.Connection, told: Correction, check: str) -> None:
    signed = replace(told, new_value="C") if check == "GV-03" else told
    row = told.content() | {"proposed_at": instant_text(_AT), "impact": json.dumps(told.impact)}
    decision = {
        "correction_no": told.correction_no,
        "decision": "approved",
        "decided_by": "ada",
        "decided_at": instant_text(_AT),
        "reason": "",
        "content_sha256": content_hash(signed.content()),
        "signature_no": told.correction_no,
    }
    for table, values in zip(_TABLES, (row, decision), strict=True):
        names, places = ", ".join(values), ", ".join("?" for _ in values)
        connection.execute(
            f"insert into {table} ({names}) values ({places})",
            [None if value is None else str(value) for value in values.values()],
        )
