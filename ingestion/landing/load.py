"""Stages one load in a work folder: read, mapped, typed, and every driving row accounted for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingestion.landing.arrival import read_files
from ingestion.landing.balance import balance, fate_findings, refuse_empty_full_load
from ingestion.landing.contract_rows import land_contracts
from ingestion.landing.ledger import Ledger
from ingestion.landing.parquet_files import ParquetFolder
from ingestion.landing.plan import PlannedLoad
from ingestion.landing.quarantine import write_quarantine
from ingestion.landing.queries import prepare
from ingestion.landing.rows import Stamp
from ingestion.landing.work_database import WorkDatabase
from ingestion.report import FileReport, Finding, Progress
from traceability.domain.code_keys import code_key

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class StagedLoad:
    """A load that is complete in its work folder and only has to be put in place.

    contracts: written folders of every contract the load speaks for, even with no rows.
    quarantine: written folders of rejected rows, by contract.
    """

    plan: PlannedLoad
    stamp: Stamp
    files: tuple[FileReport, ...]
    contracts: dict[str, ParquetFolder]
    quarantine: dict[str, ParquetFolder]
    findings: tuple[Finding, ...]


def stage(
    plan: PlannedLoad,
    stamp: Stamp,
    folder: Path,
    settings: Settings,
    *,
    seen_tables: Collection[str],
    progress: Progress,
) -> StagedLoad:
    """Read, map and type a load below `folder`; nothing outside of it is touched.

    seen_tables: native tables that an earlier load of this source had rows for.
    Raises RefusedLoadError when a file is damaged, UsageError when the profile is wrong.
    """
    folder.mkdir(parents=True)
    no_lot = frozenset((*plan.profile.no_lot, *(code_key(text) for text in settings.no_lot)))
    with WorkDatabase(folder, settings) as work:
        ledger = Ledger(work, plan.profile)
        arrival = read_files(plan, work, ledger, seen_tables, progress)
        prepare(work, plan.profile)
        brought = land_contracts(
            plan, stamp, folder / "landing", work, ledger, no_lot=no_lot, progress=progress
        )
        ledger.settle()
        quarantine = write_quarantine(ledger, stamp, folder / "quarantine")
        files = balance(plan, arrival, ledger)
        findings = (
            *arrival.findings,
            *brought.findings({(found.file, found.rule_id) for found in arrival.findings}),
            *fate_findings(files, arrival, ledger),
        )
    refuse_empty_full_load(plan, files)
    return StagedLoad(plan, stamp, files, brought.folders, quarantine, findings)
