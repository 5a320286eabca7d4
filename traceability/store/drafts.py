"""The draft of a snapshot: what lies under `build/`, whose it is and how far it has come.

`build/<id>/` becomes the snapshot, `build/<id>.work/` holds working files, `build/draft.json` the
state between two steps. No two builds share a path: the dbt of a killed build may live on for a
while, and must not find the files of the next one.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traceability.store.durable_files import write_json

if TYPE_CHECKING:
    from traceability.settings import Settings

_FILE = "draft.json"


@dataclass(frozen=True, slots=True)
class Draft:
    """A snapshot in the making.

    id: name of the snapshot to be. owner: the run that began it; nobody else goes on with it.
    built_at: ISO 8601, UTC. last_load: id of the last load it shows. done: finished steps, in
    order. models_hash: of the models that filled it. checks: count of each status, by judge.
    corrections: what pins those it was given: highest number, count, hash, end of the audit trail.
    """

    id: str
    owner: str
    built_at: str
    last_load: str
    done: tuple[str, ...] = ()
    models_hash: str = ""
    checks: dict[str, dict[str, int]] = field(default_factory=dict)
    corrections: dict[str, Any] = field(default_factory=dict)


def draft_folder(settings: Settings, draft: Draft) -> Path:
    """The folder that becomes the snapshot."""
    return settings.build / draft.id


def draft_warehouse(settings: Settings, draft: Draft) -> Path:
    """The DuckDB file that is being filled."""
    return draft_folder(settings, draft) / "warehouse.duckdb"


def draft_work(settings: Settings, draft: Draft) -> Path:
    """Working files and logs of the steps; gone once the snapshot is in force."""
    return settings.build / f"{draft.id}.work"


def write_draft(settings: Settings, draft: Draft) -> None:
    """Keep the state of the draft, in one step."""
    write_json(settings.build / _FILE, asdict(draft))


def read_draft(settings: Settings) -> Draft | None:
    """The draft that a run left; None when there is none that can be read."""
    try:
        document = json.loads((settings.build / _FILE).read_text(encoding="utf-8"))
        return Draft(**{**document, "done": tuple(document["done"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
