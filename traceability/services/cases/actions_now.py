"""The lists of a case as they stand now, for whoever acts on them in a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.services.cases.join_lines import join_lines, read_decisions
from traceability.services.cases.read_scope import latest_scope

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead


def actions_now(read: StateRead, case_no: int) -> tuple[int, dict[str, Any]]:
    """Version and document of the scope frozen last; lines of its actions say is_left_out.

    Raises RefusedError when none was frozen yet.
    """
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - no SQLAlchemy

    scope = latest_scope(read, case_no)
    version = read_scopes(read, case_no)[-1]["version"]
    left_out = read_decisions(read, case_no).left_out(scope)
    return version, scope | {"actions": join_lines(scope["actions"], left_out)}
