"""The balances of a case in another unit than they were frozen in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.domain.cases import case_name
from traceability.errors import RefusedError
from traceability.services.cases.read_scope import read_scope
from traceability.services.cases.work_on_case import head_of
from traceability.services.drills.replay_drill import recompute_scope

if TYPE_CHECKING:
    from traceability.settings import Settings

Row = dict[str, Any]


def balance_in_unit(settings: Settings, case_no: int, unit: str) -> Row:
    """The section `balances` anew from the scope frozen last, summed up in a unit; keeps nothing.

    Question, snapshot and settings are those of the scope. What does not convert says so. Raises
    UsageError for a unit without a name, RefusedError before a scope is frozen, NotFoundError.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        head_of(read, case_no)
        scopes = read_scopes(read, case_no)
        if not scopes:
            raise RefusedError(
                f"{case_name(case_no)} has no scope yet: there is nothing to balance.",
                hint="Freeze one first.",
            )
        frozen = read_scope(read_document(read, scopes[-1]["document_sha256"]))
    anew = read_scope(recompute_scope(settings, scopes[-1], frozen, unit=unit))
    balances: Row = anew["balances"]
    return balances
