"""The path of a wrong lot: open it, three statements, a review, the supervisor's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from traceability.domain.questions import parse_asked
from traceability.domain.roles import Act
from traceability.domain.wrong_lots import Disposition, WrongLotState, repeats
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.compare_order_lots import compare_order_lots
from traceability.services.keep_paper import keep_paper
from traceability.services.list_affected import list_affected
from traceability.services.open_snapshot import open_snapshot
from traceability.services.resolve_question import resolve_question, rows_of_code

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.wrong_lots import (
        Department,
        Repeat,
        WrongLotCause,
        WrongLotFile,
    )
    from traceability.services.keep_paper import Concession
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class WrongLots:
    """Wrong lots, the open ones first and the latest of them first, and what repeats."""

    files: tuple[WrongLotFile, ...]
    open_count: int
    repeats: tuple[Repeat, ...]


def open_wrong_lot(
    settings: Settings,
    actor: Person,
    *,
    order: str,
    lot: str,
    what: str,
    instead_of: str | None = None,
    item: str | None = None,
) -> WrongLotFile:
    """Open a wrong lot: `lot` was used in `order`, perhaps where `instead_of` was meant.

    What the systems say, and which deliveries had left with what came of the order, is kept as of
    the snapshot in force. Raises NotFoundError, AmbiguousError, UsageError without a word on what
    happened, RefusedError where the role does not allow it.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.wrong_lots import (  # noqa: PLC0415
        add_wrong_lot,
        read_wrong_lots,
    )

    actor.check_may(Act.STATE_WRONG_LOT)
    if not what.strip():
        raise UsageError("What happened must be said.", hint='Add --what "...".')
    index = open_snapshot(settings).index
    node = _one_lot(index, lot, item)
    meant = _one_lot(index, instead_of, item) if instead_of else None
    if meant == node:
        raise UsageError(f"{lot} is the lot that was meant.", hint="Then nothing went wrong.")
    told = compare_order_lots(settings, order)
    rows = index.table("trace_lots")
    lot_id, item_code, lot_code = _card(rows, node)
    shifts = [one.shift_code for one in told.lots if one.lot_id == lot_id and one.shift_code]
    intended = (None, None, None) if meant is None else _card(rows, meant)
    row = {
        "work_order_code": told.work_order_code,
        "item_code": item_code,
        "lot_id": lot_id,
        "lot_code": lot_code,
        "intended_lot_id": intended[0],
        "intended_lot_code": intended[2],
        "site_code": told.site_code,
        "line_code": told.line_code,
        "shift_code": shifts[0] if shifts else None,
        "what": what.strip(),
        "snapshot_id": told.snapshot.id,
        "shipped": sorted(affected_by_order(index, told.work_order_code).get("deliveries", {})),
    }
    with open_state(settings).write(actor) as write:
        number = add_wrong_lot(write, row)
        (file,) = read_wrong_lots(write, number)
    return file


def state_on_wrong_lot(
    settings: Settings, actor: Person, number: int, department: Department, text: str
) -> WrongLotFile:
    """Say what one's department knows; a user speaks for one department, and once.

    Raises NotFoundError, UsageError for an empty statement, RefusedError where the department or
    the user spoke before, or the role does not allow it.
    """
    from traceability.store.state import wrong_lots as state  # noqa: PLC0415

    actor.check_may(Act.STATE_WRONG_LOT)
    if not text.strip():
        raise UsageError("A statement must say something.", hint='Add --text "...".')

    def keep(write: Any, file: WrongLotFile) -> None:
        for one in file.statements:
            if department is one.department or actor.name == one.stated_by:
                raise RefusedError(
                    f"{one.stated_by} made the statement of {one.department} before.",
                    hint="Each department speaks once, each by a user of its own.",
                )
        state.add_statement(write, number, department, text.strip())

    return _act(settings, actor, number, keep)


def review_wrong_lot(
    settings: Settings,
    actor: Person,
    number: int,
    *,
    effect: str,
    disposition: Disposition,
    cause: WrongLotCause,
    concession: Concession | None = None,
) -> WrongLotFile:
    """Record the effect on the product, what is to be done and why it happened.

    The paper of a concession is copied into the home. Raises NotFoundError, UsageError where
    something lacks, RefusedError before all statements or while an earlier review waits.
    """
    from traceability.store.state import wrong_lots as state  # noqa: PLC0415

    if not effect.strip():
        raise UsageError("The effect on the product must be said.", hint='Add --effect "...".')
    is_needed = disposition is Disposition.CONCESSION
    if is_needed != (concession is not None) or (concession and not concession.is_whole):
        raise UsageError(
            "A concession comes with the customer, its reference and its file, and only then.",
            hint="Add --customer CODE --reference TEXT --file FILE to --decision concession.",
        )
    paper = keep_paper(settings, number, concession) if concession else (None, None)

    def keep(write: Any, file: WrongLotFile) -> None:
        _check_state(file, WrongLotState.REVIEW)
        told = {
            "wrong_lot_no": number,
            "effect": effect.strip(),
            "disposition": str(disposition),
            "cause": str(cause),
            "customer_code": concession.customer_code if concession else None,
            "concession_reference": concession.reference if concession else None,
            "concession_file": paper[0],
            "concession_sha256": paper[1],
        }
        state.add_review(write, told)

    return _act(settings, actor, number, keep)


def decide_wrong_lot(
    settings: Settings, actor: Person, number: int, *, is_approved: bool, reason: str
) -> WrongLotFile:
    """The supervisor's word on the last review; approved, the wrong lot is closed.

    Raises NotFoundError, UsageError for a refusal without reason, RefusedError for the reviewer,
    and where no review waits.
    """
    from traceability.store.state import wrong_lots as state  # noqa: PLC0415

    actor.check_may(Act.DECIDE_WRONG_LOT)
    if not is_approved and not reason.strip():
        raise UsageError("A refusal needs a reason.", hint='Add --reason "...".')

    def keep(write: Any, file: WrongLotFile) -> None:
        _check_state(file, WrongLotState.APPROVAL)
        state.add_decision(write, file.reviews[-1], is_approved=is_approved, reason=reason.strip())

    file = show_wrong_lot(settings, number)
    if not is_approved or not _is_shipped(settings, file):
        return _act(settings, actor, number, keep)
    from traceability.services.cases.open_for_wrong_lot import open_for_wrong_lot  # noqa: PLC0415

    def decide(write: Any) -> None:
        keep(write, _only(state.read_wrong_lots(write, number), number))

    open_for_wrong_lot(settings, actor, file, decide)
    return show_wrong_lot(settings, number)


def list_wrong_lots(settings: Settings) -> WrongLots:
    """All there ever were."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.wrong_lots import read_wrong_lots  # noqa: PLC0415

    with open_state(settings).read() as read:
        files = read_wrong_lots(read)
    order = sorted(
        files, key=lambda one: (one.state is WrongLotState.CLOSED, -one.wrong_lot.wrong_lot_no)
    )
    opened = sum(one.state is not WrongLotState.CLOSED for one in files)
    return WrongLots(tuple(order), opened, repeats(files))


def show_wrong_lot(settings: Settings, number: int) -> WrongLotFile:
    """One wrong lot. Raises NotFoundError."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.wrong_lots import read_wrong_lots  # noqa: PLC0415

    with open_state(settings).read() as read:
        return _only(read_wrong_lots(read, number), number)


def affected_by_order(index: Any, work_order_code: str) -> dict[str, dict[str, str]]:
    """What came of an order, and where it went."""
    runs = rows_of_code(index, parse_asked(f"order:{work_order_code}"))
    return list_affected(index, (index.lot_count + row for row in runs.tolist()))


def _is_shipped(settings: Settings, file: WrongLotFile) -> bool:
    """Whether anything that came of the order was shipped, by then or by now."""
    order, index = file.wrong_lot.work_order_code, open_snapshot(settings).index
    try:
        return bool(file.wrong_lot.shipped or affected_by_order(index, order).get("deliveries"))
    except NotFoundError:  # the order is no longer in the records
        return False


def _act(settings: Settings, actor: Person, number: int, keep: Any) -> WrongLotFile:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.wrong_lots import read_wrong_lots  # noqa: PLC0415

    with open_state(settings).write(actor) as write:
        keep(write, _only(read_wrong_lots(write, number), number))
        (file,) = read_wrong_lots(write, number)
    return file


def _only(files: list[WrongLotFile], number: int) -> WrongLotFile:
    if not files:
        raise NotFoundError(
            f"There is no wrong lot {number}.", hint="`lotline wrong-lot list` lists them."
        )
    return files[0]


def _check_state(file: WrongLotFile, wanted: WrongLotState) -> None:
    if file.state is wanted:
        return
    number = file.wrong_lot.wrong_lot_no
    waits = {
        WrongLotState.STATEMENTS: f"statements of {', '.join(file.missing)}",
        WrongLotState.REVIEW: "a review",
        WrongLotState.APPROVAL: "the supervisor's word on its review",
        WrongLotState.CLOSED: "nothing: it is closed",
    }
    raise RefusedError(
        f"Wrong lot {number} waits for {waits[file.state]}.",
        hint=f"`lotline wrong-lot show {number}` says how far it is.",
    )


def _one_lot(index: Any, text: str, item: str | None) -> int:
    nodes = resolve_question(index, [text], item)
    if len(nodes) != 1:
        raise UsageError(f"{text} is {len(nodes)} lots.", hint="Name one lot, as ITEM:LOT.")
    return nodes[0]


def _card(rows: Any, node: int) -> tuple[str, str | None, str | None]:
    (told,) = rows.records(("lot_id", "item_code", "lot_code"), [node])
    return told  # type: ignore[no-any-return]
