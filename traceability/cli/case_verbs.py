"""The verbs of a case: open it, freeze its scope, run its clock, see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from traceability.cli.case_ends import END_VERBS
from traceability.cli.case_options import Json, Number, tell
from traceability.cli.consignee_verbs import CONSIGNEE_VERBS
from traceability.cli.hold_verbs import HOLD_VERBS
from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.cases import CaseKind, ClockEvent, case_name, case_number

Lots = Annotated[list[str], typer.Argument(metavar="LOT...", help="As a trace takes them.")]
Item = Annotated[str | None, typer.Option(help="Only lots of this item.")]
MoreLots = Annotated[list[str], typer.Option("--lot", help="A lot that joins those asked.")]


def open_one(  # noqa: PLR0917 - options of a verb are parameters
    lots: Lots,
    reason: Annotated[str, typer.Option(help="Why it is opened.")],
    kind: Annotated[CaseKind, typer.Option(help="investigation or drill.")] = (
        CaseKind.INVESTIGATION
    ),
    title: Annotated[str, typer.Option(help="A name for it; the lots otherwise.")] = "",
    scenario: Annotated[str, typer.Option(help="What a drill plays.")] = "",
    item: Item = None,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id.")] = None,
    follows: Annotated[
        str, typer.Option(metavar="NUMBER", help="A signed case that still holds goods.")
    ] = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Open an investigation or a drill: its clock starts, its scope is frozen as version 1."""
    from traceability.services.cases.open_case import NewCase, open_case
    from traceability.services.drills.true_reach import has_truth

    settings = read_settings()
    person = sign_in(settings, as_user)
    new = NewCase(
        kind,
        reason,
        tuple(lots),
        item,
        title,
        scenario or None,
        is_simulated=has_truth(settings),
        follows=case_number(follows) if follows else None,
    )
    tell(settings, open_case(settings, person, new, snapshot_id=snapshot), json=json)


def list_all(
    kind: Annotated[CaseKind | None, typer.Option(help="Only cases of this kind.")] = None,
    json: Json = False,
) -> None:
    """All cases and drills, the open ones first."""
    from traceability.cli.tabulate_cases import case_list_lines, case_list_table
    from traceability.services.cases.list_cases import list_cases

    found = list_cases(read_settings(), kind)
    if json:
        print_document({"cases": [one.as_document() for one in found]})
    else:
        print_text(case_list_lines(found), [case_list_table(found)] if found else [])


def show(
    number: Number,
    file: Annotated[str, typer.Option(metavar="SHA256", help="Write an attached file.")] = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to.")] = "",
    json: Json = False,
) -> None:
    """One case: first line, lists of action, clock, what was left out, signatures."""
    if not file:
        tell(read_settings(), case_number(number), json=json, is_whole=True)
        return
    from pathlib import Path

    from traceability.errors import UsageError
    from traceability.services.cases.attach_file import attached_file

    if not output:
        raise UsageError("It is not said where the file goes.", hint="Add -o FILE.")
    data = attached_file(read_settings(), case_number(number), file)
    Path(output).write_bytes(data)
    print_text([f"{output} has the {len(data)} bytes of {file}."])


def scope(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    why: Annotated[str, typer.Option(help="Why it is frozen again.")],
    lot: MoreLots = [],  # noqa: B006 - Typer reads it, nobody changes it
    newest: Annotated[bool, typer.Option("--newest", help="On the snapshot in force now.")] = False,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Freeze the scope as a new version: on newer data, or with more lots; none ever leaves."""
    from traceability.services.cases.freeze_scope import freeze_scope

    settings, case_no = read_settings(), case_number(number)
    person = sign_in(settings, as_user)
    version = freeze_scope(settings, person, case_no, why=why, more=lot, is_newest=newest)
    if json:
        tell(settings, case_no, json=True)
    else:
        print_text([f"{case_name(case_no)}, scope v{version['version']}: {version['says']}."])


def change_kind(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    kind: Annotated[CaseKind, typer.Argument(help="What it is from now on.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    scheme: Annotated[str | None, typer.Option(help="Of the class: fda, cn_food, ...")] = None,
    class_value: Annotated[str | None, typer.Option("--class", help="Such as II.")] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Declare an investigation a stock recovery, a withdrawal or a recall, with its class."""
    from traceability.services.cases.change_kind import change_kind as change

    settings, case_no = read_settings(), case_number(number)
    person = sign_in(settings, as_user)
    change(
        settings,
        person,
        case_no,
        kind,
        reason=reason,
        class_scheme=scheme,
        class_value=class_value,
    )
    tell(settings, case_no, json=json)


def clock(
    number: Number,
    event: Annotated[ClockEvent | None, typer.Argument(help="T1 to T4.")] = None,
    note: Annotated[str, typer.Option(help="What stands beside it.")] = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Show the clock, or set an event of it now: T1 scope known to T4 balance closed."""
    from traceability.cli.tabulate_cases import clock_lines
    from traceability.services.cases.log_clock import log_clock
    from traceability.services.cases.show_case import case_document

    settings, case_no = read_settings(), case_number(number)
    if event is not None:
        log_clock(settings, sign_in(settings, as_user), case_no, event, note)
    document = case_document(settings, case_no)
    if json:
        names = ("clock", "pauses", "elapsed_seconds", "machine_seconds")
        print_document({name: document[name] for name in names})
    else:
        print_text(clock_lines(document))


def note(
    number: Number,
    what: Annotated[str, typer.Option(help="What was decided.")],
    basis: Annotated[str, typer.Option(help="On which ground.")] = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Add a decision to the log."""
    from traceability.services.cases.log_clock import note_decision

    settings, case_no = read_settings(), case_number(number)
    note_decision(settings, sign_in(settings, as_user), case_no, what, basis)
    tell(settings, case_no, json=json)


def pause(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why; every pause is shown.")],
    as_user: As = None,
    json: Json = False,
) -> None:
    """Stop the clock of a drill. The clock of anything real never stops."""
    from traceability.services.cases.pause_case import pause_case

    settings, case_no = read_settings(), case_number(number)
    pause_case(settings, sign_in(settings, as_user), case_no, reason)
    tell(settings, case_no, json=json)


def resume(number: Number, as_user: As = None, json: Json = False) -> None:
    """Let the clock of a drill run again."""
    from traceability.services.cases.pause_case import resume_case

    settings, case_no = read_settings(), case_number(number)
    resume_case(settings, sign_in(settings, as_user), case_no)
    tell(settings, case_no, json=json)


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    app["case"] = {
        "open": open_one,
        "list": list_all,
        "show": show,
        "scope": scope,
        "kind": change_kind,
        "clock": clock,
        "note": note,
        "pause": pause,
        "resume": resume,
        **END_VERBS,
        **HOLD_VERBS,
        **CONSIGNEE_VERBS,
    }
