"""The life of a finding from build to build: when it came, who has it, and when it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class FindingState(StrEnum):
    """How far a finding is.

    new: nobody has taken it. in_work: somebody has. accepted: it may stay, for a reason and until a
    day. resolved: the records no longer hold it; only data resolves a finding.
    """

    NEW = "new"
    IN_WORK = "in_work"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"


class Change(StrEnum):
    """What a build did to a finding."""

    NEW = "new"
    PERSISTING = "persisting"
    RESOLVED = "resolved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class FindingLife:
    """One finding that any build ever had.

    message and severity: as they were when it came, or came back. owner: a user or a team, by rule
    or by a person; None where no rule names one. due_date: ISO. accepted_until: the last day on
    which it is accepted. return_count: how often it came back after it was resolved.
    """

    finding_id: str
    rule_id: str
    subject_kind: str
    severity: str
    cause_id: str
    message: str
    item_code: str | None
    site_code: str | None
    line_code: str | None
    state: FindingState
    owner: str | None
    due_date: str | None
    accepted_until: str | None
    reason: str | None
    changed_by: str
    changed_at: datetime
    first_snapshot_id: str
    first_seen_at: datetime
    resolved_snapshot_id: str | None
    resolved_at: datetime | None
    return_count: int

    def state_on(self, day: date) -> FindingState:
        """The state on a day: an acceptance that has run out leaves the finding new again."""
        ran_out = self.accepted_until is not None and self.accepted_until < day.isoformat()
        if self.state is FindingState.ACCEPTED and ran_out:
            return FindingState.NEW
        return self.state

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been mended before this day."""
        is_open = self.state_on(day) in {FindingState.NEW, FindingState.IN_WORK}
        return is_open and self.due_date is not None and self.due_date < day.isoformat()

    def change_in(self, snapshot_id: str) -> Change:
        """What the build of a snapshot did to it, of those it was there before and after."""
        if self.resolved_snapshot_id == snapshot_id:
            return Change.RESOLVED
        if self.first_snapshot_id == snapshot_id:
            return Change.NEW
        return Change.PERSISTING


@dataclass(frozen=True, slots=True)
class BuildChanges:
    """How one build changed the findings: counts, and the ids that are new or came back."""

    snapshot_id: str
    seen_at: datetime
    new_count: int
    persisting_count: int
    resolved_count: int
    returned_count: int
