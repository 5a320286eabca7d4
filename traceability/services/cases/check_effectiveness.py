"""Check whether consignees know and do what they were asked: a plan by level, then results."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.consignees import Method
from traceability.domain.effectiveness import Level, draw, percent_of, sample_size
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.actions_now import actions_now
from traceability.services.cases.consignee_ledger import consignees_of
from traceability.services.cases.notify_consignees import not_to_come
from traceability.services.cases.work_on_case import work_on_case

if TYPE_CHECKING:
    from decimal import Decimal

    from traceability.domain.actors import Person
    from traceability.settings import Settings

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found. has_notice: it knows of the case. has_acted: it did what it was asked."""

    customer: str
    method: Method
    has_notice: bool
    has_acted: bool
    ship_to: str | None = None
    note: str = ""
    at: datetime | None = None


def plan_checks(  # noqa: PLR0917 - level, share and seed of a plan
    settings: Settings,
    actor: Person,
    case_no: int,
    level: Level,
    percent: Decimal | None = None,
    seed: str | None = None,
) -> list[tuple[str, str | None]]:
    """Draw whom to check by 21 CFR 7.42(b)(3); returns them. The last plan counts.

    seed: None draws one, which is kept: with it the same consignees give the same sample. Raises
    UsageError for a share that the level does not have, RefusedError.
    """
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.consignees import add_check_plan  # noqa: PLC0415 - same

    share = percent_of(level, percent)
    kept_seed = (seed or "").strip() or secrets.token_hex(8)
    with work_on_case(settings, actor, case_no) as (write, _):
        _, scope = actions_now(write, case_no)
        people = [(line["customer_code"], line["ship_to_code"]) for line in consignees_of(scope)]
        sample = draw(people, sample_size(share, len(set(people))), kept_seed)
        told = {
            "level": str(level),
            "percent": share,
            "seed": kept_seed,
            "population_count": len(set(people)),
            "sample": [list(one) for one in sample],
        }
        add_check_plan(write, case_no, told)
        what = f"Checks of level {level}: {len(sample)} of {len(set(people))} consignees"
        add_log(write, case_no, f"{what} ({share:f} %).", f"seed {kept_seed}")
    return sample


def enter_check(settings: Settings, actor: Person, case_no: int, told: Check) -> None:
    """Keep what a check found; the last one of a consignee counts.

    Raises RefusedError before a plan, NotFoundError for somebody who was not drawn, UsageError
    where the ship-to is not clear.
    """
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.consignees import (  # noqa: PLC0415 - same
        add_check,
        read_check_plans,
    )

    with work_on_case(settings, actor, case_no) as (write, head):
        plans = read_check_plans(write, case_no)
        if not plans:
            raise RefusedError(
                f"{head.name} has no plan of checks.",
                hint=f"Draw whom to check: lotline case check {head.name} --level C",
            )
        drawn = [
            (customer, ship_to)
            for customer, ship_to in plans[-1]["sample"]
            if customer == told.customer and told.ship_to in {None, ship_to}
        ]
        if not drawn:
            raise NotFoundError(
                f"{told.customer} is not among those drawn to be checked.",
                hint=f"`lotline case customers {head.name}` lists them; a new plan draws anew.",
            )
        if len(drawn) > 1:
            places = ", ".join(ship_to or "(none)" for _, ship_to in drawn)
            raise UsageError(
                f"{told.customer} was drawn {len(drawn)} times: ship-to {places}.",
                hint="Say which: --ship-to CODE.",
            )
        (pair,) = drawn
        row = {
            "plan_no": plans[-1]["plan_no"],
            "customer_code": pair[0],
            "ship_to_code": pair[1],
            "method": str(told.method),
            "has_notice": told.has_notice,
            "has_acted": told.has_acted,
            "note": told.note.strip(),
            "checked_at": not_to_come(told.at, write.at),
        }
        add_check(write, case_no, row)
        word = "effective" if told.has_notice and told.has_acted else "not effective"
        add_log(write, case_no, f"Checked {told.customer} by {told.method}: {word}.", row["note"])
