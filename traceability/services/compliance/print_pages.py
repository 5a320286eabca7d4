"""Print the page for the management and the report on completeness: PDF and workbook."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.errors import RefusedError, UsageError
from traceability.services.compliance.executive_words import says
from traceability.services.compliance.write_archive import check_free
from traceability.services.reports.blocks import Block, block
from traceability.services.reports.stamp import Stamp, hash_document
from traceability.services.reports.typeset import typeset
from traceability.services.reports.words import Language, Words

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.services.compliance.executive_page import ExecutivePage
    from traceability.services.compliance.tile import Tile


def executive_pdf(page: ExecutivePage, language: Language = Language.EN) -> bytes:
    """The page as PDF; RefusedError where the packages for it are not installed."""
    told = page.verdict_says_zh if language is Language.ZH else page.verdict_says
    blocks = [block("first", told)]
    for tile in page.tiles:
        blocks += _tile(tile, str(language))
    stamp = stamp_page("Lotline", page.as_document(), page.snapshot, page.as_of, page.code_version)
    return typeset(blocks, stamp, Words(language), title=says(str(language), "page"))


def _tile(tile: Tile, lang: str) -> list[Block]:
    """How it stands, what it shows, and what must be known to judge it."""
    is_zh = lang == "zh"
    beside = [
        tile.definition_zh if is_zh else tile.definition,
        f"{says(lang, 'owner')}: {tile.owner or says(lang, 'nobody')}.",
        f"{says(lang, 'as_of')}: {tile.as_of[:10]}.",
    ]
    title = tile.title_zh if is_zh else tile.title
    return [
        block("section", f"{says(lang, str(tile.colour))} · {title}"),
        block("name", tile.value_zh if is_zh else tile.value),
        block("note", " ".join(beside)),
    ]


def stamp_page(
    name: str,
    document: dict[str, Any],
    snapshot: dict[str, Any],
    at: datetime,
    code_version: str,
) -> Stamp:
    """The stamp of a page that is of no case."""
    return Stamp(
        name=name,
        title=f"{at:%Y-%m-%d}",
        snapshot_id=str(snapshot["id"]),
        data_as_of=str(snapshot.get("data_as_of") or ""),
        code_version=code_version,
        scope_version="-",
        filters="-",
        document_sha256=hash_document(document),
        made_at=at.astimezone(UTC).replace(microsecond=0),
        is_draft=False,
        is_drill=False,
        is_simulated=False,
    )


def write_page(path: Path, data: bytes) -> None:
    """Write a new file. Raises RefusedError where it cannot be written or is there already."""
    check_free(path)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise RefusedError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another file."
        ) from error


def check_kind(path: Path, *kinds: str) -> str:
    """The ending of a file; UsageError where it is none of `kinds`."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in kinds:
        told = " or ".join(f"-o FILE.{one}" for one in kinds)
        raise UsageError(
            f"{path.name}: the ending says no known kind of file.", hint=f"Use {told}."
        )
    return kind
