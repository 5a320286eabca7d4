"""Keep what a consignee said it has, gave back, destroyed and sold of a lot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.consignees import QUANTITIES
from traceability.errors import NotFoundError, UsageError
from traceability.services.cases.actions_now import actions_now
from traceability.services.cases.consignee_ledger import ledger_rows, read_entries
from traceability.services.cases.notify_consignees import not_to_come
from traceability.services.cases.work_on_case import work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said. A quantity of None was not told. uom: the unit it was told in, to be checked.

    lot, ship_to: needed where the customer was sent several. at: None stands for now.
    """

    customer: str
    lot: str | None = None
    ship_to: str | None = None
    uom: str | None = None
    on_hand_qty: Decimal | None = None
    returned_qty: Decimal | None = None
    destroyed_qty: Decimal | None = None
    sold_on_qty: Decimal | None = None
    note: str = ""
    at: datetime | None = None

    @property
    def quantities(self) -> dict[str, Decimal | None]:
        """The four by name."""
        return {name: getattr(self, name) for name in QUANTITIES}


def answer_consignee(settings: Settings, actor: Person, case_no: int, told: Answer) -> list[Row]:
    """Keep an answer, which takes the place of the one before; returns the rows of the ledger.

    More than was shipped is kept as it was told. "Nothing at all" may be said for all lots at once.
    Raises NotFoundError for a customer or lot that was sent nothing, UsageError without a quantity,
    for another unit than that of the shipments, and where the lot is not clear; RefusedError.
    """
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.consignees import add_answer  # noqa: PLC0415 - same

    known = [amount for amount in told.quantities.values() if amount is not None]
    if not known:
        raise UsageError(
            "No quantity was told.",
            hint="Add --on-hand, --returned, --destroyed or --sold-on; 0 is a quantity too.",
        )
    with work_on_case(settings, actor, case_no) as (write, head):
        _, scope = actions_now(write, case_no)
        ledger = ledger_rows(scope, read_entries(write, case_no))
        rows = _choose(ledger, head, told, is_nothing=not any(known))
        moment = not_to_come(told.at, write.at)
        for row in rows:
            key = {name: row[name] for name in ("customer_code", "ship_to_code", "lot_id", "uom")}
            more = {"responded_at": moment, "note": told.note.strip()}
            add_answer(write, case_no, key | told.quantities | more)
        add_log(write, case_no, _say(told, rows), told.note.strip())
        after = ledger_rows(scope, read_entries(write, case_no))
    changed = {_key(row) for row in rows}
    return [row for row in after if _key(row) in changed]


def _choose(ledger: list[Row], head: CaseHead, told: Answer, *, is_nothing: bool) -> list[Row]:
    rows = [row for row in ledger if row["customer_code"] == told.customer]
    if not rows:
        raise NotFoundError(
            f"{told.customer} was sent nothing that {head.name} is about.",
            hint=f"`lotline case customers {head.name}` lists whom it calls.",
        )
    if told.ship_to is not None:
        rows = [row for row in rows if row["ship_to_code"] == told.ship_to]
    if told.lot is not None:
        rows = [row for row in rows if told.lot in _names(row)]
    if not rows:
        raise NotFoundError(
            f"{told.customer} was not sent {told.lot or 'anything'}"
            + (f" at {told.ship_to}." if told.ship_to else "."),
            hint=f"`lotline case customers {head.name} --ledger` lists what was sent to whom.",
        )
    units = sorted({row["uom"] or "an unknown unit" for row in rows})
    if told.uom is not None:
        rows = [row for row in rows if row["uom"] == told.uom]
    if not rows:
        raise UsageError(
            f"It was sent in {' and '.join(units)}, not in {told.uom}.",
            hint="Tell the quantities in that unit.",
        )
    if len(rows) > 1 and not is_nothing:
        listed = ", ".join(_name(row) for row in rows[:5])
        raise UsageError(
            f"{told.customer} was sent {len(rows)} things: {listed}"
            + (" and more." if rows[5:] else "."),
            hint="Say which: --lot LOT, --ship-to CODE, --uom UNIT.",
        )
    return rows


def _names(row: Row) -> set[str | None]:
    return {row["lot_id"], row["lot_code"], f"{row['item_code'] or '?'}:{row['lot_code']}"} - {None}


def _name(row: Row) -> str:
    lot = f"{row['item_code'] or '?'}:{row['lot_code'] or '(unknown)'}"
    where = f" at {row['ship_to_code']}" if row["ship_to_code"] else ""
    return f"{lot}{where} in {row['uom'] or 'an unknown unit'}"


def _say(told: Answer, rows: list[Row]) -> str:
    amounts = ", ".join(
        f"{name.removesuffix('_qty').replace('_', ' ')} {amount:f}"
        for name, amount in told.quantities.items()
        if amount is not None
    )
    what = _name(rows[0]) if len(rows) == 1 else f"all {len(rows)} lots it was sent"
    return f"{told.customer} answered on {what}: {amounts}."


def _key(row: Row) -> tuple[Any, ...]:
    return row["customer_code"], row["ship_to_code"], row["lot_id"], row["uom"]
