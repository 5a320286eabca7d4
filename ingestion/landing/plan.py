"""Decides which loads the files of one ingest make, and which of them bring nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingestion import rules
from ingestion.landing.kept_files import KeptFile
from ingestion.landing.planned_files import PlannedFile, planned_files
from ingestion.profile import Mode, Profile
from ingestion.report import Finding, RefusedLoadError, RepeatedFile
from traceability.errors import RefusedError
from traceability.store.manifests import LoadManifest

Content = tuple[str, str, str]
"""What a file brings: the hash of its bytes, its table and its sheet, each "" where it has none."""


@dataclass(frozen=True, slots=True)
class PlannedLoad:
    """One load to be: a profile under one source name, its mode and its files."""

    profile: Profile
    mode: Mode
    covers: tuple[str, str] | None
    files: tuple[PlannedFile, ...]

    def tables(self) -> set[str]:
        """Native tables for which a file came."""
        return {file.table for file in self.files if file.table is not None}


@dataclass(frozen=True, slots=True)
class Plan:
    """The loads of one ingest, and what was left out of them because it was landed before."""

    loads: tuple[PlannedLoad, ...]
    repeated: tuple[RepeatedFile, ...]
    findings: tuple[Finding, ...]


def plan_loads(
    profile: Profile,
    kept: Iterable[KeptFile],
    *,
    source: str,
    mode: Mode,
    covers: tuple[str, str] | None,
    earlier: list[LoadManifest],
) -> Plan:
    """One load per source system; whatever an earlier load of the same kind landed is left out.

    Contract files of a delta are judged one by one; everything else as the set of its files,
    because a full load that lacks a file would withdraw that file's rows.
    """
    files = [planned for file in kept for planned in planned_files(file, profile)]
    if not any(file.table for file in files):
        _refuse_damaged(files)
        raise RefusedError(
            f"No file belongs to a table of profile '{profile.name}': "
            f"{', '.join(file.name for file in files[:5]) or 'nothing found'}.",
            hint="Name contract files <contract>*.csv, or sheets of a workbook <contract>, or "
            "choose a profile: "
            "`lotline profile list`.",
        )
    loads: list[PlannedLoad] = []
    files, repeated = _without_twins(files)
    for system, group in _by_system(profile, files, source):
        load = PlannedLoad(profile.for_source(system), mode, covers, tuple(group))
        fresh, before = _without_repeats(load, earlier)
        repeated += before
        if fresh:
            loads.append(fresh)
    findings = tuple(
        Finding(rules.SENT_BEFORE, file.name, None, _sentence(file)) for file in repeated
    )
    return Plan(tuple(loads), tuple(repeated), findings)


def _refuse_damaged(files: list[PlannedFile]) -> None:
    """Refuse workbooks that cannot be opened, where nothing else is there to be landed."""
    damaged = [(file.name, file.damage) for file in files if file.damage]
    if damaged:
        findings = tuple(
            Finding(damage.rule_id, name, damage.row, damage.message) for name, damage in damaged
        )
        hint = damaged[0][1].hint
        raise RefusedLoadError(
            f"{findings[0].file}: {findings[0].message}", findings, hint=hint or ""
        )


def _sentence(file: RepeatedFile) -> str:
    if file.same_as:
        return f"The same bytes as {file.same_as}; they are landed once."
    return f"The same bytes were landed by load {file.load_id}; nothing new in them."


def _without_twins(files: list[PlannedFile]) -> tuple[list[PlannedFile], list[RepeatedFile]]:
    """Drop second copies of one table's file: landed twice, they would double every quantity."""
    first: dict[tuple[str, str, str | None], PlannedFile] = {}
    twins: list[RepeatedFile] = []
    kept: list[PlannedFile] = []
    for file in files:
        key = (file.kept.sha256, file.table or "", file.sheet)
        other = first.setdefault(key, file) if file.table else file
        if other is file:
            kept.append(file)
        else:
            twins.append(RepeatedFile(file.name, "", same_as=other.name))
    return kept, twins


def _by_system(
    profile: Profile, files: list[PlannedFile], source: str
) -> Iterator[tuple[str, list[PlannedFile]]]:
    named = source or profile.source_system
    if named:
        yield named, files
        return
    groups: dict[str, list[PlannedFile]] = {}
    for file in files:
        if file.table:
            groups.setdefault(file.table.partition("_")[0], []).append(file)
    strangers = [file for file in files if not file.table]
    for number, (system, group) in enumerate(sorted(groups.items())):
        yield system, group + (strangers if number == 0 else [])


def _without_repeats(
    load: PlannedLoad, earlier: list[LoadManifest]
) -> tuple[PlannedLoad | None, list[RepeatedFile]]:
    same = [manifest for manifest in earlier if _is_same_kind(manifest.document, load)]
    if load.profile.is_contracts and load.mode == "delta":
        landed = {
            _told(file): manifest.load_id
            for manifest in same
            for file in manifest.document["files"]
        }
        return _unlanded(load, landed)
    if any(file.damage for file in load.files):
        return load, []
    wanted = _content(map(_planned, load.files))
    for manifest in same[-1:]:  # an older full state sent again is news: it wins over the last
        told = manifest.document["files"]
        if _content(map(_told, told)) == wanted:
            names = [file.name for file in load.files]
            return None, [RepeatedFile(name, manifest.load_id) for name in names]
    return load, []


def _unlanded(
    load: PlannedLoad, landed: dict[Content, str]
) -> tuple[PlannedLoad | None, list[RepeatedFile]]:
    fresh: list[PlannedFile] = []
    repeated: list[RepeatedFile] = []
    for file in load.files:
        before = landed.get(_planned(file))
        if before:
            repeated.append(RepeatedFile(file.name, before))
        else:
            fresh.append(file)
    if not any(file.is_wanted for file in fresh):
        return None, repeated
    return replace(load, files=tuple(fresh)), repeated


def _content(files: Iterable[Content]) -> list[Content]:
    """What a set of files says, whatever the files are called."""
    return sorted(file for file in files if file[1])


def _planned(file: PlannedFile) -> Content:
    return file.kept.sha256, file.table or "", file.sheet or ""


def _told(file: dict[str, Any]) -> Content:
    return str(file["sha256"]), file["table"] or "", file.get("sheet") or ""


def _is_same_kind(document: dict[str, Any], load: PlannedLoad) -> bool:
    covers = document.get("covers")
    return (
        document["source_system"] == load.profile.source_system
        and document["profile"] == load.profile.name
        and document.get("profile_digest", "") == load.profile.digest
        and document["mode"] == load.mode
        and (tuple(covers) if covers else None) == load.covers
    )
