"""The verbs of a case that persons answer for: leave out, hold too, attach, sign, close, abort."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.case_options import Json, Number, tell
from traceability.cli.print_outcome import print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.cases import Outcome, case_name, case_number

if TYPE_CHECKING:
    from collections.abc import Callable


class What(StrEnum):
    """What a signature is for."""

    CLOSING = "closing"
    LISTS = "lists"


Lines = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[LINE...]", help="Ids of lines, or a lot, order, delivery or customer."
    ),
]
ByTime = Annotated[
    bool, typer.Option("--by-time", help="Every lot that the clock alone leaves out.")
]
Proposals = Annotated[
    list[int] | None, typer.Argument(metavar="[PROPOSAL...]", help="All that wait otherwise.")
]
For = Annotated[str | None, typer.Option("--for", metavar="APPROVER", help="Whose deputy you are.")]


def leave_out(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    lines: Lines = None,
    reason: Annotated[str, typer.Option(help="Why nothing speaks for them.")] = "",
    by_time: ByTime = False,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Propose to leave lines out whose record is missing, or that time excludes."""
    from traceability.services.cases.leave_out import leave_out as propose

    settings, case_no = read_settings(), case_number(number)
    person = sign_in(settings, as_user)
    found = propose(settings, person, case_no, lines or [], reason, all_by_time=by_time)
    if json:
        tell(settings, case_no, json=True)
        return
    name = case_name(case_no)
    numbers = ", ".join(map(str, found))
    print_text(
        [
            f"{name}: proposals {numbers} wait for a second person. Until then the lines stay.",
            f"  lotline case approve {name} --as USER",
        ]
    )


def approve(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    proposals: Proposals = None,
    reason: Annotated[str, typer.Option(help="What stands beside it.")] = "",
    behalf: For = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Approve that lines are left out which somebody else proposed."""
    _decide(number, proposals, reason, behalf, as_user, is_approved=True, json=json)


def refuse(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    reason: Annotated[str, typer.Option(help="Why they stay on the lists.")],
    proposals: Proposals = None,
    behalf: For = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Refuse that lines are left out."""
    _decide(number, proposals, reason, behalf, as_user, is_approved=False, json=json)


def hold_too(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    lines: Lines = None,
    reason: Annotated[str, typer.Option(help="What stands beside it.")] = "",
    by_time: ByTime = False,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Put lines back on the lists: left out, proposed for it, or excluded by time."""
    from traceability.services.cases.hold_too import hold_too as hold

    settings, case_no = read_settings(), case_number(number)
    person = sign_in(settings, as_user)
    hold(settings, person, case_no, lines or [], reason, all_by_time=by_time)
    tell(settings, case_no, json=json)


def attach(
    number: Number,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="It is kept with its hash.")],
    note: Annotated[str, typer.Option(help="What it is.")] = "",
    as_user: As = None,
    json: Json = False,
) -> None:
    """Attach a file, such as a laboratory's report."""
    from traceability.services.cases.attach_file import attach_file

    settings, case_no = read_settings(), case_number(number)
    digest = attach_file(settings, sign_in(settings, as_user), case_no, file, note)
    if json:
        tell(settings, case_no, json=True)
        return
    print_text([f"{case_name(case_no)} keeps {file.name}, SHA-256 {digest}."])


def sign(
    number: Number,
    what: Annotated[What, typer.Option(help="The closing, or the lists as they stand.")] = (
        What.CLOSING
    ),
    behalf: For = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Sign as an approver what the lead closed, which ends the case; or the lists, alone."""
    from traceability.services.cases.sign_case import approve_closing, sign_lists

    settings, case_no = read_settings(), case_number(number)
    person = sign_in(settings, as_user)
    if what is What.LISTS:
        sign_lists(settings, person, case_no)
    else:
        approve_closing(settings, person, case_no, behalf)
    tell(settings, case_no, json=json)


def close(
    number: Number,
    outcome: Annotated[Outcome, typer.Option(help="What became of the goods.")],
    reason: Annotated[str, typer.Option(help="On which ground.")],
    as_user: As = None,
    json: Json = False,
) -> None:
    """State the outcome and sign as the lead; an approver then signs."""
    from traceability.services.cases.sign_case import close_case

    settings, case_no = read_settings(), case_number(number)
    close_case(settings, sign_in(settings, as_user), case_no, outcome, reason)
    tell(settings, case_no, json=json)


def abort(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why.")],
    as_user: As = None,
    json: Json = False,
) -> None:
    """End a drill without a result; its log stays."""
    from traceability.services.cases.abort_case import abort_case

    settings, case_no = read_settings(), case_number(number)
    abort_case(settings, sign_in(settings, as_user), case_no, reason)
    tell(settings, case_no, json=json)


def _decide(
    number: str,
    proposals: list[int] | None,
    reason: str,
    behalf: str | None,
    as_user: str | None,
    *,
    is_approved: bool,
    json: bool,
) -> None:
    from traceability.services.cases.leave_out import decide_exclusions

    settings, case_no = read_settings(), case_number(number)
    found = decide_exclusions(
        settings,
        sign_in(settings, as_user),
        case_no,
        proposals or (),
        is_approved=is_approved,
        reason=reason,
        behalf=behalf,
    )
    if json:
        tell(settings, case_no, json=True)
        return
    word = "approved: the lines are left out" if is_approved else "refused: the lines stay"
    print_text([f"{case_name(case_no)}: {', '.join(map(str, found))} {word}."])


END_VERBS: dict[str, Callable[..., None]] = {
    "leave-out": leave_out,
    "approve": approve,
    "refuse": refuse,
    "hold-too": hold_too,
    "attach": attach,
    "close": close,
    "sign": sign,
    "abort": abort,
}
