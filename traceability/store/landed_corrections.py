"""Shows dbt the approved corrections, as relation `landing.corrections`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.contracts.column import kind_of
from traceability.contracts.landing import CORRECTIONS
from traceability.domain.code_keys import code_key
from traceability.domain.correction_values import instant_parts
from traceability.domain.corrections import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from traceability.domain.corrections import Correction


def show_corrections(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[tuple[Correction, bool]]
) -> None:
    """Make the relation. Beside each correction stands whether it says what was signed."""
    body = ", ".join(f'"{column}" {kind}' for column, kind in CORRECTIONS)
    connection.execute(f"create table landing.corrections ({body})")
    rows = [correction_row(one, is_unaltered=unaltered) for one, unaltered in corrections]
    if rows:
        places = ", ".join("?" for _ in CORRECTIONS)
        values = [[row[column] for column, _ in CORRECTIONS] for row in rows]
        connection.executemany(f"insert into landing.corrections values ({places})", values)


def correction_row(correction: Correction, *, is_unaltered: bool) -> dict[str, Any]:
    """One row of the relation by column: what the models need of an approved correction."""
    told = {
        name: getattr(correction, name)
        for name, _ in CORRECTIONS
        if name in type(correction).__slots__
    }
    return told | {
        **_new_value(correction),
        "action": str(correction.action),
        "proposed_at": _wall(correction.proposed_at),
        "approved_by": correction.decided_by,
        "approved_at": _wall(correction.decided_at),
        "is_unaltered": is_unaltered,
    }


def _new_value(correction: Correction) -> dict[str, Any]:
    value, key, offset, precision = correction.new_value, None, None, None
    if value is not None and correction.action is Action.SET_LOT:
        key = code_key(value)
    if value is not None and kind_of(correction.column_name or "") == "instant":
        value, offset, precision = instant_parts(value)
    return {"new_value": value, "new_key": key, "new_offset": offset, "new_precision": precision}


def _wall(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC).replace(tzinfo=None)
