"""Open an investigation with the approval of a wrong lot whose products were shipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import CaseKind
from traceability.errors import NotFoundError
from traceability.services.cases.open_case import NewCase, open_case
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import resolve_question

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.wrong_lots import WrongLotFile
    from traceability.settings import Settings


def open_for_wrong_lot(
    settings: Settings, actor: Person, file: WrongLotFile, decide: Callable[[Any], None]
) -> int:
    """Keep the decision, the case and that they belong together, or none of it.

    The case is about what came of the order; about the wrong lot itself where the records no longer
    know the order. decide: keeps the decision in the transaction it is given. Returns the number.
    """
    from traceability.store.state.case_watch import (  # noqa: PLC0415 - keeps SQLAlchemy off a trace
        add_wrong_lot_case,
    )

    one = file.wrong_lot
    lot = f"{one.item_code or '?'}:{one.lot_code or '(unknown)'}"
    title = f"Wrong lot {one.wrong_lot_no}: {lot} in order {one.work_order_code}"

    def keep(write: Any, case_no: int) -> None:
        decide(write)
        add_wrong_lot_case(write, one.wrong_lot_no, case_no)

    new = NewCase(
        CaseKind.INVESTIGATION,
        f"{title}; what came of it was shipped. {one.what}",
        (_asked(settings, file),),
        title=title,
    )
    return open_case(settings, actor, new, beside=keep)


def _asked(settings: Settings, file: WrongLotFile) -> str:
    order = f"order:{file.wrong_lot.work_order_code}"
    try:
        resolve_question(open_snapshot(settings).index, [order])
    except NotFoundError:
        return file.wrong_lot.lot_id
    return order
