"""How healthy the data is, in one breath: findings by severity, checks of the build, the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.components.markup import Markup, join, show, tag
from app.components.tiles import tile
from app.components.wording import many, number
from traceability.services.list_findings import failed_checks

if TYPE_CHECKING:
    from traceability.domain.finding_life import BuildChanges
    from traceability.services.list_findings import CheckSummary

SEVERITIES = {
    "S1": "breaks or falsifies a trace",
    "S2": "makes an amount, a time or a record poor",
    "S3": "legal, and worth a look",
}
"""What a severity means, as the list of rules has it."""
_TILES = {"S1": "S1 · breaks a trace", "S2": "S2 · poor record", "S3": "S3 · worth a look"}


def health_verdict(
    summary: CheckSummary, rejected: int, changes: BuildChanges | None = None
) -> None:
    """The verdict and its numbers; what was not checked is never shown as good."""
    counts = severity_counts(summary)
    sentences = [
        *_findings(summary, counts),
        *_changes(changes),
        *_checks(summary),
        *_door(rejected),
    ]
    tiles = [
        *(
            tile(
                severity,
                _TILES[severity],
                counts.get(severity),
                anchor="causes",
                is_warning=severity == "S1",
            )
            for severity in SEVERITIES
        ),
        _check_tile(summary),
        tile("door", "Rejected rows", rejected, is_warning=True),
    ]
    show(
        tag(
            "section",
            tag("p", *(join(one, " ") for one in sentences), of="ll-verdict", role="status"),
            tag("div", *tiles, of="ll-tiles"),
        )
    )


def severity_counts(summary: CheckSummary) -> dict[str, int]:
    """Findings of each severity; empty when nobody looked for any."""
    if not summary.looked:
        return {}
    return {
        severity: sum(getattr(rule, severity.lower()) or 0 for rule in summary.rules)
        for severity in SEVERITIES
    }


def _findings(summary: CheckSummary, counts: dict[str, int]) -> list[Markup]:
    if not summary.looked:
        return [join(tag("strong", "Unchecked:"), " nobody looked for findings in this snapshot.")]
    total = sum(counts.values())
    if not total:
        return [join(f"{many(len(summary.rules), 'rule')} looked, and found nothing.")]
    told = [
        join(tag("strong", many(counts["S1"], "finding")), " can break or falsify a trace.")
        if counts["S1"]
        else join("No finding breaks a trace."),
        join(f"{many(len(summary.causes), 'cause')} in all: each is mended in one go."),
    ]
    others = counts["S2"] + counts["S3"]
    if others:
        told.insert(1, join(f"{number(others)} more {_weigh(others)} less."))
    return told


def _weigh(count: int) -> str:
    return "weighs" if count == 1 else "weigh"


def _changes(changes: BuildChanges | None) -> list[Markup]:
    """What came and went since the build before; nothing where no builds were compared."""
    if changes is None:
        return []
    told = f"{number(changes.new_count + changes.returned_count)} are new in this build"
    back = f" ({number(changes.returned_count)} came back)" if changes.returned_count else ""
    return [join(f"{told}{back}, {number(changes.resolved_count)} are resolved.")]


def _checks(summary: CheckSummary) -> list[Markup]:
    if not summary.judged:
        return [join(tag("strong", "Unchecked:"), " no check was run over this build.")]
    failed = failed_checks(summary)
    if failed:
        return [join(tag("strong", f"{many(len(failed), 'check')} of the build failed."))]
    return [join("Every check of the build holds.")]


def _door(rejected: int) -> list[Markup]:
    if not rejected:
        return [join("No row was rejected.")]
    verb = "was" if rejected == 1 else "were"
    return [join(tag("strong", many(rejected, "row")), f" {verb} rejected at the door.")]


def _check_tile(summary: CheckSummary) -> Markup:
    if not summary.judged:
        return tile("checks", "Checks of the build", None)
    contracts = [check for check in summary.checks if check.rule_id is None]
    failed = len(failed_checks(summary))
    note = f"failed, of {number(len(contracts))}" if failed else f"of {number(len(contracts))} hold"
    return tile(
        "checks", "Checks of the build", failed or len(contracts), note, is_warning=bool(failed)
    )
