"""Where an export comes from: snapshot, cut-off, code version, filters, and its own SHA-256."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from traceability.errors import RefusedError
from traceability.services.write_json import as_json
from traceability.store.durable_files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from traceability.services.exports.choose_extent import Extent

ENDING = ".provenance.json"


def stamp(extent: Extent, kind: str) -> dict[str, Any]:
    """What every export of this extent says of itself."""
    manifest = extent.snapshot.manifest
    sources = sorted(manifest["sources"], key=lambda row: str(row["source_system"]))
    return {
        "kind": kind,
        "snapshot_id": extent.snapshot.id,
        "built_at": manifest["built_at"],
        "data_as_of": manifest.get("data_as_of"),
        "sources": [
            {"source_system": row["source_system"], "data_as_of": row.get("data_as_of")}
            for row in sources
        ],
        "code_version": manifest["code_version"],
        "filters": extent.filters,
    }


def stamp_rows(told: dict[str, Any]) -> list[tuple[str, str]]:
    """The same as rows of name and value, for a sheet."""
    rows: list[tuple[str, str]] = []
    for name, value in told.items():
        if name == "sources":
            rows += [
                (f"data_as_of {row['source_system']}", row["data_as_of"] or "") for row in value
            ]
        elif isinstance(value, dict):
            rows += [(f"{name} {key}", _text(one)) for key, one in value.items()]
        else:
            rows.append((name, _text(value)))
    return rows


def write_stamp(path: Path, told: dict[str, Any]) -> dict[str, Any]:
    """Write `FILE.provenance.json` beside a finished file, with the SHA-256 of its bytes."""
    document = {**told, "file": path.name, "sha256": sha256_of(path), "bytes": path.stat().st_size}
    with whole_file(path.with_name(path.name + ENDING)) as draft:
        draft.write_text(as_json(document) + "\n", encoding="utf-8", newline="\n")
    return document


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A draft to write to, which takes the file's place when all went well, else goes.

    Raises RefusedError when the place cannot be written to.
    """
    draft = path.with_name(f"{path.name}.draft")
    try:
        try:
            yield draft
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise RefusedError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another file."
        ) from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else as_json(value)
