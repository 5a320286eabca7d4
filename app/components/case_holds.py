"""Hold and stop requests: sign and write them, see what was asked and what moved since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.components import case_columns as columns
from app.components.case_sign_in import signing_form
from app.components.case_words import made, muted, told
from app.components.data_table import data_table, section
from app.components.markup import code, show, tag
from app.components.wording import many, number
from traceability.services.cases.keep_requests import request_folder
from traceability.services.cases.request_holds import request_holds

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]
MEANING = "I ask that these goods are held, and these orders and deliveries stopped"
_MOVED = (
    told("says", "What moved"),
    told("item_code", "Item"),
    told("lot_code", "Lot"),
    told("from_location", "From"),
    told("to_location", "To"),
    made("occurred_at", "When", lambda row: row["occurred_at"]),
    told("source_file", "File"),
    told("source_row", "Row"),
)


def hold_requests(settings: Settings, document: Row) -> None:
    """What every site is asked for, as files; one signature writes all that is not asked for."""
    requests, case_no = document["holds"], document["case"]["case_no"]
    section("holds", "Hold and stop requests", number(len(requests)))
    open_lines = _not_asked(document["actions"])
    if document["case"]["state"] == "open":
        if open_lines:
            muted(f"{many(open_lines, 'line')} of the lists above not asked for yet.")
            _form(settings, case_no)
        else:
            muted("Every line of the lists above is asked for.")
    if not requests:
        return
    data_table("holds", columns.REQUESTS, requests, alt="Hold and stop requests")
    folder = code(str(request_folder(settings, case_no)))
    show(tag("p", "The files lie in ", folder, ".", of="ll-muted"))
    moved = [one for request in requests for one in request["moved"]]
    if moved:
        section("moved", "Moved although it was to be held", number(len(moved)))
        data_table("moved", _MOVED, moved, alt="Moved although it was to be held")


def _form(settings: Settings, case_no: int) -> None:
    def run(person: Person) -> str:
        done = request_holds(settings, person, case_no)
        return (
            f"Asked to hold {many(done.lot_count, 'lot')}, to stop "
            f"{many(done.order_count, 'order')} and {many(done.delivery_count, 'delivery')}, "
            f"in {many(len(done.files), 'file')}, "
            f"within {done.seconds} s."
        )

    signing_form(settings, "request-holds", MEANING, "Sign and write the requests", run)


def _not_asked(actions: dict[str, list[Row]]) -> int:
    return sum(
        not (line["is_left_out"] or line.get("hold") or line.get("stop"))
        for name in ("hold", "stop_orders", "stop_deliveries")
        for line in actions[name]
    )
