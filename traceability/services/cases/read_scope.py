"""Read frozen scopes of a case with exact numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import case_name
from traceability.errors import RefusedError

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead

MEDIA_TYPE = "application/json"


def read_scope(data: bytes) -> dict[str, Any]:
    """A kept document with exact numbers."""
    found: dict[str, Any] = json.loads(data, parse_float=Decimal)
    return found


def latest_scope(read: StateRead, case_no: int) -> dict[str, Any]:
    """The last frozen scope document. Raises RefusedError when none was frozen yet."""
    from traceability.store.state.case_documents import (  # noqa: PLC0415 - keeps SQLAlchemy off
        read_document,
    )
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same

    scopes = read_scopes(read, case_no)
    if not scopes:
        name = case_name(case_no)
        raise RefusedError(
            f"{name} has no scope yet.",
            hint=f"Freeze one: lotline case scope {name} --lot LOT --why TEXT",
        )
    return read_scope(read_document(read, scopes[-1]["document_sha256"]))
