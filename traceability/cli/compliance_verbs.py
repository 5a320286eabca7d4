"""The register of requirements, and the reports for auditors and the management."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from traceability.cli.print_outcome import print_document, print_text
from traceability.cli.read_settings import read_settings
from traceability.services.reports.words import Language

if TYPE_CHECKING:
    from collections.abc import Callable

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of what is printed.")]


def compliance(
    standard: Annotated[
        str | None, typer.Option(help="brcgs, ifs, sqf, iatf, eu178, fsma or gbt.")
    ] = None,
    lang: Lang = Language.EN,
    json: Json = False,
) -> None:
    """Requirements of standards: met, not met or no evidence yet, each with its evidence."""
    from traceability.cli.tabulate_compliance import register_lines, register_tables
    from traceability.services.compliance.judge_register import judge_register

    found = judge_register(read_settings(), standard=standard)
    if json:
        print_document(found.as_document())
    else:
        print_text(register_lines(found), register_tables(found, str(lang)))


def audit(
    period: Annotated[str, typer.Argument(metavar="FROM..TO", help="Two days, both within it.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The ZIP to write.")],
    json: Json = False,
) -> None:
    """Write one archive for an auditor, which can be verified without Lotline."""
    from traceability.cli.tabulate_compliance import archive_lines
    from traceability.services.compliance.audit_archive import write_audit_archive

    written = write_audit_archive(read_settings(), period, output)
    if json:
        print_document(written.as_document())
    else:
        print_text(archive_lines(written))


def executive(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A PDF to write; else it is printed.")
    ] = None,
    lang: Lang = Language.EN,
    json: Json = False,
) -> None:
    """One page for the management: at most seven tiles, one verdict."""
    from traceability.cli.tabulate_compliance import page_lines, page_table
    from traceability.services.compliance.executive_page import executive_page
    from traceability.services.compliance.print_pages import (
        check_kind,
        executive_pdf,
        write_page,
    )

    if output is not None:
        check_kind(output, "pdf")
    page = executive_page(read_settings())
    if output is not None:
        write_page(output, executive_pdf(page, lang))
    if json:
        print_document(page.as_document())
    else:
        print_text(page_lines(page, str(lang), output), [page_table(page, str(lang))])


def completeness(
    output: Annotated[Path, typer.Option("--output", "-o", help="A PDF or XLSX to write.")],
    snapshot: Annotated[str | None, typer.Option(help="A snapshot's id.")] = None,
    lang: Lang = Language.EN,
    json: Json = False,
) -> None:
    """The figures of completeness with their trend, rules and open gaps, as PDF or workbook."""
    from traceability.services.compliance.completeness_report import (
        completeness_pdf,
        completeness_report,
        completeness_workbook,
    )
    from traceability.services.compliance.print_pages import check_kind, write_page

    kind = check_kind(output, "pdf", "xlsx")
    report = completeness_report(read_settings(), snapshot_id=snapshot)
    data = completeness_workbook(report) if kind == "xlsx" else completeness_pdf(report, lang)
    write_page(output, data)
    if json:
        print_document(report.as_document())
    else:
        print_text(
            [f"{output}: {len(report.figures)} figures of snapshot {report.snapshot['id']}."]
        )


def register(app: dict[str, Callable[..., None] | dict[str, Callable[..., None]]]) -> None:
    """Add the verb of the register; the reports are verbs of the group `report`."""
    app["compliance"] = compliance
