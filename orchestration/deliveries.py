"""Deliveries of the drop folder: which are complete, which were taken already.

Loose files of a folder are one delivery, each folder below a profile's folder is one of its own:

    drop/orders.csv               extract contracts
    drop/tryton/party.csv         profile tryton, with the other loose files there
    drop/tryton/monday/           profile tryton, by itself

Nothing is ever moved or removed there. What was taken, landed or refused, is remembered by name,
size and time of change, and is not taken again until it changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from ingestion.profile import CONTRACTS
from ingestion.readers import READERS
from traceability.store.durable_files import write_json

if TYPE_CHECKING:
    from traceability.settings import Settings

_UNFINISHED = ("*.part", "*.partial", "*.tmp", "*.temp", "*.crdownload", "~$*", ".*")
_LITTER = {".ds_store", "thumbs.db", "desktop.ini", ".directory", ".gitkeep"}
"""What file managers leave by themselves; no delivery, and no sign that one is under way."""

Stamps = dict[str, list[int]]
"""File name within the delivery -> its size in bytes and its time of change in nanoseconds."""
Ledger = dict[str, dict[str, dict[str, object]]]
"""Folder -> file name -> its stamp when it was taken, and the fingerprint it was taken under."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that are landed together, whole or not at all.

    folder: place under the drop folder, with '/', "" for its own loose files. paths: what is
    ingested: loose files, or the one folder.
    """

    profile: str
    folder: str
    paths: tuple[Path, ...]
    stamps: Stamps

    @property
    def fingerprint(self) -> str:
        """Equal while names, sizes and times of change are equal."""
        told = json.dumps([self.profile, self.folder, sorted(self.stamps.items())])
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DropFolder:
    """What lies in the drop folder: complete new deliveries, a sentence per thing waited for."""

    complete: tuple[Delivery, ...]
    waiting: tuple[str, ...]


def look_into_drop_folder(settings: Settings, now: float) -> DropFolder:
    """Find what can be taken at `now` (seconds since 1970)."""
    complete: list[Delivery] = []
    waiting: list[str] = []
    ledger = _read_ledger(settings)
    for profile, folder, files in _gathered(settings.drop_folder):
        readable = [file for file in files if file.suffix.lower() in READERS]
        busy = next((f for f in files if _is_busy(f, now, settings.drop_settle_seconds)), None)
        left_out = [
            file.name for file in files if file not in readable and not _is_unfinished(file)
        ]
        delivery = _untaken(profile, folder, settings.drop_folder / folder, readable, ledger)
        if delivery is None:
            continue
        if busy is not None:
            waiting.append(f"Waiting for {busy.relative_to(settings.drop_folder).as_posix()}.")
            continue
        waiting += [f"No reader for {folder or '.'}/{name}; it is left out." for name in left_out]
        complete.append(delivery)
    return DropFolder(tuple(complete), tuple(waiting))


def as_delivered(profile: str, folder: str, paths: Iterable[Path]) -> Delivery:
    """A delivery as it lies there now; files that are gone are missing from its stamps."""
    listed = tuple(paths)
    stamps: Stamps = {}
    for path in listed:
        found = [(path.name, path)] if path.is_file() else list(_files_below(path))
        stamps |= {name: _stamp(file) for name, file in found}
    return Delivery(profile, folder, listed, stamps)


def note_delivery(settings: Settings, delivery: Delivery) -> None:
    """Remember that a delivery was taken, whether it was landed or refused."""
    ledger = _read_ledger(settings)
    place = settings.drop_folder / delivery.folder
    before = ledger.get(delivery.folder, {})
    taken = {name: told for name, told in before.items() if (place / name).exists()}
    for name, stamp in delivery.stamps.items():
        taken[name] = {"stamp": stamp, "fingerprint": delivery.fingerprint}
    write_json(_ledger_file(settings), {**ledger, delivery.folder: taken})


def _untaken(
    profile: str, folder: str, place: Path, readable: list[Path], ledger: Ledger
) -> Delivery | None:
    """The delivery of a folder, without what was taken before; None when nothing is left.

    Of loose files those that changed go, with all that were once taken together with one of them:
    a refused delivery lands whole when its one bad file is mended.
    """
    taken = ledger.get(folder, {})
    if folder.count("/"):
        delivery = as_delivered(profile, folder, [place])
        known = {str(taken[name]["fingerprint"]) for name in delivery.stamps if name in taken}
        return delivery if readable and known != {delivery.fingerprint} else None
    fresh = [f for f in readable if taken.get(f.name, {}).get("stamp") != _stamp(f)]
    together = {taken[file.name]["fingerprint"] for file in fresh if file.name in taken}
    chosen = [
        file
        for file in readable
        if file in fresh or taken.get(file.name, {}).get("fingerprint") in together
    ]
    return as_delivered(profile, folder, chosen) if chosen else None


def _gathered(drop: Path) -> Iterator[tuple[str, str, list[Path]]]:
    """Profile, folder and files of everything that could be one delivery."""
    if not drop.is_dir():
        return
    yield CONTRACTS, "", _loose(drop)
    for profile in _folders(drop):
        yield profile.name, profile.name, _loose(profile)
        for folder in _folders(profile):
            files = [file for _, file in _files_below(folder)]
            yield profile.name, f"{profile.name}/{folder.name}", files


def _loose(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.is_file() and not _is_litter(file))


def _folders(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if f.is_dir() and not f.name.startswith("."))


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not _is_litter(file):
            yield file.relative_to(folder).as_posix(), file


def _is_litter(file: Path) -> bool:
    return file.name.casefold() in _LITTER


def _is_unfinished(file: Path) -> bool:
    return any(fnmatchcase(file.name.casefold(), pattern) for pattern in _UNFINISHED)


def _is_busy(file: Path, now: float, settle_seconds: int) -> bool:
    """Whether a file may still be growing: its name says so, or it changed a moment ago.

    A copy may carry the time of its source, so the time its entry changed counts too; a clock of
    another machine may run ahead, so a time that is still to come does not count alone.
    """
    if _is_unfinished(file):
        return True
    state = file.stat()
    moments = (state.st_mtime, state.st_ctime)
    changed = max((moment for moment in moments if moment <= now), default=now)
    return now - changed < settle_seconds


def _stamp(file: Path) -> list[int]:
    state = file.stat()
    return [state.st_size, state.st_mtime_ns]


def _ledger_file(settings: Settings) -> Path:
    return settings.runs / "deliveries.json"


def _read_ledger(settings: Settings) -> Ledger:
    try:
        ledger: Ledger = json.loads(_ledger_file(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return ledger
