"""The verbs of consignees: who was told, what they answered, checks, reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.case_options import Json, Number, tell
from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.cases import case_name, case_number
from traceability.domain.consignees import Method, quantity
from traceability.domain.effectiveness import Level
from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Customer = Annotated[str, typer.Argument(metavar="CUSTOMER", help="Its code.")]
ShipTo = Annotated[str | None, typer.Option(metavar="CODE", help="Only this ship-to.")]
At = Annotated[str | None, typer.Option(metavar="TIME", help="When; now otherwise.")]
Note = Annotated[str, typer.Option(help="What else is to be said.")]
How = Annotated[Method, typer.Option(help="phone, mail, letter or visit.")]
Amount = Annotated[str | None, typer.Option(metavar="QTY", help="In the unit that was sent.")]


def customers(
    number: Number,
    ledger: Annotated[bool, typer.Option("--ledger", help="Each lot of each.")] = False,
    complete_by: Annotated[
        str | None, typer.Option(metavar="DAY", help="Until when it is thought to be done.")
    ] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Who was told and who answered, how much is accounted for, what checks found."""
    from traceability.cli.tabulate_consignees import consignee_lines, consignee_tables
    from traceability.services.cases.notify_consignees import set_time_frame
    from traceability.services.cases.show_case import case_document

    settings, case_no = read_settings(), case_number(number)
    if complete_by is not None:
        set_time_frame(settings, sign_in(settings, as_user), case_no, complete_by)
    section = case_document(settings, case_no)["consignees"]
    if json:
        print_document({"consignees": section})
    else:
        tables = consignee_tables(section, with_ledger=ledger)
        print_text(consignee_lines(section, case_name(case_no)), tables)


def notify(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    customer: Customer,
    how: How,
    ship_to: ShipTo = None,
    at: At = None,
    note: Note = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Keep that a customer was told, at every ship-to of it or at one."""
    from traceability.services.cases.notify_consignees import notify_consignees, told_instant

    settings, case_no = read_settings(), case_number(number)
    person, moment = sign_in(settings, as_user), told_instant(at, settings)
    notify_consignees(settings, person, case_no, customer, how, ship_to, moment, note)
    _progress(number, json=json)


def answer(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    customer: Customer,
    lot: Annotated[str | None, typer.Option(help="Of which lot.")] = None,
    on_hand: Amount = None,
    returned: Amount = None,
    destroyed: Amount = None,
    sold_on: Amount = None,
    uom: Annotated[str | None, typer.Option(help="The unit it was told in.")] = None,
    ship_to: ShipTo = None,
    at: At = None,
    note: Note = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Keep what a customer said of a lot; it takes the place of what it said before."""
    from traceability.services.cases.answer_consignee import Answer, answer_consignee
    from traceability.services.cases.notify_consignees import told_instant

    settings, case_no = read_settings(), case_number(number)
    amounts = {
        "on_hand_qty": (on_hand, "--on-hand"),
        "returned_qty": (returned, "--returned"),
        "destroyed_qty": (destroyed, "--destroyed"),
        "sold_on_qty": (sold_on, "--sold-on"),
    }
    told = Answer(
        customer,
        lot,
        ship_to,
        uom,
        **{
            name: quantity(text, option)
            for name, (text, option) in amounts.items()
            if text is not None
        },
        note=note,
        at=told_instant(at, settings),
    )
    rows = answer_consignee(settings, sign_in(settings, as_user), case_no, told)
    if json:
        print_document({"ledger": rows})
    else:
        from traceability.cli.tabulate_consignees import ledger_line

        print_text([ledger_line(row) for row in rows])


def check(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    customer: Annotated[str | None, typer.Argument(metavar="[CUSTOMER]")] = None,
    level: Annotated[Level | None, typer.Option(help="Draw whom to check.")] = None,
    percent: Annotated[str | None, typer.Option(help="Of level B: above 10, below 100.")] = None,
    seed: Annotated[str | None, typer.Option(help="The same seed draws the same.")] = None,
    how: Annotated[Method | None, typer.Option(help="How CUSTOMER was checked.")] = None,
    notice: Annotated[bool, typer.Option("--knows/--knows-not", help="Of the case.")] = True,
    acted: Annotated[bool, typer.Option("--acted/--acted-not", help="As asked.")] = True,
    ship_to: ShipTo = None,
    at: At = None,
    note: Note = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Draw consignees to be checked by level A to E, or keep what a check of one found."""
    from traceability.services.cases.check_effectiveness import Check, enter_check, plan_checks
    from traceability.services.cases.notify_consignees import told_instant

    settings, case_no = read_settings(), case_number(number)
    if (customer is None) == (level is None):
        raise UsageError(
            "A check is planned, or the result of one is entered.",
            hint="Add --level C to draw whom to check, or a CUSTOMER with --how visit.",
        )
    person = sign_in(settings, as_user)
    if level is not None:
        share = None if percent is None else quantity(percent, "--percent")
        plan_checks(settings, person, case_no, level, share, seed)
    elif customer is not None:
        if how is None:
            raise UsageError("It is not said how it was checked.", hint="Add --how visit.")
        moment = told_instant(at, settings)
        told = Check(customer, how, notice, acted, ship_to, note, moment)
        enter_check(settings, person, case_no, told)
    _progress(number, json=json)


def remind(
    number: Number,
    send: Annotated[bool, typer.Option("--send", help="By the mail server too.")] = False,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Write a reminder to each consignee that was told and has not answered."""
    from traceability.services.cases.remind_silent import remind_silent

    settings, case_no = read_settings(), case_number(number)
    found = remind_silent(settings, sign_in(settings, as_user), case_no, is_to_send=send)
    if json:
        names = ("customer_code", "ship_to_code", "is_sent", "problem")
        rows = [{name: getattr(one, name) for name in names} for one in found]
        told = [
            row | {"method": str(one.method), "file": str(one.path)}
            for row, one in zip(rows, found, strict=True)
        ]
        print_document({"reminders": told})
        return
    lines = [
        f"{one.customer_code}: {'sent by mail' if one.is_sent else one.path}"
        + (f" ({one.problem})" if one.problem else "")
        for one in found
    ]
    print_text(lines or ["Nobody who was told owes an answer."])


def _progress(number: str, *, json: bool) -> None:
    from traceability.services.cases.show_case import case_document

    settings, case_no = read_settings(), case_number(number)
    if json:
        tell(settings, case_no, json=True)
        return
    section = case_document(settings, case_no)["consignees"]
    from traceability.cli.tabulate_consignees import consignee_lines

    print_text(consignee_lines(section, case_name(case_no)))


CONSIGNEE_VERBS: dict[str, Callable[..., None]] = {
    "customers": customers,
    "notify": notify,
    "answer": answer,
    "check": check,
    "remind": remind,
}
