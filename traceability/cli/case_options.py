"""What all verbs of a case share: its number, and how it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text

if TYPE_CHECKING:
    from traceability.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Such as 12 or C-12.")]


def tell(settings: Settings, case_no: int, *, json: bool, is_whole: bool = False) -> None:
    """Print a case: its document for programs, its first lines or the whole of it for people."""
    from traceability.cli.name_next_step import next_step
    from traceability.cli.tabulate_cases import case_lines, case_tables
    from traceability.services.cases.show_case import case_document

    document = case_document(settings, case_no)
    if json:
        print_document(document)
    else:
        lines = [*case_lines(document), *next_step(document)]
        print_text(lines, case_tables(document) if is_whole else [])
