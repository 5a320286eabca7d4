"""What `audit` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable

if TYPE_CHECKING:
    from traceability.domain.record_audits import ErrorRate, RecordAudit
    from traceability.services.audit_records import AuditReport


def report_lines(report: AuditReport) -> list[str]:
    """What was drawn, and how far it is."""
    audit = report.audit
    orders = len({entry.work_order_code for entry in report.entries})
    days = f"from {audit.period_from} to before {audit.period_until}"
    lines = [f"Audit {audit.audit_no} ({audit.period}), orders started {days}."]
    lines.append(
        f"Drawn: {orders} of {audit.population_count} orders, seed {audit.seed}, snapshot "
        f"{audit.snapshot_id}, by {audit.drawn_by}."
    )
    whole = report.rates[0]
    lines.append(f"Error rate of the records: {rate_words(whole)}.")
    if whole.no_paper_count:
        lines.append(f"{whole.no_paper_count} fields have no paper or screen to compare with.")
    if whole.open_count:
        lines.append(f"{whole.open_count} fields are still to be compared.")
    lines += [
        f"Computed of the same snapshot: {figure.title.lower()} ({figure.measure}) "
        f"{_percent(figure.ratio)}."
        for figure in report.figures
    ]
    return lines


def report_tables(report: AuditReport) -> list[TextTable]:
    """Error rates by line, shift and field, and every error."""
    rates = tuple(
        (rate.by, rate.code, str(rate.error_count), str(rate.compared_count), rate_words(rate))
        for rate in report.rates[1:]
    )
    errors = tuple(
        (
            str(one.entry_no),
            one.work_order_code,
            one.record,
            one.field,
            one.recorded or "(nothing)",
            one.seen or "",
            f"{one.source_file}:{one.source_row}" if one.source_file else "",
        )
        for one in report.entries
        if one.verdict in {"differs", "unrecorded"}
    )
    tables = [TextTable("Error rates", ("by", "code", "errors", "compared", "rate"), rates)]
    if errors:
        columns = ("no", "order", "record", "field", "recorded", "seen", "file and line")
        tables.append(TextTable("Errors", columns, errors))
    return tables


def audit_table(found: list[tuple[RecordAudit, ErrorRate]]) -> TextTable:
    """One row per audit."""
    columns = ("no", "period", "from", "before", "drawn by", "compared", "open", "error rate")
    rows = tuple(
        (
            str(audit.audit_no),
            str(audit.period),
            audit.period_from,
            audit.period_until,
            audit.drawn_by,
            str(rate.compared_count),
            str(rate.open_count),
            rate_words(rate),
        )
        for audit, rate in found
    )
    return TextTable("Audits", columns, rows)


def rate_words(rate: ErrorRate) -> str:
    """A rate with its interval, or that nothing was compared."""
    if rate.interval is None:
        return "nothing compared yet"
    low, high = rate.interval
    return (
        f"{_percent(rate.rate)} ({rate.error_count} of {rate.compared_count}), "
        f"95 % interval {_percent(low)} to {_percent(high)}"
    )


def _percent(share: float | None) -> str:
    return "not assessable" if share is None else f"{share * 100:.1f} %"
