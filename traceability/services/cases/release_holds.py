"""Release what a case had held or stopped: one person proposes, an approver decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import case_name
from traceability.domain.holds import ReleaseGround, standing
from traceability.domain.tables import many
from traceability.errors import NotFoundError, RefusedError, UsageError
from traceability.services.cases.actions_now import actions_now
from traceability.services.cases.find_lines import check_one_subject, subjects_named
from traceability.services.cases.follow_up import held_lines
from traceability.services.cases.keep_requests import (
    RequestFile,
    ToAsk,
    draft_files,
    drop_drafts,
    keep_requests,
    place_files,
    request_folder,
    settle_drafts,
)
from traceability.services.cases.request_holds import request_lines
from traceability.services.cases.stand_in import check_decides
from traceability.services.cases.work_on_case import said, work_on_case

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.domain.cases import CaseHead
    from traceability.domain.holds import Request, RequestLine
    from traceability.settings import Settings
    from traceability.store.state.read import StateRead
    from traceability.store.state.write import StateWrite

Row = dict[str, Any]
Standing = dict[str, tuple["Request", "RequestLine"]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which lines are to be free: by name, of a site, those no longer in the scope, or all.

    names: ids of lines, or lots, orders, deliveries, handling units.
    """

    names: tuple[str, ...] = ()
    site: str | None = None
    is_fallen_out: bool = False
    is_all: bool = False


def propose_release(
    settings: Settings,
    actor: Person,
    case_no: int,
    chosen: Chosen,
    *,
    ground: ReleaseGround,
    reason: str,
) -> int:
    """Propose that lines are free again; returns the number of the release.

    Nothing is free before an approver said so. Raises UsageError without a reason or a choice,
    NotFoundError for what is not held, AmbiguousError for a code of two things, RefusedError where
    a proposal for a line waits.
    """
    from traceability.store.state.case_releases import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_release,
        read_releases,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    why = said(reason, "The reason", "--reason")
    with work_on_case(settings, actor, case_no) as (write, head):
        lines = _choose(write, head, chosen)
        waiting = {
            line_id
            for one in read_releases(write, case_no)
            if one["is_approved"] is None
            for line_id in one["line_ids"]
        }
        if waiting.intersection(lines):
            raise RefusedError(
                f"Some of these lines of {head.name} wait for an approver already.",
                hint=f"`lotline case holds {head.name}` lists what waits.",
            )
        told = {"ground": str(ground), "reason": why, "proposed_by": actor.name}
        number = add_release(write, case_no, told, lines)
        words = str(ground).replace("_", " ")
        what = f"Proposed to release {many(len(lines), 'line')} ({words}), release {number}."
        add_log(write, case_no, what, why)
    return number


def decide_release(
    settings: Settings,
    actor: Person,
    case_no: int,
    release_no: int,
    *,
    is_approved: bool,
    reason: str = "",
    behalf: str | None = None,
) -> tuple[RequestFile, ...]:
    """Approve a release, which writes its files, or refuse it.

    behalf: the approver whose deputy decides. Raises NotFoundError, UsageError for a refusal
    without reason, RefusedError for the proposer, for what was decided before, and where a file
    cannot be written.
    """
    if not is_approved:
        said(reason, "The reason of a refusal", "--reason")
    folder = request_folder(settings, case_no)
    files: list[RequestFile] = []
    try:
        with work_on_case(settings, actor, case_no, None) as (write, head):
            settle_drafts(write, case_no, folder)
            chief = check_decides(write, actor, behalf)
            release = _open_release(write, head, release_no)
            _check_two(release, {actor.name, chief})
            files = carry_out(write, head, release, is_approved, reason.strip(), chief)
            draft_files(folder, files)
    except BaseException:
        drop_drafts(folder, files)
        raise
    place_files(folder, files)
    return tuple(files)


def carry_out(  # noqa: PLR0917 - what is decided, by whom, why
    write: StateWrite,
    head: CaseHead,
    release: Row,
    is_approved: bool,
    reason: str,
    chief: str | None,
) -> list[RequestFile]:
    """Sign the decision about a release; approved, its requests are kept and their files returned.

    A line that was released meanwhile is not released again.
    """
    from traceability.store.state.case_releases import (  # noqa: PLC0415 - keeps SQLAlchemy off
        add_release_decision,
    )
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    number = release["release_no"]
    signature = add_release_decision(write, release, is_approved, reason, chief)
    word = "Approved" if is_approved else "Refused"
    stands_in = f", for {chief}" if chief else ""
    add_log(write, head.case_no, f"{word} release {number}{stands_in}.", reason)
    if not is_approved:
        return []
    stand = standing(held_lines(write, head.case_no))
    why = f"{release['ground'].replace('_', ' ')}: {release['reason']}"
    lines = [replace(stand[one][1], why=why) for one in release["line_ids"] if one in stand]
    version = read_scopes(write, head.case_no)[-1]["version"]
    return keep_requests(write, ToAsk(head, version, signature, number), lines)


def _choose(read: StateRead, head: CaseHead, chosen: Chosen) -> list[str]:
    """Ids of standing lines, ascending. Raises UsageError for no choice, NotFoundError for none."""
    stand = standing(held_lines(read, head.case_no))
    if not (chosen.names or chosen.site or chosen.is_fallen_out or chosen.is_all):
        raise UsageError(
            "Nothing is chosen to be released.",
            hint="Name lots, orders or deliveries, or add --site, --fallen-out or --all.",
        )
    if chosen.names:
        found = {line_id for name in chosen.names for line_id in _named(stand, head, name)}
    elif chosen.is_fallen_out:
        own = {one: told for one, told in stand.items() if told[0].case_no == head.case_no}
        found = fallen_out(read, head.case_no, own)
    else:
        found = set(stand)
    if chosen.site is not None:
        found = {one for one in found if stand[one][1].site_code == chosen.site}
    if not found:
        raise NotFoundError(
            f"Nothing of that is held by {head.name}.",
            hint=f"`lotline case holds {head.name}` lists what was asked for.",
        )
    return sorted(found)


def fallen_out(read: StateRead, case_no: int, stand: Standing) -> set[str]:
    """Lines that stand and that the scope no longer asks for."""
    _, scope = actions_now(read, case_no)
    return set(stand) - {line.line_id for line in request_lines(scope["actions"])}


def _named(stand: Standing, head: CaseHead, name: str) -> Sequence[str]:
    if name in stand:
        return [name]
    meant = {
        line_id: subjects_named(_codes(line), name, _KINDS) for line_id, (_, line) in stand.items()
    }
    found = [line_id for line_id, subjects in meant.items() if subjects]
    check_one_subject(name, {each for subjects in meant.values() for each in subjects})
    if not found:
        raise NotFoundError(
            f"{head.name} does not hold or stop {name}.",
            hint=f"`lotline case holds {head.name}` lists what was asked for.",
        )
    return found


_KINDS = ("lot", "handling_unit_code", "work_order_code", "delivery_code")


def _codes(line: RequestLine) -> Row:
    names = ("item_code", "lot_code", "lot_id", *_KINDS[1:])
    return {name: getattr(line, name) for name in names}


def _check_two(release: Row, deciding: set[str | None]) -> None:
    if release["proposed_by"] in deciding:
        raise RefusedError(
            f"{release['proposed_by']} proposed release {release['release_no']}.",
            hint="Who wants goods released and who approves it must be two persons.",
        )


def _open_release(read: StateRead, head: CaseHead, release_no: int) -> Row:
    from traceability.store.state.case_releases import read_releases  # noqa: PLC0415 - as above

    for one in read_releases(read, head.case_no):
        if one["release_no"] != release_no:
            continue
        if one["is_approved"] is not None:
            word = "approved" if one["is_approved"] else "refused"
            raise RefusedError(
                f"Release {release_no} of {head.name} was {word} by {one['decided_by']}.",
                hint=f"Files that are not there: lotline case holds {head.name} --write",
            )
        return one
    raise NotFoundError(
        f"{case_name(head.case_no)} has no release {release_no}.",
        hint=f"`lotline case holds {head.name}` lists them.",
    )
