"""Finds the files of an ingest and tells which table of the profile each belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ingestion.profile import Profile
from ingestion.readers import NOT_READ, READERS
from traceability.errors import NotFoundError, RefusedError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest; name is relative to the folder that was asked for, with '/'."""

    name: str
    path: Path

    @property
    def suffix(self) -> str:
        """File ending in lower case, with its dot."""
        return self.path.suffix.lower()


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """Readable files, and those of a folder whose ending no reader knows."""

    files: tuple[SourceFile, ...]
    unreadable: tuple[SourceFile, ...]


def find_sources(paths: Iterable[Path]) -> FoundFiles:
    """List files in a fixed order; folders are walked, hidden and lock files left out.

    Raises NotFoundError for a path that is not there, RefusedError for a file named on purpose
    that no reader knows, or when two files would have one name.
    """
    files: dict[str, SourceFile] = {}
    unreadable: list[SourceFile] = []
    for path in paths:
        if not path.exists():
            raise NotFoundError(f"There is no file or folder {path}.", hint="Check the path.")
        for source in _under(path):
            if source.suffix not in READERS:
                if path.is_file():
                    raise RefusedError(
                        f"{path}: no reader for '{source.suffix}' files.",
                        hint=NOT_READ.get(source.suffix, f"Readable are {', '.join(READERS)}."),
                    )
                unreadable.append(source)
            elif files.setdefault(source.name, source).path.resolve() != source.path.resolve():
                raise RefusedError(
                    f"Two files are called {source.name}: {files[source.name].path} "
                    f"and {source.path}.",
                    hint="Ingest the folder above them, or one after the other.",
                )
    return FoundFiles(tuple(files.values()), tuple(unreadable))


def _under(path: Path) -> Iterator[SourceFile]:
    if path.is_file():
        yield SourceFile(path.name, path)
        return
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        if file.is_file() and not any(part.startswith((".", "~$")) for part in parts):
            yield SourceFile("/".join(parts), file)


def with_claimed(found: FoundFiles, profile: Profile) -> FoundFiles:
    """Count tables in a format that is not read among the files to ingest: they refuse the load.

    A file that is called like a table was meant to land; passing over it would be a gap.
    """
    claimed = tuple(
        file
        for file in found.unreadable
        if file.suffix in NOT_READ and table_of(file, profile) is not None
    )
    left = tuple(file for file in found.unreadable if file not in claimed)
    return FoundFiles((*found.files, *claimed), left)


def table_of(source: SourceFile, profile: Profile) -> str | None:
    """Native table of a file: its stem, else a pattern; the longest matching name wins."""
    return table_named(source.path.stem, profile, source.path.name)


def table_named(title: str, profile: Profile, full_name: str = "") -> str | None:
    """Native table of a sheet by its title, or of a file by its stem and full name."""
    stem = title.strip().casefold()
    for name in profile.tables:
        if stem == name.casefold():
            return name
    full = (full_name or stem).casefold()
    matches = [
        name
        for name, table in profile.tables.items()
        if any(fnmatchcase(full, pattern.casefold()) for pattern in table.patterns)
    ]
    return max(matches, key=len, default=None)
