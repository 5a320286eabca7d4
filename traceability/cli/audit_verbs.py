"""The verbs of the periodic audit: draw, hand out a sheet, take it in, show the error rate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.cli.sign_in import As, sign_in
from traceability.domain.record_audits import AuditPeriod

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.services.audit_records import AuditReport

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="From `lotline audit list`.")]


def draw(  # noqa: PLR0917 - options of a verb are parameters
    period: Annotated[AuditPeriod, typer.Option(help="The last whole week or month.")],
    size: Annotated[int, typer.Option(min=1, help="How many orders.")] = 10,
    seed: Annotated[str | None, typer.Option(help="Draw as this seed says.")] = None,
    day: Annotated[str | None, typer.Option(help="As if today were this day.")] = None,
    as_user: As = None,
    json: Json = False,
) -> None:
    """Draw orders by lot, every line and shift in its turn; the seed is kept."""
    from traceability.services.audit_records import draw_audit

    settings = read_settings()
    person = sign_in(settings, as_user)
    _tell(draw_audit(settings, person, period, size=size, seed=seed, day=day), json=json)


def sheet(
    number: Number,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
) -> None:
    """Write the sheet to fill in beside paper or screen (CSV)."""
    from traceability.services.audit_records import show_audit
    from traceability.services.audit_sheets import write_sheet

    count = write_sheet(output, show_audit(read_settings(), number).entries)
    print_text(
        [
            f"{output}: {count} fields to compare.",
            "Fill in verdict (same, differs, no_paper) and, where it differs, what you see.",
            "What stands on paper alone: a row without entry_no, with order, record, field, seen.",
        ]
    )


def enter(
    number: Number,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The filled sheet.")],
    as_user: As = None,
    json: Json = False,
) -> None:
    """Take in a filled sheet, under your name."""
    from traceability.services.audit_records import enter_audit
    from traceability.services.audit_sheets import read_sheet

    settings = read_settings()
    person = sign_in(settings, as_user)
    _tell(enter_audit(settings, person, number, read_sheet(file)), json=json)


def show(number: Number, json: Json = False) -> None:
    """One audit: error rate with its interval, beside the computed completeness."""
    from traceability.services.audit_records import show_audit

    _tell(show_audit(read_settings(), number), json=json)


def list_all(json: Json = False) -> None:
    """All audits with their error rates."""
    from traceability.cli.tabulate_audits import audit_table
    from traceability.services.audit_records import list_audits, rate_document

    found = list_audits(read_settings())
    if json:
        told = [{"audit": audit, "rate": rate_document(rate)} for audit, rate in found]
        print_document({"audits": told})
    else:
        print_text([f"{len(found)} audits."], [audit_table(found)] if found else [])


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    app["audit"] = {"draw": draw, "sheet": sheet, "enter": enter, "show": show, "list": list_all}


def _tell(report: AuditReport, *, json: bool) -> None:
    from traceability.cli.tabulate_audits import report_lines, report_tables

    if json:
        print_document(report.as_document())
    else:
        print_text(report_lines(report), report_tables(report))
