"""The verb of corrective and preventive actions because of drills and cases."""

from __future__ import annotations

from typing import Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.errors import UsageError

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def capa(  # noqa: PLR0917 - options of a verb are parameters
    act: Annotated[str, typer.Argument(metavar="ACT", help="list, plan, done or check.")] = "list",
    number: Annotated[
        str | None, typer.Argument(help="plan: of the case; done, check: of the action.")
    ] = None,
    what: Annotated[str, typer.Option(help="plan: what is to be done.")] = "",
    owner: Annotated[str, typer.Option(help="plan: the user who has it.")] = "",
    due: Annotated[str, typer.Option(help="plan: until when, such as 2026-01-31.")] = "",
    note: Annotated[str, typer.Option(help="done, check: what was done or found.")] = "",
    effective: Annotated[
        bool | None, typer.Option("--effective/--not-effective", help="check: did it help?")
    ] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Actions because of a drill or case: owner, due date, done, and a check by somebody else."""
    from traceability.cli.tabulate_drills import action_lines, action_table
    from traceability.domain.cases import case_number
    from traceability.services.drills import keep_actions
    from traceability.services.drills.list_actions import list_actions

    settings = read_settings()
    if act == "list":
        found = list_actions(settings, case_number(number) if number else None)
        if json:
            print_document(found.as_document())
        else:
            print_text(action_lines(found), [action_table(found)] if found.actions else [])
        return
    if act not in {"plan", "done", "check"} or number is None:
        raise UsageError(
            "An action is listed, planned, done or checked.",
            hint="lotline drill capa list | plan CASE | done NUMBER | check NUMBER",
        )
    person = sign_in(settings, as_user)
    if act == "plan":
        case_no = case_number(number)
        row = keep_actions.plan_action(
            settings, person, case_no, what=what, owner=owner, due_on=due
        )
    elif act == "done":
        row = keep_actions.finish_action(settings, person, _action(number), note)
    elif effective is None:
        raise UsageError("A check says whether it helped.", hint="--effective or --not-effective")
    else:
        row = keep_actions.check_action(
            settings, person, _action(number), note, is_effective=effective
        )
    if json:
        print_document({"action": row})
    else:
        print_text([f"Action {row['action_no']} of {row['owner']} is {row['state']}."])


def _action(text: str) -> int:
    if not text.isdecimal():
        raise UsageError(
            f"{text} is no number of an action.", hint="See `lotline drill capa list`."
        )
    return int(text)
