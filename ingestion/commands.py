"""`lotline ingest`, `template` and `profile`: read the command line, call one function, print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from traceability.errors import UsageError
from traceability.settings import from_env

profile = typer.Typer(
    name="profile",
    help="Profiles: how a system's own tables become contracts.",
    no_args_is_help=True,
)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders to ingest.")],
    *,
    profile: Annotated[
        str, typer.Option(help="A built-in profile, or the folder of your own.")
    ] = "contracts",
    full: Annotated[
        bool, typer.Option("--full", help="The files hold everything; rows they lack are gone.")
    ] = False,
    covers: Annotated[
        str, typer.Option(help="Period of a full load, FROM..TO, such as 2026-01-01..2026-01-31.")
    ] = "",
    encoding: Annotated[str, typer.Option(help="Encoding of the files, if not UTF-8.")] = "",
    source: Annotated[str, typer.Option(help="Name of the source system.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report only; write nothing.")] = False,
) -> None:
    """Land extracts: every row used, set aside by a named rule, or quarantined. Nothing is lost."""
    from ingestion.ingest import ingest as land
    from ingestion.printing import print_refusal, print_report, shown_progress
    from ingestion.report import RefusedLoadError

    period = _period(covers)
    if period and not full:
        raise UsageError("--covers says which period a full load holds.", hint="Add --full.")
    try:
        with shown_progress() as progress:
            report = land(
                paths,
                from_env(),
                profile=profile,
                full=full,
                covers=period,
                encoding=encoding,
                source=source,
                dry_run=dry_run,
                progress=progress,
            )
    except RefusedLoadError as error:
        print_refusal(error)
        raise
    print_report(report)


@profile.command("list")
def list_profiles() -> None:
    """Name the built-in profiles."""
    from ingestion.profile_files import all_profiles

    for found in all_profiles():
        typer.echo(f"{found.name:<16}{found.description}")


@profile.command("check")
def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Profiles or folders; all built-in ones if none.")
    ] = None,
) -> None:
    """Try profiles without data: entries, columns, queries and rules."""
    from ingestion.landing.profile_check import check_profile
    from ingestion.profile_files import load_profile, profile_names

    for name in names or profile_names():
        found = load_profile(name)
        check_profile(found, from_env())
        contracts = len({mapping.contract for mapping in found.mappings})
        typer.echo(f"{found.name:<16}ok: {len(found.tables)} tables fill {contracts} contracts")


@profile.command("new")
def new(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of the system.")],
    *,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder of the profile; default ./NAME.")
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the profile and its source system.")] = "",
    encoding: Annotated[str, typer.Option(help="Encoding of the files, if not UTF-8.")] = "",
) -> None:
    """Propose a profile from the headers of files: what fits is mapped, the rest is asked."""
    from ingestion.profile_new.new_profile import new_profile
    from ingestion.profile_new.print_proposal import print_proposal

    print_proposal(new_profile(files, from_env(), folder=folder, name=name, encoding=encoding))


def template(
    contract: Annotated[str, typer.Argument(help="A contract, such as erp_receipts.")],
    *,
    lang: Annotated[str, typer.Option(help="Language of the sheet: en or zh.")] = "en",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; default CONTRACT.xlsx.")
    ] = None,
) -> None:
    """Write an empty workbook for a contract, to be filled in and landed without a profile."""
    from ingestion.template import write_template

    path = output or Path(f"{contract}.xlsx")
    write_template(contract, path, lang)
    typer.echo(
        f"Written to {path}. Fill in the first sheet, then `lotline ingest {path}`.", err=True
    )


def _period(text: str) -> tuple[dt.date, dt.date] | None:
    if not text:
        return None
    first, dots, last = text.partition("..")
    try:
        period = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        dots = ""
        period = dt.date.min, dt.date.min
    if not dots or period[0] > period[1]:
        raise UsageError(
            f"--covers {text} is no period.", hint="Write it as 2026-01-01..2026-01-31."
        )
    return period
