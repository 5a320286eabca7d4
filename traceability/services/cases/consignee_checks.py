"""What effectiveness checks found, against how many the level of a case asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from traceability.domain.consignees import percent
from traceability.domain.effectiveness import sample_size
from traceability.domain.instants import utc_text
from traceability.services.cases.consignee_ledger import pair_of

if TYPE_CHECKING:
    from traceability.services.cases.consignee_ledger import Entries

Row = dict[str, Any]
_NO_PLAN: Row = {
    **dict.fromkeys(("level", "percent", "seed", "population", "population_now", "required")),
    "done": 0,
    "effective": 0,
    "coverage_percent": None,
    "sample": [],
}


def checks_section(people: list[Row], entries: Entries) -> Row:
    """The plan in force and its results; a consignee that left the lists stays in the sample.

    required: of those to call now, who may be more than when the sample was drawn.
    """
    if not entries.plans:
        return dict(_NO_PLAN)
    plan = entries.plans[-1]
    last = {pair_of(row): row for row in entries.checks}
    names = {pair_of(line): line["customer_name"] for line in people}
    sample = [_line(customer, ship_to, names, last) for customer, ship_to in plan["sample"]]
    done = [row for row in sample if row["is_done"]]
    now = len({pair_of(line) for line in people})
    required = max(len(sample), sample_size(plan["percent"], now))
    return {
        "level": plan["level"],
        "percent": plan["percent"],
        "seed": plan["seed"],
        "population": plan["population_count"],
        "population_now": now,
        "required": required,
        "done": len(done),
        "effective": sum(row["is_effective"] for row in done),
        "coverage_percent": percent(Decimal(len(done)), Decimal(required)),
        "sample": sample,
    }


def _line(
    customer: str, ship_to: str | None, names: dict[Any, str | None], last: dict[Any, Row]
) -> Row:
    found = last.get((customer, ship_to))
    return {
        "customer_code": customer,
        "customer_name": names.get((customer, ship_to)),
        "ship_to_code": ship_to,
        "is_done": found is not None,
        "is_effective": found["has_notice"] and found["has_acted"] if found else None,
        "has_notice": found["has_notice"] if found else None,
        "has_acted": found["has_acted"] if found else None,
        "method": found["method"] if found else None,
        "checked_at": utc_text(found["checked_at"]) if found else None,
        "checked_by": found["entered_by"] if found else None,
        "note": found["note"] if found else "",
    }
