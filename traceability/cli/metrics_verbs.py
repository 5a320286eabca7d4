"""The verb of figures: how complete the genealogy is, and how that changes from build to build."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable


class By(StrEnum):
    """What figures are laid out by."""

    SITE = "site"
    LINE = "line"
    SHIFT = "shift"
    FAMILY = "family"
    PERIOD = "period"


def metrics(
    by: Annotated[By | None, typer.Option(help="Lay the figures out by this.")] = None,
    trend: Annotated[
        bool, typer.Option("--trend", help="The figures of every build, pruned ones too.")
    ] = False,
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """How complete and sure the genealogy is: numerator, denominator and what is assessable."""
    from traceability.cli.tabulate_metrics import metric_lines, metric_table
    from traceability.services.list_metrics import list_metrics

    found = list_metrics(
        read_settings(), by=None if by is None else str(by), trend=trend, snapshot_id=snapshot
    )
    if json:
        print_document(found.as_document())
    else:
        print_text(metric_lines(found), [metric_table(found)])


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add this verb to the command."""
    app["metrics"] = metrics
