"""The ledger of a case: what each consignee was sent of each lot, and what it said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.consignees import (
    QUANTITIES,
    Response,
    percent,
    response_of,
    total,
    whole,
)
from traceability.domain.instants import utc_text
from traceability.domain.scope import EVIDENCE
from traceability.services.cases.compare_scope_versions import shipment_id

if TYPE_CHECKING:
    from traceability.store.state.read import StateRead

Row = dict[str, Any]
Pair = tuple[str | None, str | None]
Key = tuple[str | None, str | None, str, str | None]


@dataclass(frozen=True, slots=True)
class Entries:
    """What people entered, oldest first.

    known_at: when the scope first had each shipment, or had it again, by the id that its versions
    give it. A notice that was entered before tells of nothing that became known after.
    """

    notices: list[Row]
    answers: list[Row]
    reminders: list[Row]
    plans: list[Row]
    checks: list[Row]
    frames: list[Row]
    known_at: dict[str, datetime] = field(default_factory=dict)


def read_entries(read: StateRead, case_no: int) -> Entries:
    """All that was entered about the consignees of a case."""
    from traceability.store.state import consignees  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same

    return Entries(
        consignees.read_notices(read, case_no),
        consignees.read_answers(read, case_no),
        consignees.read_reminders(read, case_no),
        consignees.read_check_plans(read, case_no),
        consignees.read_checks(read, case_no),
        consignees.read_time_frames(read, case_no),
        {
            one: version["frozen_at"]
            for version in read_scopes(read, case_no)
            for one in version["change"].get("shipments", {}).get("added", ())
        },
    )


def ledger_rows(document: Row, entries: Entries) -> list[Row]:
    """One row per consignee, lot and unit; the last answer counts, the first notice is named.

    document: with shipments and actions of a scope. A lot that a consignee gave back though no
    shipment of it is on record has a row without amount: how much it had is not known. What was
    answered about goods that the scope no longer has as sent stays, with is_in_scope false.
    """
    sent: dict[Key, list[Row]] = {}
    for row in document["shipments"]:
        sent.setdefault(_key(row), []).append(row)
    known = {key[:3] for key in sent}
    unsent: dict[Key, str] = {
        (*pair_of(line), lot["lot_id"], None): line["evidence"]
        for line in consignees_of(document)
        for lot in line["lots"]
        if (*pair_of(line), lot["lot_id"]) not in known
    }
    answers = {_key(row): row for row in entries.answers}
    notices: dict[Pair, list[Row]] = {}
    for notice in entries.notices:
        notices.setdefault(pair_of(notice), []).append(notice)
    left_out = {pair_of(line) for line in document["actions"]["call"] if line["is_left_out"]}
    names = _lot_names(document)
    rows = [
        _row(
            key,
            sent.get(key, []),
            answers.get(key),
            _covering(notices.get(key[:2], []), sent.get(key, []), entries.known_at),
            names,
        )
        | {"is_left_out": key[:2] in left_out}
        | (_given_back(unsent[key]) if key in unsent else {})
        for key in sent.keys() | answers.keys() | unsent.keys()
    ]
    return sorted(rows, key=_order)


def consignees_of(document: Row) -> list[Row]:
    """The lines to call that name a customer and were not left out."""
    return [
        line
        for line in document["actions"]["call"]
        if line["customer_code"] is not None and not line["is_left_out"]
    ]


def pair_of(row: Row) -> Pair:
    """Whom a row is about."""
    return row["customer_code"], row["ship_to_code"]


def unanswered_ones(document: Row, entries: Entries) -> list[tuple[Row, list[Row]]]:
    """Lines of those who were told and owe an answer for a lot, with their rows that lack one."""
    told = {pair_of(row) for row in entries.notices}
    own: dict[Pair, list[Row]] = {}
    for row in ledger_rows(document, entries):
        own.setdefault(pair_of(row), []).append(row)
    found = []
    for line in consignees_of(document):
        rows = own.get(pair_of(line), [])
        if pair_of(line) in told and response_of(rows) is not Response.WHOLE:
            still = [row for row in rows if row["is_in_scope"] and row["responded_at"] is None]
            found.append((line, still))
    return found


def _covering(notices: list[Row], sent: list[Row], known_at: dict[str, datetime]) -> Row | None:
    """The first notice that was entered when goods were known to have been sent."""
    known = [moment for row in sent if (moment := known_at.get(shipment_id(row))) is not None]
    since = min(known, default=None)
    return next((one for one in notices if since is None or one["entered_at"] >= since), None)


def _given_back(evidence: str) -> Row:
    return {
        "shipped_qty": None,
        "accounted_percent": None,
        "is_over": False,
        "is_in_scope": True,
        "evidence": evidence,
    }


def _key(row: Row) -> Key:
    return row["customer_code"], row["ship_to_code"], row["lot_id"], row["uom"]


def _row(
    key: Key,
    sent: list[Row],
    answer: Row | None,
    notice: Row | None,
    names: dict[str, tuple[str | None, str | None]],
) -> Row:
    customer, ship_to, lot_id, uom = key
    item_code, lot_code = names.get(lot_id, (None, None))
    shipped = whole(_exact(row["qty"]) for row in sent) if sent else Decimal(0)
    told = {name: answer[name] if answer else None for name in QUANTITIES}
    accounted = total(told.values())
    best = [row["evidence"] for row in sent]
    return {
        "customer_code": customer,
        "ship_to_code": ship_to,
        "item_code": item_code,
        "lot_code": lot_code,
        "lot_id": lot_id,
        "shipped_qty": shipped,
        "uom": uom,
        "notified_at": utc_text(notice["notified_at"]) if notice else None,
        "notified_by": notice["entered_by"] if notice else None,
        "method": notice["method"] if notice else None,
        "responded_at": utc_text(answer["responded_at"]) if answer else None,
        **told,
        "accounted_qty": accounted,
        "accounted_percent": percent(accounted, shipped),
        "is_over": accounted is not None and shipped is not None and accounted > shipped,
        "note": answer["note"] if answer else "",
        "evidence": min(best, key=EVIDENCE.index) if best else None,
        "is_in_scope": bool(sent),
    }


def _exact(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _lot_names(document: Row) -> dict[str, tuple[str | None, str | None]]:
    found = {}
    for row in (*document["question"]["lots"], *document["lots"], *document["shipments"]):
        found[row["lot_id"]] = (row["item_code"], row["lot_code"])
    return found


def _order(row: Row) -> list[tuple[bool, str]]:
    names = ("customer_code", "ship_to_code", "item_code", "lot_code", "lot_id", "uom")
    return [(row[name] is None, row[name] or "") for name in names]
