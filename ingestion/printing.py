"""Prints what an ingest did: the table to stdout, progress and findings to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ingestion.landing.arrival import place_of
from ingestion.report import (
    FileReport,
    Finding,
    IngestReport,
    LoadReport,
    Progress,
    RefusedLoadError,
)

_HEADINGS = ("file", "read", "used", "set aside", "quarantined")
_MOST_FINDINGS = 20


def print_report(report: IngestReport) -> None:
    """Print one table per load, then every finding with its place, then the next step."""
    for finding in report.findings:
        _say(f"{place_of(finding)}: {finding.message} ({finding.rule_id})")
    for load in report.loads:
        _print_load(load)
        _print_findings(load.findings)
    if report.is_nothing_new:
        _say("Nothing new was landed.")
    elif report.is_dry_run:
        _say("Dry run: nothing was written.")
    else:
        _say("Next: `lotline build`.")


def print_refusal(error: RefusedLoadError) -> None:
    """Print every finding of a refused load; the error itself says what to do."""
    _print_findings(error.findings)
    _say("Nothing was landed.")


@contextmanager
def shown_progress() -> Iterator[Progress | None]:
    """A progress bar on stderr when that is a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for Rich
    from rich.progress import BarColumn, DownloadColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def show(what: str, done: int, total: int) -> None:
            if total:
                bar.update(task, description=what, completed=done, total=total)
            else:
                bar.update(task, description=f"{what}: {done} rows")

        yield show


def _print_load(load: LoadReport) -> None:
    name = f"load {load.load_id}" if load.load_id else "would be landed"
    period = f", {load.covers[0]} to {load.covers[1]}" if load.covers else ""
    sys.stdout.write(f"{name}: {load.source_system}, profile {load.profile}, {load.mode}{period}\n")
    lines = [_HEADINGS, *(_cells(file) for file in load.files)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    for line in lines:
        numbers = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        sys.stdout.write(f"  {line[0].ljust(widths[0])}  {'  '.join(numbers)}\n")
    landed = ", ".join(f"{contract} {rows}" for contract, rows in load.rows.items())
    sys.stdout.write(f"  rows landed: {landed}\n")


def _cells(file: FileReport) -> tuple[str, ...]:
    return (
        file.name,
        str(file.read),
        str(file.used),
        _counts(file.set_aside),
        _counts(file.quarantined),
    )


def _counts(counts: Mapping[str, int]) -> str:
    if not counts:
        return "0"
    return ", ".join(f"{count} {rule}" for rule, count in counts.items())


def _print_findings(findings: tuple[Finding, ...]) -> None:
    for finding in findings[:_MOST_FINDINGS]:
        _say(f"  {finding.rule_id}  {place_of(finding)}: {finding.message}")
    if len(findings) > _MOST_FINDINGS:
        _say(f"  and {len(findings) - _MOST_FINDINGS} more; all are in the load's manifest.")


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
