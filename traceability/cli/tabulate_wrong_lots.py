"""What `wrong-lot` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import case_name
from traceability.domain.tables import TextTable
from traceability.domain.wrong_lots import SIDES, WrongLotState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from traceability.domain.wrong_lots import OrderLot, WrongLotFile
    from traceability.services.compare_order_lots import OrderComparison
    from traceability.services.handle_wrong_lot import WrongLots

_NEXT = {
    WrongLotState.STATEMENTS: "statements",
    WrongLotState.REVIEW: "a review",
    WrongLotState.APPROVAL: "the supervisor's word",
    WrongLotState.CLOSED: "nothing, closed",
}

_SIDE_WORDS = {
    "allocated": "allocated",
    "picked": "picked",
    "ledger": "taken off the books",
    "scanned": "scanned",
}


def comparison_lines(found: OrderComparison) -> list[str]:
    """The order, who is silent, and where the systems differ."""
    stamp = found.snapshot
    place = f"site {found.site_code or 'unknown'}, line {found.line_code or 'unknown'}"
    lines = [
        f"Snapshot {stamp.id} of {stamp.built_at}, data as of {stamp.data_as_of or 'unknown'}.",
        f"Order {found.work_order_code}, {place}.",
    ]
    if found.silent:
        lines.append(f"No row of the order says what was {_sides(found.silent)}.")
    differing = found.disagreements()
    lines += [
        f"Item {item or '(unknown)'}: not the same lots were {_sides(sides)}."
        for item, sides in differing.items()
    ]
    if found.lots and not differing:
        lines.append("All that speak of an item name the same lots.")
    return lines


def comparison_table(found: OrderComparison) -> TextTable:
    """One row per lot, one column per side with its amount; empty where the side names it not."""
    rows: dict[tuple[str | None, str | None], dict[str, OrderLot]] = {}
    for one in found.lots:
        rows.setdefault((one.item_code, one.lot_id or one.lot_code), {})[one.side] = one
    return TextTable(
        "Lots of the order",
        ("item", "lot", *_SIDE_WORDS.values(), "first row"),
        tuple(
            (item or "", _lot(sides), *(_amount(sides.get(side)) for side in SIDES), _place(sides))
            for (item, _), sides in rows.items()
        ),
    )


def wrong_lot_lines(found: WrongLots) -> list[str]:
    """How many, and what repeats."""
    lines = [f"{len(found.files)} wrong lots, {found.open_count} of them open."]
    lines += [
        f"Repeats: {one.cause.replace('_', ' ')} {len(one.numbers)} times at {one.dimension} "
        f"{one.code} ({', '.join(str(number) for number in one.numbers)})."
        for one in found.repeats
    ]
    return lines


def wrong_lot_table(found: WrongLots) -> TextTable:
    """One row per wrong lot."""
    columns = ("no", "opened", "order", "line", "shift", "item", "lot", "waits for", "cause")
    rows = tuple(
        (
            str(one.wrong_lot.wrong_lot_no),
            f"{one.wrong_lot.opened_at:%Y-%m-%d}",
            one.wrong_lot.work_order_code,
            one.wrong_lot.line_code or "",
            one.wrong_lot.shift_code or "",
            one.wrong_lot.item_code or "",
            one.wrong_lot.lot_code or "(unknown)",
            _waits(one),
            (one.cause or "").replace("_", " "),
        )
        for one in found.files
    )
    return TextTable("Wrong lots", columns, rows)


def file_lines(file: WrongLotFile) -> list[str]:
    """One wrong lot from its beginning to what it waits for."""
    one = file.wrong_lot
    meant = f" instead of {one.intended_lot_code}" if one.intended_lot_code else ""
    lot = f"{one.item_code or '?'}:{one.lot_code or '(unknown)'}{meant}"
    place = f"line {one.line_code or 'unknown'}, shift {one.shift_code or 'unknown'}"
    lines = [
        f"Wrong lot {one.wrong_lot_no}: {lot} in order {one.work_order_code}, {place}.",
        f"{one.opened_by}, {one.opened_at:%Y-%m-%d %H:%M}Z: {one.what}",
    ]
    if one.shipped:
        lines.append(f"Shipped by then: {', '.join(one.shipped)}. Its alert names whom to call.")
    lines += [f"{told.department} ({told.stated_by}): {told.statement}" for told in file.statements]
    for review in file.reviews:
        lines.append(
            f"Review of {review.reviewed_by}: {review.disposition.replace('_', ' ')}, "
            f"cause {review.cause.replace('_', ' ')}. {review.effect}"
        )
        if review.concession_reference:
            lines.append(
                f"Concession {review.concession_reference} of {review.customer_code}: "
                f"{review.concession_file}"
            )
        if review.decided_by:
            word = "approved" if review.is_approved else "refused"
            lines.append(f"{word} by {review.decided_by}. {review.decision_reason or ''}".rstrip())
    if file.case_no is not None:
        lines.append(f"Its products had been shipped: {case_name(file.case_no)} was opened.")
    return [*lines, f"It waits for {_waits(file)}."]


def _sides(sides: Iterable[str]) -> str:
    return ", ".join(_SIDE_WORDS[side] for side in sides)


def _waits(file: WrongLotFile) -> str:
    if file.state is WrongLotState.STATEMENTS:
        return f"statements of {', '.join(file.missing)}"
    return _NEXT[file.state]


def _lot(sides: dict[str, OrderLot]) -> str:
    return next((one.lot_code for one in sides.values() if one.lot_code), "(no lot)")


def _amount(one: OrderLot | None) -> str:
    if one is None:
        return ""
    return "yes" if one.qty is None else f"{one.qty.normalize():f} {one.uom or ''}".strip()


def _place(sides: dict[str, OrderLot]) -> str:
    first = next(iter(sides.values()))
    return f"{first.source_file}:{first.source_row}"
