"""What `compliance` and the reports beside it print for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable, many
from traceability.services.compliance.executive_words import says
from traceability.services.compliance.judge_register import NOTICE

if TYPE_CHECKING:
    from pathlib import Path

    from traceability.services.compliance.audit_archive import AuditArchive
    from traceability.services.compliance.executive_page import ExecutivePage
    from traceability.services.compliance.figure import Figure
    from traceability.services.compliance.judge_register import Judged, Register


def register_lines(found: Register) -> list[str]:
    """As of when, how many of each verdict, and how it is to be read."""
    counted = ", ".join(f"{count} {verdict}" for verdict, count in found.counts.items())
    build = f"snapshot {found.snapshot_id}" if found.snapshot_id else "no build"
    count = many(len(found.requirements), "requirement")
    return [f"{count} as of {found.as_of:%Y-%m-%d %H:%M} UTC, by {build}: {counted}.", NOTICE]


def register_tables(found: Register, language: str) -> list[TextTable]:
    """The requirements, then the evidence of each."""
    is_zh = language == "zh"
    heads = ("standard", "clause", "requirement", "verdict", "threshold", "last met", "paraphrase")
    rows = tuple(
        (
            one.standard,
            one.clause,
            one.requirement_id,
            one.verdict.says_zh if is_zh else str(one.verdict),
            one.threshold,
            _last_met(one),
            f"{one.says_zh if is_zh else one.says} [{one.source}]",
        )
        for one in found.requirements
    )
    columns = ("requirement", "evidence", "figure", "verdict", "from", "to", "note")
    evidence = tuple(
        (
            one.requirement_id,
            figure.says_zh if is_zh else figure.says,
            _share(figure),
            figure.verdict.says_zh if is_zh else str(figure.verdict),
            figure.first_date or "",
            figure.last_date or "",
            figure.note,
        )
        for one in found.requirements
        for figure in one.evidence
    )
    return [TextTable("Requirements", heads, rows), TextTable("Evidence", columns, evidence)]


def archive_lines(written: AuditArchive) -> list[str]:
    """Where it is, what it holds, and the hash to hand over beside it."""
    held = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in written.counts.items())
    return [
        f"{written.file}: {written.file_count} files of {written.begins} to {written.ends}.",
        f"SHA-256 {written.sha256}",
        f"It holds: {held}." if held else "It holds nothing of that time.",
        "Hand over the SHA-256 by another way than the file; VERIFY.txt in it says how to check.",
    ]


def page_lines(page: ExecutivePage, language: str, output: Path | None) -> list[str]:
    """The verdict, and where the page was written."""
    told = page.verdict_says_zh if language == "zh" else page.verdict_says
    return [told, *([f"{output}: written."] if output else [])]


def page_table(page: ExecutivePage, language: str) -> TextTable:
    """One row per tile."""
    is_zh = language == "zh"
    names = ("tile", "status", "value", "owner", "as_of", "definition")
    rows = tuple(
        (
            tile.title_zh if is_zh else tile.title,
            says(language, str(tile.colour)),
            tile.value_zh if is_zh else tile.value,
            tile.owner or says(language, "nobody"),
            tile.as_of[:10],
            tile.definition_zh if is_zh else tile.definition,
        )
        for tile in page.tiles
    )
    return TextTable(says(language, "page"), tuple(says(language, name) for name in names), rows)


def _last_met(one: Judged) -> str:
    return f"{one.last_met_on} by {one.last_met_by}" if one.last_met_on else "never"


def _share(figure: Figure) -> str:
    return f"{figure.numerator} / {figure.denominator}"
