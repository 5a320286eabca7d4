"""The outer verbs that run the pipeline: `lotline build` and `lotline demo`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.domain.scope import Direction
from traceability.settings import from_env

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot

_STEPS = {
    "landing": "showing the landed extracts to the warehouse",
    "transform": "assembling the genealogy (dbt)",
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
    data: Annotated[str, typer.Option(help="Which example: tryton_food.")] = "tryton_food",
) -> None:
    """Load an example plant, build it and trace one raw lot to its customers."""
    from orchestration.demonstrate import load_example
    from traceability.cli.print_outcome import print_text
    from traceability.services.tabulate_trace import headline, tables
    from traceability.services.trace_lot import trace_lot

    settings = from_env()
    lot = load_example(settings, data, _publish)
    answer = trace_lot(settings, [lot], direction=Direction.FORWARD)
    print_text(headline(answer), tables(answer))
    asked = answer.question.lots[0]
    print_text(["", f"Ask it again: lotline trace forward {asked.item_code}:{asked.lot_code}"])


def _publish(settings: Settings) -> Snapshot:
    from orchestration.transform import dbt_transform
    from traceability.services.publish_snapshot import publish_snapshot

    return publish_snapshot(settings, dbt_transform(settings, _dbt_line), _say)


def _say(step: str) -> None:
    sys.stderr.write(f"lotline: {_STEPS[step]}\n")
    sys.stderr.flush()


def _dbt_line(line: str) -> None:
    """Show dbt's progress on a terminal only: one line that overwrites itself."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K  {line[:100]}")
        sys.stderr.flush()
