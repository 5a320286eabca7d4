"""The verbs of drills: draw, run, score, plan, replay; actions because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.tables import many
from traceability.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.domain.actors import Person
    from traceability.domain.drills import Draw
    from traceability.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Case = Annotated[str, typer.Argument(metavar="NUMBER", help="The drill, such as C-12.")]
Seed = Annotated[str | None, typer.Option(help="Draws the same lot again; without it, any.")]
Way = Annotated[str | None, typer.Option(help="forward (bought lot) or backward (finished lot).")]
Family = Annotated[str | None, typer.Option(help="Product family, else one drawn by the seed.")]
Blind = Annotated[bool, typer.Option("--blind", help="Tell the lot when the drill starts.")]


def draw(  # noqa: PLR0917 - options of a verb are parameters
    seed: Seed = None,
    direction: Way = None,
    family: Family = None,
    blind: Blind = False,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Draw the lot of a drill that starts later; with --blind nobody is told which."""
    from traceability.cli.tabulate_drills import draw_lines
    from traceability.services.drills.draw_lot import draw_lot
    from traceability.services.drills.list_drills import draw_row

    settings = read_settings()
    person = sign_in(settings, as_user)
    found = draw_lot(
        settings, person, seed=seed, direction=direction, family=family, is_blind=blind
    )
    row = draw_row(found, is_started=False)
    if json:
        print_document({"draw": row})
    else:
        print_text(draw_lines(row))


def run(  # noqa: PLR0917 - options of a verb are parameters
    lot: Annotated[str | None, typer.Option(help="A lot of your choice, as in trace.")] = None,
    item: Annotated[str | None, typer.Option(help="Item of the lot.")] = None,
    drawn: Annotated[int | None, typer.Option("--draw", help="A draw that waits.")] = None,
    seed: Seed = None,
    direction: Way = None,
    family: Family = None,
    blind: Blind = False,
    reason: Annotated[str, typer.Option(help="Why this drill.")] = "",
    scenario: Annotated[str | None, typer.Option(help="What is played.")] = None,
    retest_of: Annotated[str | None, typer.Option(help="The failed drill it repeats.")] = None,
    unattended: Annotated[
        bool, typer.Option("--unattended", help="Request holds, set T1 to T4: nobody works on it.")
    ] = False,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Start a drill: open its case, freeze scope v1, start the clock."""
    from traceability.domain.cases import case_number
    from traceability.services.drills.start_drill import run_unattended, start_drill

    settings = read_settings()
    if sum(one is not None for one in (lot, drawn, seed)) > 1:
        raise UsageError(
            "--lot, --draw and --seed are three ways to find the lot.", hint="Name one of them."
        )
    if blind and (lot is not None or drawn is not None):
        raise UsageError(
            "A lot that is named is not blind.", hint="Leave --blind out, or draw the lot."
        )
    person = sign_in(settings, as_user)
    if drawn is not None:
        from traceability.services.drills.start_drill import draw_of

        found = draw_of(settings, drawn)
    else:
        found = _found(settings, person, lot, item, seed, direction, family, blind=blind)
    again = case_number(retest_of) if retest_of else None
    case_no = start_drill(
        settings, person, found, reason=reason, scenario=scenario, retest_of=again
    )
    if unattended:
        run_unattended(settings, person, case_no)
    _tell(settings, case_no, json=json)


def list_all(json: Json = False) -> None:
    """Drills with their results, and draws that wait; a blind draw keeps its lot."""
    from traceability.cli.tabulate_drills import drill_tables
    from traceability.services.drills.list_drills import list_drills

    found = list_drills(read_settings())
    if json:
        print_document(found.as_document())
    else:
        waiting = many(len(found.draws), "draw")
        count = f"{many(len(found.drills), 'drill')}, {waiting} to be started."
        print_text([count], drill_tables(found))


def show(number: Case, json: Json = False) -> None:
    """A drill with its first line and its score."""
    from traceability.domain.cases import case_number

    _tell(read_settings(), case_number(number), json=json)


def score(number: Case, json: Json = False) -> None:
    """The score of a drill, mark by mark."""
    from traceability.cli.tabulate_drills import score_lines
    from traceability.domain.cases import case_number

    document = _document(read_settings(), case_number(number))
    if json:
        told = {name: document["drill"][name] for name in ("difficulty", "score", "truth")}
        print_document({"case_no": document["case"]["case_no"], **told})
    else:
        print_text(score_lines(document))


def schedule(
    draw_lots: Annotated[
        bool, typer.Option("--draw", help="Draw a lot, blind, for everything that is due.")
    ] = False,
    within: Annotated[int, typer.Option(min=0, help="Due within so many days.")] = 0,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Which drills are due, by family and direction, retests among them."""
    from traceability.cli.tabulate_drills import schedule_lines, schedule_table
    from traceability.services.drills.list_drills import draw_row
    from traceability.services.drills.plan_drills import draw_due, plan_drills

    settings = read_settings()
    drawn: list[Draw] = []
    if draw_lots:
        drawn = draw_due(settings, sign_in(settings, as_user), within_days=within)
    found = plan_drills(settings)
    if json:
        rows = [draw_row(one, is_started=False) for one in drawn]
        print_document(found.as_document() | {"drawn": rows})
    else:
        told = [f"Draw {one.draw_no}: family {one.family}, {one.direction}." for one in drawn]
        tables = [schedule_table(found)] if found.due else []
        print_text([*schedule_lines(found), *told], tables)


def coverage(json: Json = False) -> None:
    """Which product families were drilled in 12 months, both ways, and whether they passed."""
    from traceability.cli.tabulate_drills import coverage_lines, coverage_table
    from traceability.services.drills.cover_families import cover_families

    found = cover_families(read_settings())
    if json:
        print_document(found.as_document())
    else:
        print_text(coverage_lines(found), [coverage_table(found)] if found.rows else [])


def replay(number: Case, json: Json = False) -> None:
    """Compute a signed drill or case anew and compare it with what was signed; 1 = it differs."""
    from traceability.cli.tabulate_drills import replay_lines
    from traceability.domain.cases import case_number
    from traceability.services.drills.replay_drill import replay_drill

    found = replay_drill(read_settings(), case_number(number))
    if json:
        print_document(found.as_document())
    else:
        print_text(replay_lines(found))
    if not found.is_same:
        raise typer.Exit(1)


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    from traceability.cli.action_verbs import capa

    app["drill"] = {
        "draw": draw,
        "run": run,
        "list": list_all,
        "show": show,
        "score": score,
        "schedule": schedule,
        "coverage": coverage,
        "replay": replay,
        "capa": capa,
    }


def _found(  # noqa: PLR0917 - three ways to a lot
    settings: Settings,
    person: Person,
    lot: str | None,
    item: str | None,
    seed: str | None,
    direction: str | None,
    family: str | None,
    *,
    blind: bool,
) -> Draw:
    from traceability.services.drills.draw_lot import choose_lot, draw_lot

    if lot is not None:
        return choose_lot(settings, person, lot, item=item, direction=direction, family=family)
    return draw_lot(settings, person, seed=seed, direction=direction, family=family, is_blind=blind)


def _document(settings: Settings, case_no: int) -> dict[str, Any]:
    from traceability.domain.cases import case_name
    from traceability.services.cases.show_case import case_document

    document = case_document(settings, case_no)
    if document["drill"] is None:
        raise NotFoundError(
            f"{case_name(case_no)} was not started as a drill.",
            hint="`lotline drill list` names those that were.",
        )
    return document


def _tell(settings: Settings, case_no: int, *, json: bool) -> None:
    from traceability.cli.name_next_step import next_step
    from traceability.cli.tabulate_drills import score_lines

    document = _document(settings, case_no)
    if json:
        print_document({name: document[name] for name in ("case", "first_line", "drill")})
        return
    said = str(document["first_line"]["says"])
    print_text([said, *score_lines(document), *next_step(document)])
