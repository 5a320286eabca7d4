"""Run the command line: one parser, in which a verb is built and loaded when it is called."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from traceability import __version__
from traceability.cli.area_verbs import AREAS, area_help, area_verb
from traceability.cli.coerce_option import coerce_plainly
from traceability.cli.load_outer_verb import OUTER_VERBS, outer_verb
from traceability.cli.print_outcome import print_error, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.verbs import GROUP_HELP, VERBS
from traceability.errors import LotlineError, UsageError


class LazyVerbs(TyperGroup):
    """Builds the parser of a verb, and loads the code of areas and outer verbs, when called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the parser's signature
        """Names of all verbs."""
        return [*VERBS, *AREAS, *OUTER_VERBS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - same
        """The parser of one verb, None when there is none of that name."""
        verb = VERBS.get(cmd_name) or area_verb(cmd_name) or outer_verb(cmd_name)
        return None if verb is None else _parser(cmd_name, verb)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - same
        """The verbs with one line each; no outer verb is imported for it."""
        told = {name: (verb.__doc__ or "").partition("\n")[0] for name, verb in VERBS.items()}
        with formatter.section("Commands"):
            areas = {name: area_help(name) for name in AREAS}
            formatter.write_dl([*(told | GROUP_HELP | areas | OUTER_VERBS).items()])


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
    from traceability.services.record_failure import record_failure

    try:
        return record_failure(error, read_settings().home / "logs")
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
    told = area_help(name) if name in AREAS else GROUP_HELP.get(name)
    app = _app(help=told)
    parts = verb if isinstance(verb, dict) else {name: verb}
    for part, function in parts.items():
        app.command(part)(function)
    parser = get_command(app)
    return coerce_plainly(parser) if name in VERBS or name in AREAS else parser


def _app(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        **settings,
    )
