"""Keep that a consignee was told, when and how; and until when all shall be done."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.consignees import Method
from traceability.errors import NotFoundError, UsageError
from traceability.services.cases.actions_now import actions_now
from traceability.services.cases.consignee_ledger import consignees_of
from traceability.services.cases.work_on_case import work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.cases import CaseHead
    from traceability.settings import Settings

Row = dict[str, Any]
_NAMED = 8


def notify_consignees(  # noqa: PLR0917 - who, how, when
    settings: Settings,
    actor: Person,
    case_no: int,
    customer: str,
    method: Method,
    ship_to: str | None = None,
    at: datetime | None = None,
    note: str = "",
) -> int:
    """Keep a notice for every ship-to of a customer, or for one; returns how many.

    at: None stands for now. Raises NotFoundError for somebody whom the case does not call,
    UsageError for a time to come, RefusedError.
    """
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.consignees import add_notice  # noqa: PLC0415 - same

    with work_on_case(settings, actor, case_no) as (write, head):
        _, scope = actions_now(write, case_no)
        lines = find_consignees(scope, head, customer, ship_to)
        moment = not_to_come(at, write.at)
        for line in lines:
            told = {
                "customer_code": line["customer_code"],
                "ship_to_code": line["ship_to_code"],
                "method": str(method),
                "notified_at": moment,
                "note": note.strip(),
            }
            add_notice(write, case_no, told)
        places = [line["ship_to_code"] for line in lines if line["ship_to_code"]]
        where = f" (ship-to {', '.join(places)})" if places else ""
        add_log(write, case_no, f"Notified {customer}{where} by {method}.", note.strip())
    return len(lines)


def set_time_frame(
    settings: Settings, actor: Person, case_no: int, until: str, note: str = ""
) -> None:
    """Keep until which day it is thought to be done. Raises UsageError for what is no day."""
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.consignees import add_time_frame  # noqa: PLC0415 - same

    try:
        day = date.fromisoformat(until.strip()).isoformat()
    except ValueError:
        raise UsageError(f"{until} is no day.", hint="Write it as 2026-12-31.") from None
    with work_on_case(settings, actor, case_no) as (write, _):
        add_time_frame(write, case_no, {"until_date": day, "note": note.strip()})
        add_log(write, case_no, f"It is thought to be done by {day}.", note.strip())


def find_consignees(scope: Row, head: CaseHead, customer: str, ship_to: str | None) -> list[Row]:
    """Lines to call of a customer, or of one ship-to of it. Raises NotFoundError."""
    people = consignees_of(scope)
    found = [
        line
        for line in people
        if line["customer_code"] == customer and ship_to in {None, line["ship_to_code"]}
    ]
    if found:
        return found
    own = sorted(
        {line["ship_to_code"] or "" for line in people if line["customer_code"] == customer}
    )
    codes = own or sorted({line["customer_code"] for line in people})
    listed = ", ".join(codes[:_NAMED]) + (" and more" if len(codes) > _NAMED else "")
    what = f"{customer} has no ship-to {ship_to}" if own else f"Nobody named {customer} is"
    raise NotFoundError(
        f"{what} among those {head.name} calls.",
        hint=f"There is {listed}: `lotline case customers {head.name}`."
        if codes
        else f"`lotline case customers {head.name}` lists them.",
    )


def not_to_come(at: datetime | None, now: datetime) -> datetime:
    """The moment, None standing for now. Raises UsageError for one that has not come."""
    if at is None:
        return now
    if at > now:
        raise UsageError(f"{at.isoformat()} has not come yet.", hint="Say when it was: --at TIME")
    return at


def told_instant(text: str | None, settings: Settings) -> datetime | None:
    """A time as somebody types it: with its zone, else in the zone of the settings, else UTC.

    Raises UsageError for what is none.
    """
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only where somebody types a time

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f"{text} is no time.", hint="Write it as 2026-11-23T14:05 or 2026-11-23T14:05+01:00."
        ) from None
    zone = ZoneInfo(settings.timezone or "UTC")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
