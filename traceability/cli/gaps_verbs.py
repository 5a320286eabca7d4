"""The verbs of missing links and of findings: what to mend first, and who mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.domain.finding_life import FindingLife

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
FindingId = Annotated[str, typer.Argument(metavar="FINDING", help="Its id, from `check --rule`.")]


def gaps(  # noqa: PLR0917 - options of a verb are parameters
    rule: Annotated[str | None, typer.Option(help="Only this rule, such as LK-01.")] = None,
    site: Annotated[str | None, typer.Option(help="Only what lies at this site.")] = None,
    rows: Annotated[int, typer.Option(min=0, help="How many links are listed.")] = 20,
    candidates: Annotated[int, typer.Option(min=0, help="Candidates listed of each link.")] = 3,
    names: Annotated[
        int, typer.Option(min=0, help="Lots, customers and deliveries named of each link.")
    ] = 3,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id.")] = None,
    json: Json = False,
) -> None:
    """Which missing link to fill first: what hangs on it, and how far the scope would shrink."""
    from traceability.cli.tabulate_gaps import gap_lines, gap_tables
    from traceability.services.list_gaps import list_gaps

    found = list_gaps(read_settings(), rule=rule, site=site, limit=rows, snapshot_id=snapshot)
    if json:
        print_document(found.as_document())
    else:
        print_text(gap_lines(found), gap_tables(found, candidates, names))


def list_lives(
    state: Annotated[
        str | None, typer.Option(help="new, in_work, accepted, resolved or all.")
    ] = None,
    owner: Annotated[str | None, typer.Option(help="Only those of a user or a team.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those past their day.")] = False,
    json: Json = False,
) -> None:
    """Findings with owner, due date and state; without --state those that wait or are in work."""
    from traceability.cli.tabulate_gaps import life_lines, life_table
    from traceability.services.list_finding_lives import list_finding_lives

    found = list_finding_lives(read_settings(), state=state, owner=owner, overdue=overdue)
    if json:
        print_document(found.as_document())
    else:
        print_text(life_lines(found), [life_table(found)] if found.lives else [])


def take(finding: FindingId, as_user: As = None, json: Json = False) -> None:
    """Take a finding into work; whoever takes it owns it."""
    from traceability.services.work_on_finding import take_finding

    settings = read_settings()
    _tell(take_finding(settings, sign_in(settings, as_user), finding), json=json)


def accept(
    finding: FindingId,
    reason: Annotated[str, typer.Option(help="Why it may stay.")],
    until: Annotated[str, typer.Option(help="The last day on which it may, as 2027-01-31.")],
    as_user: As = None,
    json: Json = False,
) -> None:
    """Let a finding stay for a while, with a reason; then it is new again."""
    from traceability.services.work_on_finding import accept_finding

    settings = read_settings()
    person = sign_in(settings, as_user)
    _tell(accept_finding(settings, person, finding, reason=reason, until=until), json=json)


def assign(
    finding: FindingId,
    owner: Annotated[str, typer.Option(help="A user or a team.")],
    due: Annotated[str | None, typer.Option(help="Another due date, as 2027-01-31.")] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Give a finding to a user or a team."""
    from traceability.services.work_on_finding import assign_finding

    settings = read_settings()
    person = sign_in(settings, as_user)
    _tell(assign_finding(settings, person, finding, owner=owner, due=due), json=json)


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    app["gaps"] = gaps
    app["finding"] = {"list": list_lives, "take": take, "accept": accept, "assign": assign}


def _tell(life: FindingLife, *, json: bool) -> None:
    if json:
        print_document({"finding": life})
        return
    until = f" until {life.accepted_until}" if life.accepted_until else ""
    due = f", due {life.due_date}" if life.due_date else ""
    state = str(life.state).replace("_", " ")
    print_text([f"{life.finding_id}: {state}{until}, owner {life.owner or 'nobody'}{due}."])
