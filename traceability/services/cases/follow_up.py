"""A case that follows an ended one: what that one still holds is released in the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.cases import CaseKind, CaseState, case_name
from traceability.domain.holds import RequestKind, standing
from traceability.domain.tables import many
from traceability.errors import RefusedError
from traceability.services.cases.work_on_case import head_of

if TYPE_CHECKING:
    from traceability.domain.cases import CaseHead
    from traceability.domain.holds import Request, RequestLine
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead

    Lines = list[tuple[Request, RequestLine]]


def check_followed(read: StateRead, follows_no: int) -> CaseHead:
    """The case that a new one is to follow. Raises RefusedError unless it is real and signed."""
    head = head_of(read, follows_no)
    if head.kind is CaseKind.DRILL:
        raise RefusedError(
            f"{head.name} is a drill: nothing is held by it.", hint="Open a case of its own."
        )
    if head.state is not CaseState.SIGNED:
        raise RefusedError(
            f"{head.name} is {head.state}, so nothing needs to follow it.",
            hint=f"What it holds is released by it: lotline case release {head.name} LOT",
        )
    return head


def held_lines(read: StateRead, case_no: int) -> Lines:
    """Lines that a case asked for and released, after those of the ended cases that it follows."""
    from traceability.store.state.case_follow_ups import (  # noqa: PLC0415 - keeps SQLAlchemy off
        read_follow_ups,
    )
    from traceability.store.state.case_holds import read_request_lines  # noqa: PLC0415 - same

    follows = read_follow_ups(read)
    chain = [case_no]
    while chain[0] in follows:
        chain.insert(0, follows[chain[0]])
    return [
        line
        for one in chain
        for line in (
            read_request_lines(read, one)
            if one == case_no
            else lines_until_now(read, one, besides=case_no)
        )
    ]


def lines_until_now(read: StateRead, case_no: int, besides: int | None = None) -> Lines:
    """Lines of a case, and what later cases released of them.

    besides: a later case that is left out, and so is all that follows it.
    """
    from traceability.store.state.case_follow_ups import (  # noqa: PLC0415 - keeps SQLAlchemy off
        read_follow_ups,
    )
    from traceability.store.state.case_holds import read_request_lines  # noqa: PLC0415 - same

    found = read_request_lines(read, case_no)
    follows = read_follow_ups(read)
    later = {case_no}
    for one in sorted(follows):
        if follows[one] in later and one != besides:
            later.add(one)
            lines = read_request_lines(read, one)
            found += [line for line in lines if line[0].kind is RequestKind.RELEASE]
    return found


def say_follow_ups(settings: Settings, case_no: int) -> list[str]:
    """Which case follows one or is followed by it, and what of the former is still held."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_follow_ups import read_follow_ups  # noqa: PLC0415 - same

    told = []
    with open_state(settings).read() as read:
        follows = read_follow_ups(read)
        for later, former in follows.items():
            if case_no not in {later, former}:
                continue
            left = len(standing(lines_until_now(read, former)))
            stands = (
                f"{many(left, 'line')} still stand: lotline case release {case_name(later)} LOT"
                if left
                else "nothing stands any more."
            )
            told.append(f"{case_name(later)} follows {case_name(former)}, of which {stands}")
    return told
