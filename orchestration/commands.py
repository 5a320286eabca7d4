"""The outer verbs that run the pipeline: `lotline build`, `lotline demo`, `lotline orchestrate`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.domain.scope import Direction
from traceability.settings import from_env

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot

_STEPS = {
    "prepare": "preparing the build",
    "landing": "showing the landed extracts to the warehouse",
    "models": "assembling the genealogy (dbt)",
    "expectations": "judging the tables (Great Expectations)",
    "index": "writing the genealogy index",
    "publish": "publishing the snapshot",
    "point": "putting the snapshot in force",
}


def build(
    full_refresh: Annotated[
        bool,
        typer.Option("--full-refresh", help="Rebuild every month (so far every build does)."),
    ] = False,
) -> None:
    """Assemble the warehouse from what is landed and publish a snapshot."""
    del full_refresh  # every model is rebuilt whole until models are incremental
    snapshot = _publish(from_env())
    typer.echo(f"Snapshot {snapshot.id} is in force: {snapshot.folder}")


def demo(
    data: Annotated[
        str,
        typer.Option(
            help="Which example: tryton_food, or simulated plants: food, pharma, electronics."
        ),
    ] = "tryton_food",
    seed: Annotated[int, typer.Option(help="Another seed simulates other plants.")] = 1,
    size: Annotated[
        str,
        typer.Option(help="How much is simulated: s (one plant), m (ten), l (two million rows)."),
    ] = "s",
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Do not end by serving the web app.")
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the web app; 0 takes any free one.")
    ] = 8501,
) -> None:
    """Load an example plant, build it, trace one raw lot to its customers, serve the app."""
    from orchestration.dbt_project_files import parsing_project
    from orchestration.demonstrate import Demo, load_example
    from traceability.cli.print_outcome import print_text
    from traceability.services.tabulate_trace import headline, tables
    from traceability.services.trace_lot import trace_lot

    settings = from_env()
    with parsing_project(settings) as finish:
        what = Demo(data, seed, size)
        lot = load_example(settings, what, lambda home: _publish_parsed(home, finish))
    answer = trace_lot(settings, [lot], direction=Direction.FORWARD)
    print_text(headline(answer), tables(answer))
    asked = answer.question.lots[0]
    print_text(["", f"Ask it again: lotline trace forward {asked.item_code}:{asked.lot_code}"])
    if not no_serve:
        from app.commands import serve

        serve(port=port)


def orchestrate(
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Port of the pipeline's page on 127.0.0.1.")
    ] = 3000,
) -> None:
    """Land what is dropped, build every night, show every run on a page. Until Ctrl-C."""
    from orchestration.watch_house import watch_house

    watch_house(from_env(), port, _echo)


def _publish(settings: Settings) -> Snapshot:
    from orchestration.dbt_project_files import parsing_project

    with parsing_project(settings) as finish:
        return _publish_parsed(settings, finish)


def _publish_parsed(settings: Settings, finish: Callable[[], Path]) -> Snapshot:
    """Build, when the models are parsed; the scheduler is loaded meanwhile."""
    _say("prepare")
    from orchestration.run_build import run_build

    finish()
    return run_build(settings, announce=_say, tell=_dbt_line)


def _say(step: str) -> None:
    if step in _STEPS:
        _clear_line()
        sys.stderr.write(f"lotline: {_STEPS[step]}\n")
        sys.stderr.flush()


def _echo(line: str) -> None:
    typer.echo(line)
    sys.stdout.flush()


def _dbt_line(line: str) -> None:
    """Show dbt's progress on a terminal only: one line that overwrites itself."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K  {line[:100]}")
        sys.stderr.flush()


def _clear_line() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[2K")
