"""Cases whose corrections are not applied, one whose correction still is, and facts that vanish."""

from __future__ import annotations

from dataclasses import replace

from tests.dbt.corrections_plant import MONDAY, approve, load, say_correction
from tests.dbt.finding_case import S1
from tests.dbt.finding_case import Case as FindingCase
from tests.dbt.landing_plant import Landing, landed_row
from traceability.domain.corrections import Action


def load_governance(landing: Landing) -> None:
    """The cases, each with its later loads behind its correction."""
    for case in GOVERNANCE_CASES:
        _load_case(landing, case)


def _governed(name: str, *finds: tuple[str, str, str, int]) -> FindingCase:
    case = FindingCase(name).used(".A", consumption_id=".c")
    for lot in (".A", ".B", ".C"):
        case.bought(lot, "2026-01-05")
    return case.must_find(*finds)


_UNSOUND = {
    "corrected without a reason": {"reason": " "},
    "corrected by one": {"decided_by": " Ann"},
    "corrected by nobody": {"decided_by": None},
}
GOVERNANCE_CASES = (
    _governed("corrected without a reason", ("GV-01", "correction", S1, 1)),
    _governed("corrected by nobody", ("GV-01", "correction", S1, 1)),
    _governed("corrected by one", ("GV-02", "correction", S1, 1)),
    _governed("changed after signing", ("GV-03", "correction", S1, 1)),
    _governed(
        "another value came",
        ("GV-03", "record", S1, 1),
    ).replace("mes_consumptions", consumption_id=".c", lot_code=".C", started_at="2026-01-12"),
    _governed("the same came again").replace(
        "mes_consumptions", consumption_id=".c", lot_code=".A", started_at="2026-01-12"
    ),
    _governed("the source mended it").replace(
        "mes_consumptions", consumption_id=".c", lot_code=".B", started_at="2026-01-12"
    ),
    _governed("taken back"),
    _governed("voided too"),
    FindingCase("named by one system").used(".A", consumption_id=".c"),
    FindingCase("facts that vanished")
    .made(".A", output_id=".o1")
    .made(".B", output_id=".o2")
    .replace("mes_outputs", output_id=".o2", work_order_code=".W", lot_code=".B", ended_at=MONDAY)
    .must_find(("GV-04", "load", S1, 1)),
)
"""Cases whose corrections are not applied, and one whose correction still is."""


_IDLE = ("voided too", "named by one system")


def _load_idle(landing: Landing, case: FindingCase) -> None:
    """A lot that is set in a row that is voided; a lot that is parted from nothing."""
    row, number = case.rows[0][1], len(landing.corrections) + 1
    lots = (row["lot_code"], f"{case.name}.B")
    if case.name == "named by one system":
        action = Action.PART_LOTS
    else:
        action = Action.SET_LOT
        told = (landed_row("mes_consumptions", row)["row_hash"], None)
        void = say_correction(number, Action.VOID_ROW, "mes_consumptions", row, None, told)
        approve(landing, void)
        number += 1
    approve(landing, say_correction(number, action, "mes_consumptions", row, "lot_code", lots))


def _load_case(landing: Landing, case: FindingCase) -> None:
    if case.name == "facts that vanished":
        load(landing, case.rows, case.name)
        load(landing, case.later, case.name, mode="full")
        return
    load(landing, case.rows, "fix")
    if case.name in _IDLE:
        _load_idle(landing, case)
        return
    number = len(landing.corrections) + 1
    row = case.rows[0][1]
    values = (row["lot_code"], f"{case.name}.B")
    correction = say_correction(number, Action.SET_LOT, "mes_consumptions", row, "lot_code", values)
    correction = replace(correction, **_UNSOUND.get(case.name, {}))
    approve(landing, correction, unaltered=case.name != "changed after signing")
    if case.name == "taken back":
        back = replace(correction, correction_no=number + 1, revert_of=number)
        approve(landing, back)
    load(landing, case.later, "fix")
