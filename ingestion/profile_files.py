"""Profiles as files: where they lie, and how profile.yml becomes a checked `Profile`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import yaml

from ingestion.profile import CONTRACTS, Profile, contracts_profile
from ingestion.profile_document import profile_of
from traceability.errors import NotFoundError, UsageError

FOLDER = Path(__file__).parent / "profiles"
_FILE = "profile.yml"


def profile_names() -> list[str]:
    """Names of all built-in profiles, `contracts` first."""
    found = sorted(path.parent.name for path in FOLDER.glob(f"*/{_FILE}"))
    return [CONTRACTS, *found]


def all_profiles() -> Iterator[Profile]:
    """Every built-in profile, loaded."""
    return (load_profile(name) for name in profile_names())


def load_profile(name: str) -> Profile:
    """Load a profile by name, or by the path of its folder.

    Raises NotFoundError when there is none, UsageError naming the entry that is wrong.
    """
    if name == CONTRACTS:
        return contracts_profile()
    folder = FOLDER / name
    if name not in profile_names():
        folder = Path(name)
        folder = folder.parent if folder.name == _FILE else folder
    if not (folder / _FILE).is_file():
        raise NotFoundError(
            f"There is no profile '{name}'.",
            hint="`lotline profile list` shows the built-in ones; "
            "a folder that holds a profile.yml can be named by its path.",
        )
    return _load(folder)


def _load(folder: Path) -> Profile:
    path = folder / _FILE
    try:
        document = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} is not readable YAML: {' '.join(str(error).split())}",
            hint="Correct the file; `lotline profile check` reads it again.",
        ) from error
    return profile_of(document, folder, _digest(folder))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted((*folder.rglob("*.yml"), *folder.rglob("*.sql"))):
        name = path.relative_to(folder).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
