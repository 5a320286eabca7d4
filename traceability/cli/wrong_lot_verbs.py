"""The verbs of a wrong lot: compare the systems, state, review, approve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.wrong_lots import Department, Disposition, WrongLotCause

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.domain.wrong_lots import WrongLotFile

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="From `lotline wrong-lot list`.")]
Order = Annotated[str, typer.Argument(metavar="ORDER", help="The work order.")]


def compare(
    order: Order,
    item: Annotated[str | None, typer.Option(help="Only this item.")] = None,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id.")] = None,
    json: Json = False,
) -> None:
    """Which lots of an order were allocated, picked, taken off the books and scanned."""
    from traceability.cli.tabulate_wrong_lots import comparison_lines, comparison_table
    from traceability.services.compare_order_lots import compare_order_lots

    found = compare_order_lots(read_settings(), order, item=item, snapshot_id=snapshot)
    if json:
        print_document(found.as_document())
    else:
        print_text(comparison_lines(found), [comparison_table(found)] if found.lots else [])


def open_one(  # noqa: PLR0917 - options of a verb are parameters
    order: Order,
    lot: Annotated[str, typer.Option(help="The lot that was used.")],
    what: Annotated[str, typer.Option(help="What happened.")],
    instead_of: Annotated[str | None, typer.Option(help="The lot that was meant.")] = None,
    item: Annotated[str | None, typer.Option(help="Item of the lots.")] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Open a wrong lot, and look at once whether its products were shipped."""
    from traceability.services.handle_wrong_lot import open_wrong_lot
    from traceability.services.record_alerts import record_alerts
    from traceability.services.send_alerts import send_alerts

    settings = read_settings()
    person = sign_in(settings, as_user)
    file = open_wrong_lot(
        settings, person, order=order, lot=lot, what=what, instead_of=instead_of, item=item
    )
    _tell(file, json=json)
    if file.wrong_lot.shipped:
        record_alerts(settings)
        send_alerts(settings)


def list_all(json: Json = False) -> None:
    """Wrong lots, the open ones first, and causes that repeat by line, shift and item."""
    from traceability.cli.tabulate_wrong_lots import wrong_lot_lines, wrong_lot_table
    from traceability.services.handle_wrong_lot import list_wrong_lots

    found = list_wrong_lots(read_settings())
    if json:
        print_document({"wrong_lots": found.files, "repeats": found.repeats})
    else:
        print_text(wrong_lot_lines(found), [wrong_lot_table(found)] if found.files else [])


def show(number: Number, json: Json = False) -> None:
    """One wrong lot: statements, reviews, and what it waits for."""
    from traceability.services.handle_wrong_lot import show_wrong_lot

    _tell(show_wrong_lot(read_settings(), number), json=json)


def state(
    number: Number,
    department: Annotated[Department, typer.Option(help="For which you speak.")],
    text: Annotated[str, typer.Option(help="What you know of it.")],
    as_user: As = None,
    json: Json = False,
) -> None:
    """Sign what your department knows of it."""
    from traceability.services.handle_wrong_lot import state_on_wrong_lot

    settings = read_settings()
    person = sign_in(settings, as_user)
    _tell(state_on_wrong_lot(settings, person, number, department, text), json=json)


def review(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    effect: Annotated[str, typer.Option(help="What it does to the product.")],
    decision: Annotated[Disposition, typer.Option(help="What is to be done with it.")],
    cause: Annotated[WrongLotCause, typer.Option(help="Why it happened.")],
    customer: Annotated[str, typer.Option(help="Who gives the concession.")] = "",
    reference: Annotated[str, typer.Option(help="The customer's reference.")] = "",
    file: Annotated[Path | None, typer.Option(help="The customer's paper; it is kept.")] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Sign effect, decision and cause; a supervisor approves it."""
    from traceability.services.handle_wrong_lot import review_wrong_lot
    from traceability.services.keep_paper import Concession

    settings = read_settings()
    person = sign_in(settings, as_user)
    is_given = bool(customer.strip() or reference.strip() or file)
    paper = Concession(customer.strip(), reference.strip(), file) if is_given else None
    found = review_wrong_lot(
        settings,
        person,
        number,
        effect=effect,
        disposition=decision,
        cause=cause,
        concession=paper,
    )
    _tell(found, json=json)


def approve(
    number: Number,
    reason: Annotated[str, typer.Option(help="What stands beside it.")] = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Approve the review of somebody else, which closes it."""
    _decide(number, reason, as_user, is_approved=True, json=json)


def refuse(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why it must be reviewed again.")],
    as_user: As = None,
    json: Json = False,
) -> None:
    """Refuse the review of somebody else."""
    _decide(number, reason, as_user, is_approved=False, json=json)


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    app["wrong-lot"] = {
        "compare": compare,
        "open": open_one,
        "list": list_all,
        "show": show,
        "state": state,
        "review": review,
        "approve": approve,
        "refuse": refuse,
    }


def _decide(
    number: int, reason: str, as_user: str | None, *, is_approved: bool, json: bool
) -> None:
    from traceability.services.handle_wrong_lot import decide_wrong_lot

    settings = read_settings()
    person = sign_in(settings, as_user)
    file = decide_wrong_lot(settings, person, number, is_approved=is_approved, reason=reason)
    _tell(file, json=json)


def _tell(file: WrongLotFile, *, json: bool) -> None:
    from traceability.cli.tabulate_wrong_lots import file_lines

    if json:
        print_document({"wrong_lot": file, "state": str(file.state)})
    else:
        print_text(file_lines(file))
