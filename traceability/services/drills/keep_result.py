"""Keep how a drill ended while it is being signed, and plan the retest of one that failed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traceability.store.state.write import StateWrite


def keep_result(write: StateWrite, document: dict[str, Any]) -> None:
    """Keep the score of the document that is signed; in the same transaction as the signature.

    A drill that was not passed is to be done again: the day is that of the signature and the days
    that its plan said when it was opened. A case without a draw has no result.
    """
    from traceability.store.state import drills  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    drill = document.get("drill")
    if drill is None:
        return
    case_no, score = document["case"]["case_no"], drill["score"]
    is_passed = score["is_passed"] is True
    told = {
        "case_no": case_no,
        "family": drill["family"],
        "direction": drill["direction"],
        "is_passed": is_passed,
        "seconds_to_scope": score["seconds_to_scope"],
        "difficulty": drill["difficulty"]["value"],
        "accounted_percent": min(
            (
                Decimal(str(one["accounted_percent"]))
                for one in score["accounted"]
                if one["level"] == "finished" and one["accounted_percent"] is not None
            ),
            default=None,
        ),
    }
    drills.add_result(write, told)
    if not is_passed:
        (row,) = drills.read_drills(write, case_no)
        due = write.at.date() + timedelta(days=row["plan"]["retest_days"])
        drills.add_retest(write, case_no, due.isoformat())
