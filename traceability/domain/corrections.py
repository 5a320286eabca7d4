"""Corrections: what a person says of a landed row, and a second person approves.

A correction names one row by contract, source system and key, and the value that stands there. It
changes no landed row: a build applies it while the source still says that value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What a correction does.

    set_lot: the row is about another lot, or about none. join_lots: the lot of the row is the same
    as another one. part_lots: the lot of the row, as its source names it, is not the one that it
    was taken for. set_value: another value in one column. void_row: the row never happened.
    """

    SET_LOT = "set_lot"
    JOIN_LOTS = "join_lots"
    PART_LOTS = "part_lots"
    SET_VALUE = "set_value"
    VOID_ROW = "void_row"


class Decision(StrEnum):
    """What a second person said of a correction."""

    APPROVED = "approved"
    REJECTED = "rejected"


REASON_CODES = (
    "wrong_scan",
    "wrong_entry",
    "missing_entry",
    "mixed_up_lots",
    "same_lot",
    "other_lot",
    "entered_twice",
    "never_happened",
    "reverted",
    "other",
)
"""Why records are corrected; `reverted` is the reason of a revert alone."""

UID_OF = {
    "lot_code": "lot_uid",
    "to_lot_code": "to_lot_uid",
    "from_lot_code": "from_lot_uid",
    "allocated_lot_code": "allocated_lot_uid",
}
"""Columns that name a lot, and the column that holds the source's own id of the same lot."""

ABOUT_LOTS = frozenset({Action.SET_LOT, Action.JOIN_LOTS, Action.PART_LOTS})
"""Actions that name a column with a lot."""

WORKING = "in_force"
STATES = {
    "in_force": "applied",
    "without_effect": "changes nothing: its row is voided, or no other system names its lot",
    "settled": "the source says the same now",
    "suspended": "not applied: the source sent another value later",
    "reverted": "not applied: taken back",
    "replaced": "not applied: a later correction says otherwise",
    "refused": "not applied: not soundly approved",
}
"""What a build made of an approved correction, and how that is printed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction as it was proposed, and what was decided.

    row_key: of the landed row, with its source system. old_value, old_uid: what stood there: the
    row's hash where a row is voided. new_value: the new code or value; of lots that are joined or
    parted, the id of the other lot; None = no value. seen_load_id: the last load that was landed
    when it was proposed. revert_of: the correction that this one takes back. impact: what the
    preview told the proposer. decision None: it waits.
    """

    correction_no: int
    action: Action
    contract: str
    source_system: str
    row_key: str
    column_name: str | None
    old_value: str | None
    old_uid: str | None
    new_value: str | None
    new_uid: str | None
    reason_code: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    revert_of: int | None
    seen_load_id: str
    snapshot_id: str
    impact: dict[str, Any]
    decision: Decision | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str | None = None
    content_sha256: str | None = None

    def content(self) -> dict[str, Any]:
        """What is signed when it is decided: everything the proposer said."""
        decided = {"decision", "decided_by", "decided_at", "decision_reason", "content_sha256"}
        return {name: getattr(self, name) for name in type(self).__slots__ if name not in decided}

    def target(self) -> tuple[str | None, ...]:
        """What it speaks of; two corrections of one target contradict one another."""
        return (
            self.contract,
            self.source_system,
            self.row_key,
            self.column_name,
            self.old_value,
            self.old_uid,
        )
