"""A case: an investigation or a drill, what it may become, its clock, and who must sign it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from traceability.errors import UsageError


class CaseKind(StrEnum):
    """What a case is; `recall` is a legal word, and only a person's act makes a case one."""

    INVESTIGATION = "investigation"
    DRILL = "drill"
    STOCK_RECOVERY = "stock_recovery"
    WITHDRAWAL = "withdrawal"
    RECALL = "recall"


OPENING_KINDS = (CaseKind.INVESTIGATION, CaseKind.DRILL)
"""Every case starts as one of these."""

_DECLARED = (CaseKind.STOCK_RECOVERY, CaseKind.WITHDRAWAL, CaseKind.RECALL)

KINDS_AFTER: dict[CaseKind, tuple[CaseKind, ...]] = {
    CaseKind.DRILL: (CaseKind.INVESTIGATION,),
    CaseKind.INVESTIGATION: _DECLARED,
    **{
        kind: (CaseKind.INVESTIGATION, *(one for one in _DECLARED if one is not kind))
        for kind in _DECLARED
    },
}
"""What a person may make of a case. Nothing real becomes a drill; a drill that meets something
real becomes an investigation first."""

CLASSES: dict[str, tuple[str, ...]] = {
    "fda": ("I", "II", "III"),
    "cn_food": ("I", "II", "III"),
    "cn_drug": ("I", "II", "III"),
}
"""Class of a case by scheme (21 CFR 7.41; the recall rules for food and for drugs of China). A
scheme that is not here is the house's own, and its values are any text."""


class CaseState(StrEnum):
    """Where a case is; `signed` and `aborted` are its two ends."""

    OPEN = "open"
    PAUSED = "paused"
    ABORTED = "aborted"
    SIGNED = "signed"


class Outcome(StrEnum):
    """What became of the suspect goods."""

    NO_DEFECT = "no_defect"
    DISPOSED = "disposed"
    REWORKED = "reworked"
    RECALLED = "recalled"


class ClockEvent(StrEnum):
    """The events of the clock, each set once."""

    T0 = "T0"
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"

    @property
    def meaning(self) -> str:
        """What a person says by setting it."""
        return _MEANINGS[self]


_MEANINGS = {
    ClockEvent.T0: "trigger",
    ClockEvent.T1: "scope known",
    ClockEvent.T2: "stock on hold",
    ClockEvent.T3: "customers listed",
    ClockEvent.T4: "balance closed",
    ClockEvent.T5: "sign-off",
}


class ExclusionBasis(StrEnum):
    """What put a line in doubt: a record that lacks, or the clock."""

    MISSING_RECORD = "missing_record"
    TIME = "time"


class ActionList(StrEnum):
    """The four lists of things to do, and what time left out of them."""

    HOLD = "hold"
    STOP_ORDERS = "stop_orders"
    STOP_DELIVERIES = "stop_deliveries"
    CALL = "call"
    EXCLUDED_BY_TIME = "excluded_by_time"


class Signing(StrEnum):
    """Why somebody signs a case. `lists` needs one person; `lead` and `approver` must be two."""

    LISTS = "lists"
    LEAD = "lead"
    APPROVER = "approver"

    @property
    def meaning(self) -> str:
        """The sentence that stands beside the signature."""
        return _SENTENCES[self]


_SENTENCES = {
    Signing.LISTS: "I release the lists of what to hold, to stop and whom to call",
    Signing.LEAD: "I led this case, and its record is whole and true",
    Signing.APPROVER: "I reviewed this case and approve its closing",
}


@dataclass(frozen=True, slots=True)
class CaseHead:
    """A case as it stands now. kind, class: after the last change; outcome: the last one stated."""

    case_no: int
    kind: CaseKind
    class_scheme: str | None
    class_value: str | None
    title: str
    reason: str
    scenario: str | None
    state: CaseState
    is_simulated: bool
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    outcome: Outcome | None
    outcome_reason: str | None

    @property
    def is_ended(self) -> bool:
        """Whether nothing of it can change any more."""
        return self.state in {CaseState.ABORTED, CaseState.SIGNED}

    @property
    def name(self) -> str:
        """How people call it."""
        return case_name(self.case_no)


@dataclass(frozen=True, slots=True)
class Tick:
    """One event of the clock as a person set it."""

    event: ClockEvent
    person: str
    occurred_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a drill stood still; resumed_at: None while it does."""

    pause_no: int
    paused_at: datetime
    resumed_at: datetime | None
    paused_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the decision log: who did what, on which ground."""

    occurred_at: datetime
    person: str
    what: str
    basis: str


def case_name(case_no: int) -> str:
    """`C-12`."""
    return f"C-{case_no}"


def case_number(text: str) -> int:
    """The number of `12` or `C-12`. Raises UsageError for anything else."""
    found = re.fullmatch(r"(?:C-?)?0*([1-9][0-9]{0,11})", text.strip(), re.IGNORECASE | re.ASCII)
    if found is None:
        raise UsageError(
            f"{text} is no number of a case.",
            hint="Cases are C-1, C-2 and so on: `lotline case list`.",
        )
    return int(found[1])


def check_class(scheme: str | None, value: str | None) -> None:
    """Raises UsageError for a class without its scheme, and for a value its scheme has not."""
    if (scheme is None) != (value is None):
        raise UsageError(
            "A class is a scheme and a value.", hint="Add both: --scheme fda --class II"
        )
    meant = (scheme or "").strip().casefold()
    if meant in CLASSES and scheme != meant:
        raise UsageError(f"The scheme {scheme} is written {meant}.", hint=f"Say --scheme {meant}.")
    if scheme in CLASSES and value not in CLASSES[scheme]:
        raise UsageError(
            f"The scheme {scheme} has no class {value}.",
            hint=f"Its classes are {', '.join(CLASSES[scheme])}.",
        )


def seconds_between(start: datetime, end: datetime, pauses: Iterable[Pause]) -> Decimal:
    """Seconds of the clock from one instant to another, without the time it stood still."""
    run = end - start
    for one in pauses:
        run -= max(min(one.resumed_at or end, end) - max(one.paused_at, start), timedelta())
    return Decimal(run // timedelta(milliseconds=1)) / 1000


def last_instant(head: CaseHead, ticks: Sequence[Tick], log: Sequence[LogEntry]) -> datetime:
    """Until when the clock of a case is told: its sign-off, its abort, else its last act.

    Never the present: the same records tell the same time whenever they are read.
    """
    for tick in ticks:
        if tick.event is ClockEvent.T5:
            return tick.occurred_at
    if head.closed_at is not None:
        return head.closed_at
    return max((one.occurred_at for one in log), default=head.opened_at)
