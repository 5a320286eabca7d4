"""Lands the hand-written plants in a home, as three more systems of strangers."""

from __future__ import annotations

import yaml

from ingestion.ingest import ingest
from simulator.write_extracts import write_extracts
from tests.hand_plants import PLANTS
from traceability.settings import Settings


def land_plants(settings: Settings) -> None:
    """Write and land their extracts; put their bounds beside those that the home has."""
    extracts = settings.home / "hand_plants"
    write_extracts(PLANTS.values(), extracts)  # type: ignore[arg-type]
    path = settings.home / "bounds.yml"
    bounds = yaml.safe_load(path.read_text(encoding="utf-8"))
    for one in PLANTS.values():
        for part, entries in one.bounds.items():
            bounds[part] |= entries
    path.write_text(yaml.safe_dump(bounds, sort_keys=True), encoding="utf-8")
    ingest([extracts], settings)
