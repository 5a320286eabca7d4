"""Ingest: files of one source into the landing, whole or not at all."""

from __future__ import annotations

import datetime as dt
import errno
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ingestion import rules
from ingestion.landing.kept_files import KeptFile, keep, look_at
from ingestion.landing.load import StagedLoad, stage
from ingestion.landing.plan import Plan, PlannedLoad, plan_loads
from ingestion.landing.publish import WORK_FOLDER, publish, sweep
from ingestion.landing.rows import Stamp
from ingestion.profile import CONTRACTS, Profile
from ingestion.profile_files import load_profile
from ingestion.readers.text_encoding import codec_name
from ingestion.report import Finding, IngestReport, LoadReport, Progress
from ingestion.sources import FoundFiles, find_sources, with_claimed
from traceability.errors import DataMissingError, IntegrityError, RefusedError
from traceability.store.manifests import LoadManifest, broken_links, read_manifests

if TYPE_CHECKING:
    from traceability.settings import Settings

_LOCK_SECONDS = 5.0


def ingest(
    paths: Iterable[Path],
    settings: Settings,
    *,
    profile: str = CONTRACTS,
    full: bool = False,
    covers: tuple[dt.date, dt.date] | None = None,
    encoding: str = "",
    source: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> IngestReport:
    """Land files and folders through a profile, and say what became of every row.

    full: the files hold everything of the source (of the period `covers`, both days included);
    rows they lack are withdrawn. source: name of the source system, where it is not the
    profile's. dry_run: report only, write nothing. progress: called with bytes read.

    Raises RefusedLoadError (a LotlineError) when a file is damaged: then nothing lands at all.
    """
    chosen = _with_encoding(load_profile(profile), encoding)
    found = with_claimed(find_sources(paths), chosen)
    job = _Job(
        chosen,
        full=full or covers is not None,
        covers=(covers[0].isoformat(), covers[1].isoformat()) if covers else None,
        source=source,
        settings=settings,
        progress=progress or _silent,
    )
    if dry_run:
        with _told_by_the_disk(settings), tempfile.TemporaryDirectory(prefix="lotline-") as folder:
            loads, plan = job.stage_all([look_at(file) for file in found.files], Path(folder))
            return _report(loads, plan, found, is_dry_run=True)
    with _told_by_the_disk(settings), _alone(settings):
        job.check_house()
        kept: list[KeptFile] = []
        try:
            kept += (keep(file, settings.landing / "files") for file in found.files)
            loads, plan = job.stage_all(kept, settings.landing / WORK_FOLDER)
            job.publish_all(loads)
        finally:
            job.tidy(kept)
    return _report(loads, plan, found)


class _Job:
    """One ingest under way; between `check_house` and `tidy` it alone writes the landing."""

    def __init__(
        self,
        profile: Profile,
        *,
        full: bool,
        covers: tuple[str, str] | None,
        source: str,
        settings: Settings,
        progress: Progress,
    ) -> None:
        self._profile = profile
        self._mode = "full" if full else profile.mode
        self._covers = covers
        self._source = source
        self._settings = settings
        self._progress = progress

    def check_house(self) -> None:
        """Refuse to build on a broken chain; remove what a dead ingest left."""
        manifests = read_manifests(self._settings)
        broken = broken_links(manifests)
        if broken:
            raise IntegrityError(
                f"The chain of load manifests is broken: {broken[0]}",
                hint="`lotline doctor` lists every fault; restore the manifests from a backup.",
            )
        sweep(self._settings, manifests)

    def stage_all(self, kept: list[KeptFile], folder: Path) -> tuple[list[StagedLoad], Plan]:
        """Stage every load before the first is put in place, so one bad file stops all."""
        earlier = read_manifests(self._settings)
        plan = plan_loads(
            self._profile,
            kept,
            source=self._source,
            mode=self._mode,
            covers=self._covers,
            earlier=earlier,
        )
        for load in plan.loads:
            _refuse_second_database(load, earlier)
        landed_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        return [
            stage(
                load,
                Stamp(load.profile.source_system, f"{number:08d}", landed_at),
                folder / f"{number:08d}",
                self._settings,
                seen_tables=_seen_tables(load, earlier),
                progress=self._progress,
            )
            for number, load in enumerate(plan.loads, start=len(earlier) + 1)
        ], plan

    def publish_all(self, loads: list[StagedLoad]) -> None:
        """Put the staged loads in place, each chained to the one before."""
        for load in loads:
            manifests = read_manifests(self._settings)
            publish(load, self._settings, manifests[-1].sha256 if manifests else "")

    def tidy(self, kept: list[KeptFile]) -> None:
        """Remove the work folder, and bytes kept for a load that did not come about."""
        shutil.rmtree(self._settings.landing / WORK_FOLDER, ignore_errors=True)
        named = {
            file["sha256"]
            for manifest in read_manifests(self._settings)
            for file in manifest.document["files"]
        }
        for file in kept:
            if file.is_new and file.sha256 not in named:
                file.path.unlink(missing_ok=True)


def _with_encoding(profile: Profile, encoding: str) -> Profile:
    if not encoding:
        return profile
    try:
        return replace(profile, encoding=codec_name(encoding))
    except LookupError as error:
        raise RefusedError(
            f"There is no encoding called '{encoding}'.",
            hint="Name it as Python does: utf-8, utf-16-le, gb18030, big5, shift_jis ...",
        ) from error


@contextmanager
def _told_by_the_disk(settings: Settings) -> Iterator[None]:
    """Say in a sentence what the file system refused; LotlineErrors pass."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DataMissingError(
                f"There is no room left on the disk of {settings.home}; nothing was landed.",
                hint="Free some space and run the command again.",
            ) from error
        raise RefusedError(
            f"{error.filename or settings.home}: {error.strerror or error}.",
            hint="Check that the file is there and that you may read and write it.",
        ) from error


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Hold the landing; two ingests never interleave."""
    settings.landing.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.landing / "ingest.lock", timeout=_LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise RefusedError(
            f"Another ingest is running on {settings.landing}.",
            hint="Wait until it has finished and run the command again.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _seen_tables(load: PlannedLoad, earlier: list[LoadManifest]) -> set[str]:
    return {
        file["table"]
        for manifest in earlier
        if manifest.document["source_system"] == load.profile.source_system
        for file in manifest.document["files"]
        if file["table"] and file["read"]
    }


def _report(
    loads: list[StagedLoad], plan: Plan, found: FoundFiles, *, is_dry_run: bool = False
) -> IngestReport:
    skipped = tuple(
        Finding(
            rules.NOT_IN_PROFILE,
            file.name,
            None,
            f"No reader for '{file.suffix}' files; the file was left out.",
        )
        for file in found.unreadable
    )
    return IngestReport(
        loads=tuple(_load_report(load, is_dry_run=is_dry_run) for load in loads),
        repeated=plan.repeated,
        findings=(*plan.findings, *skipped),
        is_dry_run=is_dry_run,
    )


def _load_report(load: StagedLoad, *, is_dry_run: bool) -> LoadReport:
    return LoadReport(
        load_id=None if is_dry_run else load.stamp.load_id,
        source_system=load.plan.profile.source_system,
        profile=load.plan.profile.name,
        mode=load.plan.mode,
        covers=load.plan.covers,
        files=load.files,
        rows={name: folder.row_count for name, folder in sorted(load.contracts.items())},
        findings=load.findings,
    )


def _silent(what: str, done: int, total: int) -> None:
    del what, done, total


def _refuse_second_database(load: PlannedLoad, earlier: list[LoadManifest]) -> None:
    """Two databases of one product number their orders and partners alike: they would merge."""
    profile = load.profile
    others = {
        str(manifest.document["source_system"])
        for manifest in earlier
        if manifest.document["profile"] == profile.name
    } - {profile.source_system}
    if others and not profile.is_contracts:
        raise RefusedError(
            f"This home holds another database of profile {profile.name} ({min(others)}); orders "
            f"and partners of {profile.source_system} with the same code would become one.",
            hint="Use another LOTLINE_HOME, or a copy of the profile that prefixes its codes.",
        )
