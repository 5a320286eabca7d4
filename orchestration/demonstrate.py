"""The demo: an example plant, from its extracts to one timed answer."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

import examples
from ingestion.ingest import ingest
from ingestion.profile import CONTRACTS
from simulator.industries import INDUSTRIES
from simulator.plant import Observed
from simulator.records import Records
from simulator.show_plants import SIZES, show_plants
from simulator.write_extracts import write_extracts
from simulator.write_truth import TRUTH, with_truth
from traceability.domain.scope import Direction
from traceability.errors import RefusedError, UsageError
from traceability.services.trace_lot import trace_lot
from traceability.settings import Settings
from traceability.store.manifests import read_manifests
from traceability.store.marts import WarehouseMarts
from traceability.store.snapshots import Snapshot
from traceability.store.warehouse import open_warehouse

_EXAMPLES = {"tryton_food": "tryton"}
"""Example folder -> the profile that reads it."""

_MOST_TRACED = 200
"""So many received lots, the first ones, are tried for the one worth tracing."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What to show: an example's folder or an industry; seed and size are those of its plants."""

    data: str
    seed: int = 1
    size: str = "s"


def load_example(settings: Settings, demo: Demo, publish: Callable[[Settings], Snapshot]) -> str:
    """Ingest, build and publish an example; returns the id of the raw lot worth tracing.

    Raises UsageError for an unknown example, and RefusedError when the home holds other data.
    """
    if demo.data in _EXAMPLES:
        profile = _EXAMPLES[demo.data]
        others = {load.document["profile"] for load in read_manifests(settings)} - {profile}
        _refuse_others(settings, "profiles", others)
        tables = Path(examples.__file__).parent / demo.data / "tables"
        ingest([tables], settings, profile=profile)
    else:
        _load_simulated(settings, demo)
    snapshot = publish(settings)
    return _widest_raw_lot(settings, snapshot)


def _load_simulated(settings: Settings, demo: Demo) -> None:
    """Play the plants, write their extracts and ingest them as files of contract shape."""
    names = (*_EXAMPLES, *INDUSTRIES)
    if demo.data not in INDUSTRIES:
        raise UsageError(
            f"There is no example {demo.data}.", hint=f"Examples: {', '.join(sorted(names))}."
        )
    if demo.size not in SIZES:
        raise UsageError(f"There is no size {demo.size}.", hint=f"Sizes: {', '.join(SIZES)}.")
    others = {load.document["profile"] for load in read_manifests(settings)} - {CONTRACTS}
    _refuse_others(settings, "profiles", others)
    bounds: dict[str, dict[str, dict[str, float]]] = {"sites": {}, "places": {}}
    with tempfile.TemporaryDirectory(prefix="lotline-") as name:
        folder, truth = Path(name) / "extracts", Path(name) / TRUTH
        _say("playing the plants and writing what their systems record")
        plants = with_truth(show_plants(demo.data, demo.seed, SIZES[demo.size]), truth)
        write_extracts(_played(plants, bounds), folder)
        _refuse_others(settings, "extracts", _other_files(settings, folder))
        _say("landing the extracts")
        ingest([folder], settings)
        shutil.copytree(truth, settings.home / TRUTH, dirs_exist_ok=True)
    _state_bounds(settings, bounds)


def _say(step: str) -> None:
    """Tell a step that takes minutes for large plants."""
    sys.stderr.write(f"lotline: {step}\n")
    sys.stderr.flush()


def _played(
    plants: Iterable[Observed], bounds: dict[str, dict[str, dict[str, float]]]
) -> Iterator[Records]:
    """Records of one plant after the other; their true bounds are gathered on the way."""
    for observed in plants:
        for kind, stated in observed.bounds.document().items():
            bounds[kind] |= stated
        yield observed.records


def _state_bounds(settings: Settings, bounds: dict[str, dict[str, dict[str, float]]]) -> None:
    """Write what is true of the plants into the home's bounds.yml, unless a person wrote one."""
    path = settings.bounds_file
    if not path.exists():
        path.write_text(yaml.safe_dump(bounds), encoding="utf-8")


def _other_files(settings: Settings, folder: Path) -> set[str]:
    """Names of landed files that are none of this folder's, byte by byte."""
    mine = set()
    for path in folder.iterdir():
        with path.open("rb") as file:
            mine.add(hashlib.file_digest(file, "sha256").hexdigest())
    return {
        str(file["name"])
        for load in read_manifests(settings)
        for file in load.document["files"]
        if file["sha256"] not in mine
    }


def _refuse_others(settings: Settings, kind: str, others: set[str]) -> None:
    if others:
        raise RefusedError(
            f"{settings.home} holds data of other {kind}: {', '.join(sorted(others))}.",
            hint="Set LOTLINE_HOME to an empty folder for the demo.",
        )


def _widest_raw_lot(settings: Settings, snapshot: Snapshot) -> str:
    """The received raw lot that reached most customers; ties go to the first received."""
    with open_warehouse(snapshot.warehouse, settings) as connection:
        lots = WarehouseMarts(connection).batches("trace_lots", ("first_seen_at", "lot_id"))
        received = [
            str(row["lot_id"])
            for batch in lots
            for row in batch.to_pylist()
            if row["origin"] == "received" and not row["is_unknown"]
        ]
    return max(
        received[:_MOST_TRACED],
        key=lambda lot: trace_lot(settings, [lot], direction=Direction.FORWARD).counts.customers,
    )
