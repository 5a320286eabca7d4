"""`lotline`: reads the command line; each verb calls one service and prints what it says.

Verbs of other packages register under the entry points `lotline.commands` and are loaded when
they are called. Nothing heavy is imported here: a trace must cost little more than its parser.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from traceability import __version__
from traceability.cli.coerce_option import coerce_plainly
from traceability.cli.load_outer_verb import OUTER_VERBS, outer_verb
from traceability.cli.print_outcome import print_document, print_error, print_text
from traceability.domain.scope import Direction, Scope
from traceability.errors import LotlineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Item = Annotated[str | None, typer.Option(help="Only lots of this item.")]
Snapshot = Annotated[str | None, typer.Option(help="A snapshot's id, instead of the one in force.")]


def trace(  # noqa: PLR0917 - options of a verb are parameters
    direction: Annotated[Direction, typer.Argument(help="Where it went, came from, or both.")],
    lots: Annotated[
        list[str],
        typer.Argument(
            metavar="LOT",
            help="A printed code, ITEM:LOT, a lot_id, a GS1 scan, order:, delivery:, receipt:, "
            "supplier-lot:, serial: + CODE, or machine:, operator:, line:, item: + CODE@FROM..TO.",
        ),
    ],
    item: Item = None,
    scope: Annotated[Scope, typer.Option(help="The weakest link to admit.")] = Scope.PROBABLE,
    with_parts: Annotated[
        str, typer.Option("--with", help="operations,parameters,inspections,events,links")
    ] = "",
    where: Annotated[
        list[str] | None, typer.Option(help="site=CODE: list only what concerns a site.")
    ] = None,
    snapshot: Snapshot = None,
    json: Json = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to FILE.csv or FILE.json.")
    ] = None,
) -> None:
    """Tell where a lot went (forward), or where it came from (backward)."""
    from traceability.domain.questions import site_asked
    from traceability.services.trace_lot import trace_lot

    if output is not None:
        from traceability.services.export_trace import check_export, export_trace

        check_export(output)
    answer = trace_lot(
        _settings(),
        lots,
        direction=direction,
        scope=scope,
        item=item,
        with_parts=tuple(part.strip() for part in with_parts.split(",") if part.strip()),
        site=site_asked(where or ()),
        snapshot_id=snapshot,
    )
    if output is not None:
        export_trace(answer, output)
        sys.stderr.write(f"Written to {output}.\n")
    if json:
        print_document(answer.as_document())
    else:
        from traceability.services.tabulate_trace import headline, tables

        print_text(headline(answer), () if output else tables(answer))


def why(
    lot: Annotated[str, typer.Argument(metavar="LOT", help="A lot, as in trace.")],
    target: Annotated[
        str, typer.Argument(help="A lot, or customer:CODE, delivery:CODE, order:CODE.")
    ],
    item: Item = None,
    snapshot: Snapshot = None,
    json: Json = False,
) -> None:
    """Why is it in the answer: the path between two things, record by record."""
    from traceability.services.explain_path import explain_path, explanation_lines

    found = explain_path(_settings(), lot, target, item=item, snapshot_id=snapshot)
    if json:
        print_document(found.as_document())
    else:
        print_text(explanation_lines(found))


def find(
    text: Annotated[str, typer.Argument(metavar="TEXT|SCAN", help="A piece of a code or name.")],
    limit: Annotated[int, typer.Option(min=1, help="Codes listed of each kind.")] = 100,
    snapshot: Snapshot = None,
    json: Json = False,
) -> None:
    """Find lots, orders, deliveries, receipts, items and partners by a piece of their name."""
    from traceability.services.find_lot import find_lot, findings_lines, findings_table

    found = find_lot(_settings(), text, limit=limit, snapshot_id=snapshot)
    if json:
        print_document(found.as_document())
    else:
        print_text(findings_lines(found), [findings_table(found)])


def status(json: Json = False) -> None:
    """What is in force, how old each source is, what lies unbuilt or rejected."""
    from traceability.cli.tabulate_house import status_lines, status_tables
    from traceability.services.report_status import report_status

    found = report_status(_settings())
    if json:
        print_document({"status": found})
    else:
        print_text(status_lines(found), status_tables(found))


def doctor(json: Json = False) -> None:
    """Verify everything Lotline wrote: loads, counts, kept bytes, snapshots. Exit 1 on faults."""
    from traceability.cli.tabulate_house import examination_lines
    from traceability.services.examine_house import examine_house

    found = examine_house(_settings())
    if json:
        print_document({"examinations": found})
    else:
        print_text(examination_lines(found))
    if any(examination.faults for examination in found):
        raise typer.Exit(1)


def list_snapshots(json: Json = False) -> None:
    """All snapshots, oldest first."""
    from traceability.cli.tabulate_house import snapshot_table
    from traceability.services.list_snapshots import list_snapshots as listed

    found = listed(_settings())
    if json:
        print_document({"snapshots": found})
    else:
        print_text([], [snapshot_table(found)])


def pin_snapshot(snapshot: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Keep a snapshot for ever."""
    from traceability.services.list_snapshots import pin_snapshot as pin

    pin(_settings(), snapshot)
    print_text([f"Snapshot {snapshot} is pinned."])


def prune_snapshots(
    keep: Annotated[int | None, typer.Option(min=0, help="How many unpinned ones stay.")] = None,
) -> None:
    """Remove the oldest snapshots; pinned ones and the one in force stay."""
    from traceability.services.list_snapshots import prune_snapshots as prune

    print_text([f"Removed {name}." for name in prune(_settings(), keep)] or ["Nothing to remove."])


VERBS: dict[str, Callable[..., None] | dict[str, Callable[..., None]]] = {
    "trace": trace,
    "why": why,
    "find": find,
    "status": status,
    "doctor": doctor,
    "snapshot": {"list": list_snapshots, "pin": pin_snapshot, "prune": prune_snapshots},
}
GROUP_HELP = {"snapshot": "List, pin and prune snapshots."}


class LazyVerbs(TyperGroup):
    """Builds the parser of a verb, and loads the code of outer verbs, when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the parser's signature
        """Names of all verbs."""
        return [*VERBS, *OUTER_VERBS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - same
        """The parser of one verb, None when there is none of that name."""
        verb = VERBS.get(cmd_name) or outer_verb(cmd_name)
        return None if verb is None else _parser(cmd_name, verb)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - same
        """The verbs with one line each; no outer verb is imported for it."""
        told = {name: (verb.__doc__ or "").partition("\n")[0] for name, verb in VERBS.items()}
        with formatter.section("Commands"):
            formatter.write_dl([*(told | GROUP_HELP | OUTER_VERBS).items()])


def main() -> None:
    """Run the command line and leave with the exit code that fits the outcome."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    as_document = "--json" in arguments
    try:
        done = _root().main(arguments, prog_name="lotline", standalone_mode=False)
    except typer.TyperException as error:
        show = getattr(error, "show", None)
        if as_document or show is None:
            return print_error(UsageError(str(error), hint="Try `lotline --help`."), as_document)
        show()  # the parser's own words, with the usage line
        return UsageError.exit_code
    except LotlineError as error:
        return print_error(error, as_document)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:  # noqa: BLE001 - the last door: no traceback reaches a user
        return print_error(_recorded(error), as_document)
    return done if isinstance(done, int) else 0


def _recorded(error: Exception) -> LotlineError:
    from traceability.cli.record_failure import record_failure

    try:
        return record_failure(error, _settings().home / "logs")
    except LotlineError as refusal:
        return refusal


def _root() -> Any:
    verbs = _app(cls=LazyVerbs)
    verbs.callback()(_lotline)
    return coerce_plainly(get_command(verbs))


def _print_version(wanted: bool) -> None:
    if wanted:
        print_text([f"lotline {__version__}"])
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version),
]


def _lotline(version: Version = False) -> None:
    """Lot traceability: where it went, where it came from, how sure we are."""


def _parser(name: str, verb: Any) -> Any:
    """The parser of a verb: ours coerce plainly, others as they were written."""
    if isinstance(verb, typer.Typer):
        return get_command(verb)
    app = _app(help=GROUP_HELP.get(name))
    parts = verb if isinstance(verb, dict) else {name: verb}
    for part, function in parts.items():
        app.command(part)(function)
    parser = get_command(app)
    return coerce_plainly(parser) if name in VERBS else parser


def _app(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        **settings,
    )


def _settings() -> Settings:
    from traceability.settings import from_env

    try:
        return from_env()
    except ValueError as error:
        raise UsageError(
            f"A setting LOTLINE_... is not a number: {error}.", hint="See docs/settings.md."
        ) from error
