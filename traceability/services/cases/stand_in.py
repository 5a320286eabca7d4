"""Who decides in a case: an approver, or the deputy of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.roles import Act
from traceability.errors import RefusedError

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite


def check_decides(write: StateWrite, actor: Person, behalf: str | None) -> str | None:
    """Whose deputy the person is, None for an approver in person. Raises RefusedError."""
    from traceability.store.state.accounts import user_key  # noqa: PLC0415 - keeps SQLAlchemy off
    from traceability.store.state.deputies import is_deputy  # noqa: PLC0415 - same

    if behalf is None:
        try:
            actor.check_may(Act.DECIDE_CASE)
        except RefusedError as error:
            chiefs = chiefs_of(write, actor.name)
            if not chiefs:
                raise
            raise RefusedError(
                error.message, hint=f"You are a deputy: add --for {' or --for '.join(chiefs)}."
            ) from None
        return None
    chief = user_key(behalf)
    if not is_deputy(write, actor.name, chief, write.at):
        raise RefusedError(
            f"{actor.name} is not the deputy of {chief} now.",
            hint="An admin names one: lotline user deputy. See them with `lotline user deputies`.",
        )
    return chief


def chiefs_of(read: StateRead, name: str) -> list[str]:
    """Approvers in whose place a user may decide, if the end is not over."""
    from traceability.store.state.deputies import read_deputies  # noqa: PLC0415 - same

    return [one.approver_name for one in read_deputies(read) if one.deputy_name == name]
