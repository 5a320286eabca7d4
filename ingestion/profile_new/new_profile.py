"""Makes the folder of a new profile out of the headers of files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingestion.landing.profile_check import check_profile
from ingestion.profile_files import load_profile, profile_names
from ingestion.profile_new.propose_table import ProposedTable, propose_tables
from ingestion.profile_new.read_samples import Sample, read_samples
from ingestion.profile_new.write_profile import profile_text
from traceability.errors import LotlineError, RefusedError, UsageError

if TYPE_CHECKING:
    from traceability.settings import Settings

_FILE = "profile.yml"
_NO_NAME = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class NewProfile:
    """A profile that was written; problem: what `profile check` says of it, "" when it passes."""

    name: str
    path: Path
    tables: tuple[ProposedTable, ...]
    problem: str


def new_profile(
    files: Sequence[Path],
    settings: Settings,
    *,
    folder: Path | None = None,
    name: str = "",
    encoding: str = "",
) -> NewProfile:
    """Propose a profile for these files and write it to a new folder, by default `./NAME`.

    name: default the name of `folder`, of the one file, or of the folder the files lie in.
    Raises RefusedError when there is a profile already, or a file cannot be read, UsageError for a
    name that a built-in profile has.
    """
    chosen = name or _name_for(files, folder)
    if chosen in profile_names():
        raise UsageError(f"'{chosen}' is a built-in profile.", hint="Choose a name with --name.")
    path = (folder or Path(chosen)) / _FILE
    if path.exists():
        raise RefusedError(
            f"{path} is there already and was left as it is.",
            hint="Choose another folder with -o, or move the profile away.",
        )
    samples = list(read_samples(files, encoding or "utf-8"))
    tables = propose_tables(samples)
    text = profile_text(chosen, tables, encoding=encoding, delimiter=_one_delimiter(samples))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as written:
            written.write(text)
    except OSError as error:
        raise RefusedError(
            f"{path}: {error.strerror or error}.", hint="Choose a new folder that you may write to."
        ) from error
    return NewProfile(chosen, path, tables, _problem(path.parent, settings))


def _name_for(files: Sequence[Path], folder: Path | None) -> str:
    if folder:
        told = folder.resolve().name
    elif len(files) == 1:
        told = files[0].stem
    else:
        told = files[0].resolve().parent.name
    return _NO_NAME.sub("_", told).strip("_").casefold() or "own"


def _one_delimiter(samples: Sequence[Sample]) -> str:
    delimiters = {sample.delimiter: sample.file for sample in samples if sample.is_csv}
    if len(delimiters) > 1:
        raise RefusedError(
            f"{' and '.join(sorted(delimiters.values()))} have different delimiters, "
            "and a profile has one.",
            hint="Export them alike, or make two profiles.",
        )
    return next(iter(delimiters), ",")


def _problem(folder: Path, settings: Settings) -> str:
    try:
        check_profile(load_profile(str(folder)), settings)
    except LotlineError as error:
        return error.message
    return ""
