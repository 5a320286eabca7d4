"""Actions because of cases: who has them, until when, what was done, whether it helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.drills import ActionState
from traceability.store.state.actions import read_actions, read_done
from traceability.store.state.schema import instant_text

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead

Row = dict[str, Any]
_EMPTY: Row = dict.fromkeys(
    (
        *("done_by", "done_at", "done_note"),
        *("checked_by", "checked_at", "is_effective", "check_note"),
    )
)


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions by number, as `action_rows` tells them, each with `is_overdue` on that day."""

    day: str
    actions: tuple[Row, ...]
    overdue_count: int

    def as_document(self) -> Row:
        """Keys of the JSON document."""
        return {
            "day": self.day,
            "overdue_count": self.overdue_count,
            "actions": list(self.actions),
        }


def list_actions(
    settings: Settings, case_no: int | None = None, *, day: date | None = None
) -> Actions:
    """All actions, or those of a case, and which are overdue on a day, by default today."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    today = (day or datetime.now(UTC).date()).isoformat()
    with open_state(settings).read() as read:
        rows = action_rows(read, case_no)
    told = tuple(row | {"is_overdue": _is_open(row) and row["due_on"] < today} for row in rows)
    return Actions(today, told, sum(row["is_overdue"] for row in told))


def action_rows(
    read: StateRead, case_no: int | None = None, until: datetime | None = None
) -> list[Row]:
    """Actions by number, each with what was last done and its check, as known at an instant.

    state: `done` until somebody else checked it, `effective` after, `open` again where it did not
    help. until: None means now.
    """
    limit = until or datetime.max.replace(tzinfo=UTC)
    done: dict[int, Row] = {}
    for row in read_done(read):
        if row["done_at"] <= limit:
            done[row["action_no"]] = row
    return [
        _told(row, done.get(row["action_no"]), limit)
        for row in read_actions(read)
        if row["planned_at"] <= limit and case_no in {None, row["case_no"]}
    ]


def _told(action: Row, done: Row | None, limit: datetime) -> Row:
    names = ("action_no", "case_no", "what", "owner", "due_on", "planned_by")
    told = {name: action[name] for name in names}
    told |= {"planned_at": instant_text(action["planned_at"]), "state": str(ActionState.OPEN)}
    if done is None:
        return told | _EMPTY
    looked = done["checked_at"] is not None and done["checked_at"] <= limit
    state = ActionState.DONE
    if looked:
        state = ActionState.EFFECTIVE if done["is_effective"] else ActionState.OPEN
    return told | {
        "state": str(state),
        "done_by": done["done_by"],
        "done_at": instant_text(done["done_at"]),
        "done_note": done["note"],
        "checked_by": done["checked_by"] if looked else None,
        "checked_at": instant_text(done["checked_at"]) if looked else None,
        "is_effective": done["is_effective"] if looked else None,
        "check_note": done["check_note"] if looked else None,
    }


def _is_open(row: Row) -> bool:
    return str(row["state"]) != ActionState.EFFECTIVE
