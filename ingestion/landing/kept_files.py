"""Keeps every source file as bytes, under its own hash, before anything is read from it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingestion.sources import SourceFile
from traceability.store.durable_files import sync_folder

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A source file with its hash and size, and where its bytes are read from."""

    source: SourceFile
    sha256: str
    size: int
    path: Path
    is_new: bool = False


def keep(source: SourceFile, folder: Path) -> KeptFile:
    """Copy a file to `folder/<sha256>` in one pass; bytes that are there already stay."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / "arriving.draft"
    digest = hashlib.sha256()
    with source.path.open("rb") as given, draft.open("wb") as copy:
        size = _pour(given.read, digest.update, copy.write)
        copy.flush()
        os.fsync(copy.fileno())
    kept = folder / digest.hexdigest()
    is_new = not kept.exists()
    if is_new:
        draft.replace(kept)
        sync_folder(folder)
    else:
        draft.unlink()
    return KeptFile(source, digest.hexdigest(), size, kept, is_new)


def look_at(source: SourceFile) -> KeptFile:
    """Hash a file where it lies, for a dry run that keeps nothing."""
    digest = hashlib.sha256()
    with source.path.open("rb") as given:
        size = _pour(given.read, digest.update)
    return KeptFile(source, digest.hexdigest(), size, source.path)


def _pour(read: Callable[[int], bytes], *sinks: Callable[[bytes], object]) -> int:
    size = 0
    while chunk := read(_CHUNK):
        size += len(chunk)
        for sink in sinks:
            sink(chunk)
    return size
