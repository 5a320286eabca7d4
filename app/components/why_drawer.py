"""Why is this in the answer? The path from record to record, with file and row of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components.data_table import Column, data_table
from app.components.markup import Markup, code, join, show, tag
from app.components.page_state import explain as ask_why
from app.components.page_state import forget
from app.components.wording import many, number
from traceability.errors import LotlineError, NotFoundError
from traceability.services.explain_path import LEFT_OUT, Explanation, Path, explain

if TYPE_CHECKING:
    from app.components.page_state import TraceState
    from traceability.domain.trace import Trace
    from traceability.services.open_snapshot import OpenSnapshot

LISTED = 2_000
"""Things to choose from in the list; any other can be typed."""
PICKER = "why-picker"
_CHOOSE = "Choose a lot, customer, delivery or order"
_LINKS = (
    Column("source_file", "File"),
    Column("source_row", "Row", is_number=True),
    Column("contract", "Extract"),
    Column("edge_kind", "Link"),
    Column("from_lot_code", "From lot"),
    Column("work_order_code", "Order"),
    Column("to_lot_code", "To lot"),
    Column("qty", "Quantity", is_number=True),
    Column("uom", "Unit"),
    Column("from_at", "From"),
    Column("until_at", "Until"),
    Column("evidence", "Evidence"),
    Column("rule_id", "Rule"),
)


def why_picker(trace: Trace) -> None:
    """One list of everything in the answer; a thing that is not listed can be typed."""
    things = _things(trace)
    shown = dict(list(things.items())[:LISTED])
    left = len(things) - len(shown)

    def chosen() -> None:
        target = st.session_state[PICKER]
        if target:
            ask_why(target)
            st.session_state[PICKER] = None

    st.selectbox(
        "Why is it here?",
        list(shown),
        index=None,
        key=PICKER,
        format_func=lambda target: shown.get(target, target),
        placeholder=_CHOOSE if left <= 0 else f"{_CHOOSE}; {number(left)} more if typed",
        accept_new_options=left > 0,
        on_change=chosen,
        width=460,
    )


def why_drawer(opened: OpenSnapshot, state: TraceState) -> None:
    """Open the drawer when the address names a thing to explain."""
    if state.why and state.lots:
        _drawer(opened, state)


@st.dialog(
    "Why is it here?",
    width=880,
    position="right",
    on_dismiss=lambda: forget("why"),
)
def _drawer(opened: OpenSnapshot, state: TraceState) -> None:
    try:
        found = _explain(opened, state)
    except LotlineError as error:
        show(tag("p", code(state.why), of="ll-verdict"), tag("p", error.message))
        return
    way = "came from" if found.direction == "backward" else "went to"
    show(
        tag("p", code(_name(found.lot)), f" {way} ", code(_name(found.target)), of="ll-verdict"),
        None if found.heeds_time else tag("p", LEFT_OUT, of="ll-note"),
        _path(found.shortest),
    )
    _records(found.shortest, "shortest")
    if found.strongest is not None:
        show(tag("h3", "Surer, though longer"), _path(found.strongest))
        _records(found.strongest, "strongest")


def _explain(opened: OpenSnapshot, state: TraceState) -> Explanation:
    """From the first of the lots asked for that has a path to it, best one that time admits."""
    last: NotFoundError | None = None
    untimed: Explanation | None = None
    for lot in state.lots:
        try:
            found = explain(opened, lot, state.why)
        except NotFoundError as error:
            last = error
            continue
        if found.heeds_time:
            return found
        untimed = untimed or found
    if untimed is not None:
        return untimed
    raise last or NotFoundError("No lot was asked for.")


def _path(path: Path) -> Markup:
    steps = (tag("li", sentence) for sentence in path.sentences)
    summary = f"{many(path.hop_count, 'step')}. Weakest link: {path.evidence}."
    weakest = None if path.weakest is None else tag("p", f"The weakest link: {path.weakest}")
    return join(tag("p", summary, of="ll-muted"), tag("ol", *steps, of="ll-path"), weakest)


def _records(path: Path, key: str) -> None:
    if path.links:
        show(tag("h4", "The records behind it"))
        data_table(f"records-{key}", _LINKS, path.links, alt="Records of the path")


def _name(text: str) -> str:
    kind, colon, rest = text.partition(":")
    return f"{kind} {rest}" if colon and kind in {"customer", "delivery", "order"} else text


def _things(trace: Trace) -> dict[str, str]:
    """Targets by what they are called, in the order of acting on them."""
    things: dict[str, str] = {}
    for customer in trace.customers:
        if customer.customer_code:
            name = f"Customer {customer.customer_code} {customer.customer_name or ''}".strip()
            things.setdefault(f"customer:{customer.customer_code}", name)
    for line in (*trace.open_deliveries, *trace.shipments):
        if line.delivery_code:
            things.setdefault(f"delivery:{line.delivery_code}", f"Delivery {line.delivery_code}")
    for order in trace.work_orders:
        things.setdefault(f"order:{order.work_order_code}", f"Order {order.work_order_code}")
    for lot in trace.lots:
        label = lot.lot_code or f"without number, {lot.lot_id}"
        things[lot.lot_id] = f"Lot {lot.item_code or '?'} : {label}"
    return things
