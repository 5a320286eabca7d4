"""The periodic audit: draw orders, take in what a person compared, and say the error rate."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from traceability.domain.record_audits import (
    AuditPeriod,
    Verdict,
    draw_orders,
    error_rates,
)
from traceability.domain.roles import Act
from traceability.errors import DataMissingError, LotlineError, NotFoundError, UsageError
from traceability.services.list_metrics import list_metrics
from traceability.store import snapshots
from traceability.store.audit_orders import read_fields, read_population
from traceability.store.warehouse import open_warehouse

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.record_audits import AuditEntry, ErrorRate, RecordAudit
    from traceability.services.list_metrics import Figure
    from traceability.settings import Settings

_BESIDE = (
    ("backward_completeness", "shipped_lots"),
    ("link_coverage", "components"),
    ("breadth_depth", "consumptions"),
    ("breadth_depth", "outputs"),
)
"""The computed completeness that stands beside the error rate: metric and measure."""


@dataclass(frozen=True, slots=True)
class AuditReport:
    """One audit: what was drawn, the errors, and what was computed of the same snapshot.

    figures: empty where the snapshot was never measured and is gone.
    """

    audit: RecordAudit
    entries: tuple[AuditEntry, ...]
    rates: tuple[ErrorRate, ...]
    figures: tuple[Figure, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {
            "audit": self.audit,
            "rates": [rate_document(rate) for rate in self.rates],
            "computed": self.figures,
            "entries": self.entries,
        }


def draw_audit(
    settings: Settings,
    actor: Person,
    period: AuditPeriod,
    *,
    size: int = 10,
    seed: str | None = None,
    day: str | None = None,
) -> AuditReport:
    """Draw orders of the last whole week or month before a day, every line and shift in its turn.

    Without a seed one is made; it is kept, so that anybody can draw the same again. Raises
    UsageError for a day that is none, DataMissingError where no order started in the period,
    RefusedError where the role does not allow it.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.record_audits import add_audit  # noqa: PLC0415

    actor.check_may(Act.AUDIT_RECORDS)
    first, last = last_whole(period, _day(day))
    found = snapshots.current(settings)
    kept_seed = seed or secrets.token_hex(8)
    with open_warehouse(found.warehouse, settings) as connection:
        population = read_population(connection, first.isoformat(), last.isoformat())
        if not population:
            raise DataMissingError(
                f"No order started from {first} to before {last} in snapshot {found.id}.",
                hint="Name a day after another period: --day 2026-03-02",
            )
        entries = [
            {
                "work_order_code": order.work_order_code,
                "line_code": order.line_code,
                "shift_code": order.shift_code,
                **field,
            }
            for order in draw_orders(population, kept_seed, size)
            for field in read_fields(connection, order.work_order_code)
        ]
    told = {
        "period": str(period),
        "period_from": first.isoformat(),
        "period_until": last.isoformat(),
        "seed": kept_seed,
        "size": size,
        "population_count": len(population),
        "snapshot_id": found.id,
    }
    with open_state(settings).write(actor) as write:
        number = add_audit(write, told, entries)
    return show_audit(settings, number)


def enter_audit(
    settings: Settings, actor: Person, audit_no: int, rows: list[dict[str, str]]
) -> AuditReport:
    """Take in a filled sheet: rows with entry_no, verdict and seen; others of its columns are told.

    A row without verdict is left open. A row without entry_no, with order, record, field and seen,
    is something that stands on paper and in no record. All rows are kept or none. Raises
    NotFoundError, UsageError that names the row, RefusedError where the role does not allow it.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state import record_audits as state  # noqa: PLC0415

    actor.check_may(Act.AUDIT_RECORDS)
    with open_state(settings).write(actor) as write:
        _only(state.read_audits(write, audit_no), audit_no)
        entries = {entry.entry_no: entry for entry in state.read_entries(write, audit_no)}
        answers, fresh = _sorted_out(rows, entries)
        numbers = state.add_entries(write, audit_no, [entry for entry, _ in fresh])
        found = [
            {"entry_no": number, "verdict": str(Verdict.UNRECORDED), "seen": seen}
            for number, (_, seen) in zip(numbers, fresh, strict=True)
        ]
        state.add_answers(write, audit_no, [*answers, *found])
    return show_audit(settings, audit_no)


def show_audit(settings: Settings, audit_no: int) -> AuditReport:
    """One audit with its error rates. Raises NotFoundError."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state import record_audits as state  # noqa: PLC0415

    with open_state(settings).read() as read:
        audit = _only(state.read_audits(read, audit_no), audit_no)
        entries = state.read_entries(read, audit_no)
    return AuditReport(
        audit, tuple(entries), tuple(error_rates(entries)), _computed(settings, audit.snapshot_id)
    )


def list_audits(settings: Settings) -> list[tuple[RecordAudit, ErrorRate]]:
    """All audits, the latest first, each with its error rate over all fields."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state import record_audits as state  # noqa: PLC0415

    with open_state(settings).read() as read:
        audits = state.read_audits(read)
        entries = state.read_entries(read)
    return [
        (one, error_rates([entry for entry in entries if entry.audit_no == one.audit_no])[0])
        for one in reversed(audits)
    ]


def rate_document(rate: ErrorRate) -> dict[str, Any]:
    """An error rate as plain values, with its interval."""
    low, high = rate.interval or (None, None)
    return {
        "by": rate.by,
        "code": rate.code,
        "error_count": rate.error_count,
        "compared_count": rate.compared_count,
        "no_paper_count": rate.no_paper_count,
        "open_count": rate.open_count,
        "rate": rate.rate,
        "low": low,
        "high": high,
    }


def last_whole(period: AuditPeriod, day: date) -> tuple[date, date]:
    """The last whole week (from Monday) or month that was over on a day; the second day is out."""
    if period is AuditPeriod.WEEKLY:
        until = day - timedelta(days=day.weekday())
        return until - timedelta(days=7), until
    until = day.replace(day=1)
    return (until - timedelta(days=1)).replace(day=1), until


def _sorted_out(
    rows: list[dict[str, str]], entries: dict[int, AuditEntry]
) -> tuple[list[dict[str, Any]], list[tuple[dict[str, Any], str]]]:
    """Answers to entries, and fields without record, each with what was seen."""
    answers, fresh = [], []
    for line, row in enumerate(rows, start=2):
        told = {name: (row.get(name) or "").strip() for name in row}
        verdict, seen = told.get("verdict", ""), told.get("seen", "")
        if not told.get("entry_no"):
            if seen:
                fresh.append((_unrecorded(line, told, entries), seen))
            continue
        if verdict == "":
            continue
        number = int(told["entry_no"]) if told["entry_no"].isdigit() else 0
        allowed = [one for one in Verdict if one is not Verdict.UNRECORDED]
        if number not in entries or verdict not in allowed:
            raise UsageError(
                f"Row {line} of the sheet: entry {told['entry_no']} with verdict {verdict!r}.",
                hint=f"Entries are 1 to {len(entries)}, verdicts {', '.join(allowed)}.",
            )
        if verdict == Verdict.DIFFERS and not seen:
            raise UsageError(
                f"Row {line} of the sheet: it differs, and column seen is empty.",
                hint="Write what stands on paper or screen.",
            )
        if entries[number].verdict is not None:
            raise UsageError(
                f"Row {line} of the sheet: entry {number} was answered by "
                f"{entries[number].answered_by} before.",
                hint="Leave out the verdict of rows that were entered.",
            )
        answers.append({"entry_no": number, "verdict": verdict, "seen": seen or None})
    if len({answer["entry_no"] for answer in answers}) < len(answers):
        raise UsageError("The sheet answers an entry twice.", hint="Leave one row of each.")
    return answers, fresh


def _unrecorded(line: int, told: dict[str, str], entries: dict[int, AuditEntry]) -> dict[str, Any]:
    """The entry of a field that stands on paper alone; its order must be one of the audit."""
    order = next(
        (one for one in entries.values() if one.work_order_code == told.get("order")), None
    )
    if order is None or not told.get("field"):
        raise UsageError(
            f"Row {line} of the sheet has no entry_no, and no order of the audit with a field.",
            hint="Write order, record and field of what stands on paper alone.",
        )
    return {
        "work_order_code": order.work_order_code,
        "line_code": order.line_code,
        "shift_code": order.shift_code,
        "record": told.get("record") or "on paper alone",
        "field": told["field"],
        "recorded": None,
        "source_file": None,
        "source_row": None,
    }


def _computed(settings: Settings, snapshot_id: str) -> tuple[Figure, ...]:
    try:
        found = list_metrics(settings, snapshot_id=snapshot_id)
    except LotlineError:  # the snapshot is gone, or was never measured
        return ()
    return tuple(
        one
        for one in found.figures
        if (one.metric_id, one.measure) in _BESIDE and one.weight == "count"
    )


def _only(audits: list[RecordAudit], audit_no: int) -> RecordAudit:
    if not audits:
        raise NotFoundError(
            f"There is no audit {audit_no}.", hint="`lotline audit list` lists them."
        )
    return audits[0]


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text} is no day.", hint="Write it as 2026-03-02.") from None
