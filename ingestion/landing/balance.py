"""Closes the account of every file: read = used + set aside + quarantined, or nothing lands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingestion import rules
from ingestion.landing.arrival import Arrival, ReadFile
from ingestion.landing.ledger import Ledger
from ingestion.landing.plan import PlannedLoad
from ingestion.report import FileReport, Finding, RefusedLoadError
from traceability.errors import IntegrityError


def balance(plan: PlannedLoad, arrival: Arrival, ledger: Ledger) -> tuple[FileReport, ...]:
    """One report per file; raises IntegrityError when a row has no fate, which cannot happen."""
    tables = {file.planned.table for file in arrival.files if file.planned.table}
    counts = {
        table: ledger.counts(table)
        for table in sorted(tables)
        if not plan.profile.tables[table].is_lookup
    }
    files = tuple(_file_report(plan, file, counts) for file in arrival.files)
    for file in files:
        told = file.used + sum(file.set_aside.values()) + sum(file.quarantined.values())
        if told != file.read:
            raise IntegrityError(
                f"{file.name}: {file.read} rows were read, but {told} are accounted for.",
                hint="Nothing was landed; please report this with the profile and the file.",
            )
    return files


def refuse_empty_full_load(plan: PlannedLoad, files: tuple[FileReport, ...]) -> None:
    """A full load whose file holds no fact at all would withdraw all that landed before."""
    if plan.mode != "full":
        return
    findings = tuple(
        Finding(
            max(no_facts, key=lambda rule: no_facts[rule]),
            file.name,
            None,
            f"All {file.read} rows were {what}; as a full load that would withdraw everything.",
        )
        for file in files
        for no_facts, what in [_no_facts(file)]
        if file.read and sum(no_facts.values()) == file.read
    )
    if findings:
        raise RefusedLoadError(
            f"{findings[0].file}: {findings[0].message}",
            findings,
            hint="Try it with --dry-run and without --full to see why the rows were rejected.",
        )


def _no_facts(file: FileReport) -> tuple[Mapping[str, int], str]:
    """Rows of a file that cannot be all there is, by rule, and what became of them."""
    examples = file.set_aside.get(rules.TEMPLATE_EXAMPLE, 0)
    if examples and not file.quarantined:
        return {rules.TEMPLATE_EXAMPLE: examples}, "examples of a template"
    return {**file.quarantined, rules.TEMPLATE_EXAMPLE: examples}, "rejected"


def fate_findings(files: tuple[FileReport, ...], arrival: Arrival, ledger: Ledger) -> list[Finding]:
    """Quarantined rows per file and rule, and rows that two rules of the profile claim."""
    first = {file.planned.name: file.first_rejected for file in arrival.files}
    found = [
        Finding(
            rule,
            file.name,
            first.get(file.name, {}).get(rule) or ledger.first_row(file.name, rule),
            f"{count} of {file.read} rows are in quarantine under {rule}.",
        )
        for file in files
        for rule, count in file.quarantined.items()
    ]
    found += [
        Finding(
            rules.DOUBLE_FATE,
            name,
            row,
            f"{count} rows landed although the set-aside rule '{rule}' names them.",
        )
        for name, rule, count, row in ledger.contradictions()
    ]
    return found


def _file_report(
    plan: PlannedLoad,
    file: ReadFile,
    counts: dict[str, dict[str, dict[tuple[str, str], int]]],
) -> FileReport:
    kept, table = file.planned.kept, file.planned.table
    used = 0
    set_aside: dict[str, int] = {}
    quarantined = dict(file.rejected)
    in_tables = file.read - sum(file.rejected.values())
    if table is None:
        set_aside[file.planned.aside] = file.read
    elif plan.profile.tables[table].is_lookup:
        set_aside[rules.LOOKUP] = in_tables
    else:
        for (fate, rule), count in counts[table].get(file.planned.name, {}).items():
            if fate == "used":
                used = count
            else:
                told = set_aside if fate == "set_aside" else quarantined
                told[rule] = told.get(rule, 0) + count
    return FileReport(
        name=file.planned.name,
        sha256=kept.sha256,
        bytes=kept.size,
        table=table,
        sheet=file.planned.sheet,
        read=file.read,
        used=used,
        set_aside=dict(_sorted(set_aside)),
        quarantined=dict(_sorted(quarantined)),
    )


def _sorted(counts: dict[str, int]) -> Iterator[tuple[str, int]]:
    return ((rule, count) for rule, count in sorted(counts.items()) if count)
