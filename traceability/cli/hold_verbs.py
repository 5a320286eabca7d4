"""The verbs of holds: ask for them, see them, release them; what was said by telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.case_options import Json, Number, tell
from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.cases import case_name, case_number
from traceability.domain.holds import ReleaseGround
from traceability.domain.tables import many
from traceability.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.domain.actors import Person
    from traceability.settings import Settings

Site = Annotated[str | None, typer.Option(help="Only this site.")]
Lines = Annotated[
    list[str] | None,
    typer.Argument(metavar="[LINE...]", help="Ids of lines, or a lot, order, delivery or unit."),
]
Reason = Annotated[str, typer.Option(help="Why.")]


def hold(number: Number, site: Site = None, as_user: As = None, json: Json = False) -> None:
    """Sign hold and stop requests for all that was not asked for yet: one file for each site."""
    from traceability.cli.tabulate_holds import requested_document, requested_lines
    from traceability.services.cases.request_holds import request_holds

    settings, case_no = read_settings(), case_number(number)
    found = request_holds(settings, sign_in(settings, as_user), case_no, site)
    if json:
        print_document({"requested": requested_document(found)})
    else:
        print_text(requested_lines(found, case_name(case_no)))


def holds(
    number: Number,
    write: Annotated[bool, typer.Option("--write", help="Write files that are not there.")] = False,
    json: Json = False,
) -> None:
    """What was asked of each site, what moved since, what waits to be released."""
    from traceability.cli.tabulate_holds import holds_lines, holds_tables
    from traceability.services.cases.follow_up import say_follow_ups
    from traceability.services.cases.keep_requests import publish_requests, request_folder
    from traceability.services.cases.show_case import case_document

    settings, case_no = read_settings(), case_number(number)
    written = publish_requests(settings, case_no) if write else []
    document = case_document(settings, case_no)
    if json:
        names = ("holds", "releases")
        print_document({name: document[name] for name in names} | {"written": written})
        return
    lines = [f"Wrote {request_folder(settings, case_no) / name}." for name in written]
    lines += [*holds_lines(document), *say_follow_ups(settings, case_no)]
    print_text(lines, holds_tables(document))


def release(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    lines: Lines = None,
    ground: Annotated[ReleaseGround | None, typer.Option(help="What became of it.")] = None,
    reason: Reason = "",
    site: Site = None,
    fallen_out: Annotated[
        bool, typer.Option("--fallen-out", help="What the scope no longer names.")
    ] = False,
    all_held: Annotated[bool, typer.Option("--all", help="All that is held.")] = False,
    approve: Annotated[int | None, typer.Option(metavar="NO", help="As an approver.")] = None,
    refuse: Annotated[int | None, typer.Option(metavar="NO", help="As an approver.")] = None,
    behalf: Annotated[
        str | None, typer.Option("--for", metavar="APPROVER", help="Whose deputy you are.")
    ] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Propose that goods are free again; a second person approves it, which writes the files."""
    from traceability.services.cases.release_holds import Chosen, propose_release

    if approve is not None and refuse is not None:
        raise UsageError("A release is approved or refused.", hint="Give one of the two numbers.")
    settings, case_no = read_settings(), case_number(number)
    person = sign_in(settings, as_user)
    decided = approve if approve is not None else refuse
    if decided is not None:
        _decide(settings, person, case_no, decided, approve is not None, reason, behalf, json)
        return
    if ground is None:
        grounds = ", ".join(ReleaseGround)
        raise UsageError("It is not said what became of it.", hint=f"Add --ground: {grounds}.")
    chosen = Chosen(tuple(lines or ()), site, fallen_out, all_held)
    release_no = propose_release(settings, person, case_no, chosen, ground=ground, reason=reason)
    if json:
        tell(settings, case_no, json=True)
        return
    name = case_name(case_no)
    print_text(
        [
            f"Release {release_no} of {name} waits for an approver: nothing is free yet.",
            f"lotline case release {name} --approve {release_no} --as APPROVER",
        ]
    )


def telephone(  # noqa: PLR0917 - options of a verb are parameters
    number: Number,
    asked: Annotated[str, typer.Option(help="The site, source or carrier.")],
    answer: Annotated[str, typer.Option(help="What was said.")],
    question: Annotated[str, typer.Option(help="What was asked.")] = "",
    spoke_with: Annotated[str, typer.Option(help="Who said it.")] = "",
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When; now otherwise.")] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Keep what a site or a carrier said of the time since the records end."""
    from traceability.services.cases.answer_by_telephone import (
        TelephoneAnswer,
        answer_by_telephone,
    )
    from traceability.services.cases.notify_consignees import told_instant

    settings, case_no = read_settings(), case_number(number)
    told = TelephoneAnswer(asked, answer, question, spoke_with, told_instant(at, settings))
    kept = answer_by_telephone(settings, sign_in(settings, as_user), case_no, told)
    if json:
        tell(settings, case_no, json=True)
    else:
        print_text([f"Answer {kept} is kept with {case_name(case_no)}; the scope is as it was."])


def _decide(  # noqa: PLR0917 - options of a verb are parameters
    settings: Settings,
    person: Person,
    case_no: int,
    release_no: int,
    is_approved: bool,
    reason: str,
    behalf: str | None,
    json: bool,
) -> None:
    from traceability.services.cases.keep_requests import request_folder
    from traceability.services.cases.release_holds import decide_release

    files = decide_release(
        settings,
        person,
        case_no,
        release_no,
        is_approved=is_approved,
        reason=reason,
        behalf=behalf,
    )
    if json:
        tell(settings, case_no, json=True)
        return
    folder = request_folder(settings, case_no)
    word = "approved" if is_approved else "refused: all stays as it was"
    told = [
        f"{folder / one.file_name}: {many(one.line_count, 'line')} to release." for one in files
    ]
    print_text([f"Release {release_no} of {case_name(case_no)} is {word}.", *told])


HOLD_VERBS: dict[str, Callable[..., None]] = {
    "hold": hold,
    "holds": holds,
    "release": release,
    "telephone": telephone,
}
