"""`lotline report`: everything people print, send or file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.services.reports.words import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.services.reports.render_reports import ReportFile, ReportOptions


def case(  # noqa: PLR0917 - options of a verb are parameters
    number: Annotated[
        str, typer.Argument(metavar="NO|FILE.json", help="A case, or its kept document.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="A new folder.")],
    lang: Annotated[Language, typer.Option(help="Of the report and the sheets.")] = Language.EN,
    caller: Annotated[
        list[str] | None, typer.Option(help="Who calls customers; repeat it for each.")
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this: document, report, hold, carriers, calls, letters, official, status, "
            "workbook, csv; repeat it for each."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Write the reports of a case into a folder: PDF, sheets, letters, workbook, CSV, hashes."""
    from traceability.services.reports.render_reports import (
        MANIFEST,
        PARTS,
        ReportOptions,
    )

    options = ReportOptions(lang, tuple(caller or ()), tuple(part or PARTS))
    written = _write(number, output, options, _Progress())
    if json:
        print_document({"folder": str(output), "files": written})
    else:
        print_text([f"{len(written)} files in {output}; their hashes are in {MANIFEST}."])


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add these verbs to the command."""
    from traceability.cli.compliance_verbs import audit, completeness, executive

    app["report"] = {"case": case, "audit": audit, "exec": executive, "completeness": completeness}


class _Progress:
    """One line per kind of file on stderr, as soon as the first of them is written."""

    def __init__(self) -> None:
        self._kind = ""

    def __call__(self, name: str) -> None:
        kind = name.rpartition("/")[0] or name
        if kind != self._kind:
            self._kind = kind
            sys.stderr.write(f"Writing {kind}\n")


def _write(
    number: str, output: Path, options: ReportOptions, progress: Callable[[str], None]
) -> list[ReportFile]:
    """The archived bytes where they are what is asked for, else files of the document as it is."""
    from traceability.services.reports.render_reports import write_reports

    if number.lower().endswith(".json"):
        from traceability.services.reports.read_document import read_document

        return write_reports(read_document(Path(number)), output, options, progress=progress)
    from traceability.domain.cases import case_number
    from traceability.services.cases.show_case import case_document
    from traceability.services.reports.archive_reports import write_archived

    settings, case_no = read_settings(), case_number(number)
    kept = write_archived(settings, case_no, output, options, progress=progress)
    if kept is not None:
        return kept
    return write_reports(case_document(settings, case_no), output, options, progress=progress)
