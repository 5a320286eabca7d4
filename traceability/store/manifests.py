"""The chain of load manifests: what was landed, in which order, with which bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traceability.errors import IntegrityError

if TYPE_CHECKING:
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class LoadManifest:
    """One load as its manifest tells it.

    path: the manifest file. sha256: hash of the manifest's own bytes, which the next one names.
    document: the manifest as written by ingestion.
    """

    path: Path
    sha256: str
    document: dict[str, Any]

    @property
    def load_id(self) -> str:
        """Running number of the load, as text of eight digits."""
        return str(self.document["load_id"])


def read_manifests(settings: Settings) -> list[LoadManifest]:
    """All manifests in load order; the chain is not judged here.

    Raises IntegrityError naming the file when one is not readable JSON.
    """
    folder = settings.landing / "manifests"
    manifests = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        content = path.read_bytes()
        try:
            document = json.loads(content)
        except ValueError as error:
            raise IntegrityError(
                f"The load manifest {path} is not readable: {error}.",
                hint="Restore it from a backup; `lotline doctor` lists what else is damaged.",
            ) from error
        manifests.append(LoadManifest(path, hashlib.sha256(content).hexdigest(), document))
    return manifests


def broken_links(manifests: list[LoadManifest]) -> list[str]:
    """Sentences on every place where the chain does not hold; empty when it holds."""
    problems = []
    previous = ""
    for number, manifest in enumerate(manifests, start=1):
        if manifest.document.get("previous_hash") != previous:
            problems.append(
                f"{manifest.path.name} does not continue the manifest before it: "
                "one of the two was changed or removed after it was written."
            )
        if manifest.load_id != f"{number:08d}":
            problems.append(f"Load {number:08d} is missing before {manifest.path.name}.")
        previous = manifest.sha256
    return problems
