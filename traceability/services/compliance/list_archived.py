"""The lists of an audit archive that come from cases, the register and the landing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.instants import read_instant
from traceability.services.compliance.drill_evidence import drill_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from traceability.services.compliance.evidence_ground import KeptCase
    from traceability.services.compliance.judge_register import Register
    from traceability.store.manifests import LoadManifest

Row = tuple[Any, ...]

CASE_COLUMNS = (
    *("case", "kind", "state", "title", "reason", "scenario", "is_simulated", "opened_by"),
    *("opened_at", "closed_at", "outcome", "family", "direction", "is_blind", "is_passed"),
    *("seconds_to_scope", "seconds_to_hold", "is_balanced", "signed_by", "record_sha256"),
)
BALANCE_COLUMNS = (
    *("case", "level", "uom", "subject_count", "in_qty", "accounted_qty", "residual_qty"),
    *("accounted_percent", "is_within_marks", "suspects"),
)
REGISTER_COLUMNS = (
    *("standard", "clause", "requirement_id", "says", "says_zh", "source", "threshold"),
    *("verdict", "last_met_on", "last_met_by", "owner", "evidence", "query", "site"),
    *("numerator", "denominator", "evidence_verdict", "first_date", "last_date", "note"),
)
FILE_COLUMNS = ("load_id", "landed_at", "source_system", "mode", "name", "sha256", "bytes", "rows")
TRAIL_COLUMNS = (
    *("audit_no", "occurred_at", "timezone", "actor", "actor_kind", "act", "subject"),
    *("subject_key", "old_value", "new_value", "reason", "previous_hash", "row_hash"),
)


@dataclass
class Counted:
    """Rows that are read once, and counted meanwhile."""

    rows: Iterable[Sequence[Any]]
    count: int = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self.rows:
            self.count += 1
            yield row


def case_rows(cases: list[KeptCase]) -> Iterator[Row]:
    """Signed and aborted cases in order of their end; what a record does not tell is empty."""
    for one in cases:
        document = one.document or {}
        drawn = document.get("drill") or {}
        fact = drill_fact(one)
        head = one.head
        yield (
            *(head.name, str(head.kind), str(head.state), head.title, head.reason, head.scenario),
            *(head.is_simulated, head.opened_by, head.opened_at, head.closed_at),
            head.outcome and str(head.outcome),
            *(fact.family, fact.direction, drawn.get("is_blind")),
            (drawn.get("score") or {}).get("is_passed"),
            *(fact.seconds_to_scope, fact.seconds_to_hold, fact.is_balanced),
            "; ".join(
                f"{signed['full_name']} ({signed['role']}): {signed['meaning']}, "
                f"{signed['signed_at']}"
                for signed in document.get("signatures") or ()
            ),
            one.sha256,
        )


def balance_rows(cases: list[KeptCase]) -> Iterator[Row]:
    """The totals of each case as its record has them."""
    names = BALANCE_COLUMNS[1:-1]
    for one in cases:
        for total in ((one.document or {}).get("balances") or {}).get("totals") or ():
            suspects = "; ".join(str(text) for text in total.get("suspects") or ())
            yield (one.head.name, *(total.get(name) for name in names), suspects)


def register_rows(register: Register) -> Iterator[Row]:
    """One row per requirement, evidence and site; one without sites has one row."""
    for one in register.requirements:
        for figure, query in zip(one.evidence, one.queries, strict=True):
            for site, numerator, denominator in [
                ("", figure.numerator, figure.denominator),
                *(
                    (place.site_code or "unknown", place.numerator, place.denominator)
                    for place in figure.sites
                ),
            ]:
                yield (
                    *(one.standard, one.clause, one.requirement_id, one.says, one.says_zh),
                    *(one.source, one.threshold, str(one.verdict), one.last_met_on),
                    *(one.last_met_by, one.owner, figure.evidence, query, site),
                    *(numerator, denominator, str(figure.verdict)),
                    *(figure.first_date, figure.last_date, figure.note),
                )


def loads_between(
    manifests: list[LoadManifest], begins: datetime, ends: datetime
) -> list[LoadManifest]:
    """Loads that landed in a time, in their order."""
    return [one for one in manifests if begins <= read_instant(one.document["landed_at"]) < ends]


def file_rows(manifests: list[LoadManifest]) -> Iterator[Row]:
    """Every source file of these loads."""
    for one in manifests:
        told = one.document
        for file in told["files"]:
            yield (
                *(told["load_id"], told["landed_at"], told["source_system"], told["mode"]),
                *(file["name"], file["sha256"], file["bytes"], file["read"]),
            )
