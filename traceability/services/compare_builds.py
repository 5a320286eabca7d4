"""Whether builds of the same input made the same index (GV-08)."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from traceability.domain.examination import Examination
from traceability.errors import LotlineError
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot

_INPUTS = ("code_version", "models_hash", "packages_hash", "settings_hash", "correction_no")


def compare_builds(settings: Settings) -> Examination:
    """One sentence for each snapshot whose index differs from that of an equal build before it.

    Equal are builds of the same loads and corrections by the same code, models, packages and
    settings. A snapshot whose manifest does not name its settings is compared with none.
    """
    try:
        published = snapshots.published(settings)
    except LotlineError as error:
        return Examination("repeated builds (GV-08)", 0, (error.message,))
    told = [one for one in published if one.manifest.get("settings_hash")]
    faults = []
    for _, group in groupby(sorted(told, key=lambda one: (_inputs(one), one.id)), key=_inputs):
        first, *others = group
        faults += [
            f"GV-08: snapshots {first.id} and {other.id} were built of the same input, and their "
            f"indexes differ in {', '.join(_differing(first, other))}: use neither, and report "
            "both manifests."
            for other in others
            if _differing(first, other)
        ]
    return Examination("repeated builds (GV-08)", len(told), tuple(faults))


def _inputs(snapshot: Snapshot) -> tuple[str, ...]:
    manifest = snapshot.manifest
    return (
        str(manifest["last_load"]["sha256"]),
        *(str(manifest.get(name)) for name in _INPUTS),
        json.dumps(manifest.get("corrections"), sort_keys=True),
    )


def _differing(first: Snapshot, other: Snapshot) -> list[str]:
    one, two = _index_hashes(first.manifest), _index_hashes(other.manifest)
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def _index_hashes(manifest: dict[str, Any]) -> dict[str, str]:
    return {
        name: told["sha256"]
        for name, told in manifest["files"].items()
        if name.startswith("index/")
    }
