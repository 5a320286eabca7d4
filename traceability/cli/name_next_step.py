"""What comes next in a case, as one command: who works by the clock does not look it up."""

from __future__ import annotations

from typing import Any

from traceability.cli.tabulate_cases import undecided_by_time
from traceability.domain.cases import CaseState, ClockEvent, Signing, case_name
from traceability.domain.tables import many

Row = dict[str, Any]


def next_step(document: Row) -> list[str]:
    """The step that is due, by the order of docs/cases.md; nothing for an aborted case."""
    name = case_name(document["case"]["case_no"])
    step = _step(document, name)
    return [f"Next: {step}"] if step else []


def _step(document: Row, name: str) -> str | None:
    state = document["case"]["state"]
    leads = [one for one in document["signatures"] if one["signing"] == Signing.LEAD]
    if state == CaseState.SIGNED:
        return f"print what was signed: lotline report case {name} -o FOLDER"
    if state == CaseState.PAUSED:
        return f"let the clock run again: lotline case resume {name} --as USER"
    if state == CaseState.ABORTED:
        return None
    if leads and document["log"][-1]["at"] <= leads[-1]["signed_at"]:
        return f"an approver who never closed it signs: lotline case sign {name} --as APPROVER"
    set_already = {ClockEvent.T0, ClockEvent.T5, *(one["event"] for one in document["clock"])}
    due = next((event for event in ClockEvent if event not in set_already), None)
    return (None if due is ClockEvent.T1 else _undone(document, name)) or _tick(name, due)


def _undone(document: Row, name: str) -> str | None:
    """What the case waits for, whatever its clock says."""
    if asked := _unasked(document):
        return f"ask for {many(asked, 'line')} to hold or stop: lotline case hold {name} --as USER"
    if any(one["is_approved"] is None and not one["held_too_by"] for one in document["exclusions"]):
        return f"a second person decides: lotline case approve {name} --as APPROVER"
    if undecided_by_time(document):
        return f"hold what time excludes (lotline case hold-too {name} --by-time), or leave it out"
    return None


def _tick(name: str, due: ClockEvent | None) -> str:
    if due is None:
        return (
            f"the lead closes it: lotline case close {name} --outcome ... --reason TEXT --as USER"
        )
    before = {
        ClockEvent.T1: f"read the lists (lotline case show {name})",
        ClockEvent.T2: "once the sites have them on hold",
        ClockEvent.T3: f"see whom to tell (lotline case customers {name})",
        ClockEvent.T4: f"read the balance (lotline case show {name})",
    }
    return f"{before[due]}, then lotline case clock {name} {due} --as USER"


def _unasked(document: Row) -> int:
    """Lines to hold or to stop that nobody asked a site for yet."""
    return sum(
        not (line["is_left_out"] or line.get("hold") or line.get("stop"))
        for name in ("hold", "stop_orders", "stop_deliveries")
        for line in document["actions"][name]
    )
