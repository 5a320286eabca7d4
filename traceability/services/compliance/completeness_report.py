"""The report on completeness: figures of a build, how they moved, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.errors import DataMissingError
from traceability.services.compliance.print_pages import stamp_page
from traceability.services.compliance.report_words import told
from traceability.services.fingerprint_code import code_version
from traceability.services.list_findings import CheckSummary, summarise_checks
from traceability.services.list_metrics import Figure, list_metrics
from traceability.services.list_open_gaps import OpenGaps, list_open_gaps
from traceability.services.open_snapshot import open_snapshot
from traceability.services.reports.blocks import Block, Column, block, long_list, table
from traceability.services.reports.typeset import typeset
from traceability.services.reports.words import Language, Words
from traceability.services.reports.workbook import workbook_bytes
from traceability.services.write_json import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.settings import Settings

_PERCENT = 100
_HEAD = ("backward_completeness", "forward_completeness", "link_coverage", "shipment_coverage")
_FIGURE = (
    *("metric", "measure", "says", "by", "of", "weight", "uom", "numerator", "denominator"),
    *("ratio", "assessable_count", "subject_count", "median", "p95", "most"),
)


@dataclass(frozen=True, slots=True)
class CompletenessReport:
    """All that it shows, as plain values. trend: the headline figures of every build."""

    as_of: datetime
    snapshot: dict[str, Any]
    code_version: str
    figures: tuple[Figure, ...]
    by_site: tuple[Figure, ...]
    trend: tuple[Figure, ...]
    checks: CheckSummary
    open_gaps: OpenGaps | None

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "as_of": self.as_of,
            "snapshot": self.snapshot,
            "code_version": self.code_version,
            "metrics": self.figures,
            "by_site": self.by_site,
            "trend": self.trend,
            "rules": self.checks.rules,
            "open_gaps": self.open_gaps.gaps if self.open_gaps else None,
        }


def completeness_report(
    settings: Settings, *, snapshot_id: str | None = None, as_of: datetime | None = None
) -> CompletenessReport:
    """Gather it of a snapshot, by default the one in force.

    Raises DataMissingError when nothing is built or nothing was measured.
    """
    stamp = open_snapshot(settings, snapshot_id).stamp
    try:
        trend = list_metrics(settings, trend=True).figures
    except DataMissingError:
        trend = ()
    try:
        gaps = list_open_gaps(settings, stamp.id)
    except DataMissingError:
        gaps = None
    return CompletenessReport(
        as_of or datetime.now(UTC),
        {"id": stamp.id, "built_at": stamp.built_at, "data_as_of": stamp.data_as_of},
        code_version(),
        list_metrics(settings, snapshot_id=stamp.id).figures,
        list_metrics(settings, by="site", snapshot_id=stamp.id).figures,
        tuple(one for one in trend if one.metric_id in _HEAD and one.weight == "count"),
        summarise_checks(settings, stamp.id),
        gaps,
    )


def completeness_pdf(report: CompletenessReport, language: Language = Language.EN) -> bytes:
    """The report as PDF; RefusedError where the packages for it are not installed."""
    say = told(language)
    blocks: list[Block] = [block("text", say("how"))]
    blocks += [block("part", say("figures"))]
    blocks += table(
        [
            *(Column(say(name)) for name in ("metric", "measure")),
            *(Column(say(name), "number") for name in ("ratio", "numerator", "denominator")),
            Column(say("uom")),
            Column(say("assessable")),
        ],
        [_line(one, language) for one in report.figures],
    )
    if report.trend:
        blocks += [block("part", say("trend"))]
        blocks += table(
            [
                Column(say("snapshot"), "code"),
                Column(say("metric")),
                Column(say("measure")),
                *(Column(say(name), "number") for name in ("ratio", "numerator", "denominator")),
            ],
            [[one.snapshot_id, *_line(one, language)[:5]] for one in report.trend],
        )
    blocks += [block("part", say("rules")), *_rules(report, language)]
    if report.open_gaps and report.open_gaps.gaps:
        blocks += [_open_gaps(report.open_gaps, language)]
    stamp = stamp_page(
        "Lotline", report.as_document(), report.snapshot, report.as_of, report.code_version
    )
    return typeset(blocks, stamp, Words(language), title=say("title"))


def completeness_workbook(report: CompletenessReport) -> bytes:
    """The same as a workbook: figures, by site, trend, rules, what would stay open."""
    rules = [
        *("rule_id", "subject_kind", "title", "meaning", "finding_count", "s1", "s2", "s3"),
        *("record_count", "missing", "remedy"),
    ]
    gaps = [
        *("subject_kind", "subject_code", "site_code", "line_code", "item_code", "rule_id"),
        *("severity", "message"),
    ]
    open_gaps = report.open_gaps.gaps if report.open_gaps else ()
    stamp = stamp_page(
        "Lotline", report.as_document(), report.snapshot, report.as_of, report.code_version
    )
    sheets: list[tuple[str, Sequence[str], Sequence[Sequence[Any]]]] = [
        ("figures", _FIGURE, [_cells(one) for one in report.figures]),
        ("by site", _FIGURE, [_cells(one) for one in report.by_site]),
        (
            "trend",
            ("snapshot", *_FIGURE),
            [(one.snapshot_id, *_cells(one)) for one in report.trend],
        ),
        ("rules", rules, [[getattr(one, name) for name in rules] for one in report.checks.rules]),
        ("open gaps", gaps, [[getattr(one, name) for name in gaps] for one in open_gaps]),
        ("provenance", ("name", "value"), [*stamp.rows(), ("as_of", report.as_of.isoformat())]),
    ]
    return workbook_bytes(sheets, {"title": "Completeness", "subject": stamp.snapshot_id})


def _line(one: Figure, language: Language) -> list[str]:
    return [
        one.title_zh if language is Language.ZH else one.title,
        f"{one.measure.replace('_', ' ')}, {one.weight}",
        _ratio(one, language),
        decimal_text(one.numerator),
        decimal_text(one.denominator),
        one.uom or "",
        f"{one.assessable_count} / {one.subject_count}",
    ]


def _ratio(one: Figure, language: Language) -> str:
    if one.ratio is None:
        return told(language)("not_assessable")
    if one.is_mean:
        return f"{one.ratio:.3f}"
    shown = f"{_PERCENT * one.ratio:.2f}"
    return f"{'99.99' if shown == '100.00' and one.ratio < 1 else shown} %"


def _cells(one: Figure) -> tuple[Any, ...]:
    return (
        *(one.title, one.measure, one.says, one.dimension, one.dimension_value, one.weight),
        *(one.uom, one.numerator, one.denominator, one.ratio, one.assessable_count),
        *(one.subject_count, one.median, one.p95, one.most),
    )


def _rules(report: CompletenessReport, language: Language) -> list[Block]:
    """Rules that found something; of the others how many found nothing, or could not be judged."""
    say = told(language)
    if not report.checks.looked:
        return [block("warning", say("not_looked"))]
    found = [one for one in report.checks.rules if one.finding_count]
    silent = sum(not one.finding_count and not one.missing for one in report.checks.rules)
    blind = sum(not one.finding_count and bool(one.missing) for one in report.checks.rules)
    columns = [
        Column(say("rule"), "code"),
        Column(say("finding")),
        *(Column(name, "number") for name in ("S1", "S2", "S3")),
    ]
    rows = [
        [one.rule_id, one.title, *(str(count or 0) for count in (one.s1, one.s2, one.s3))]
        for one in found
    ]
    return [*table(columns, rows), block("note", say("other_rules", silent=silent, blind=blind))]


def _open_gaps(gaps: OpenGaps, language: Language) -> Block:
    say = told(language)
    names = ("kind", "subject", "site", "line", "item", "rule", "open")
    kinds = ("text", "code", "text", "text", "code", "code", "text")
    rows = [
        [
            *(one.subject_kind, one.subject_code, one.site_code or "", one.line_code or ""),
            *(one.item_code or "", one.rule_id, one.message),
        ]
        for one in gaps.gaps
    ]
    columns = [Column(say(name), kind) for name, kind in zip(names, kinds, strict=True)]
    return long_list(say("open_gaps"), columns, rows)
