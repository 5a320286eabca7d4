"""Freeze the scope of a case: a new version, never a change of an old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING, Any

from traceability.domain.cases import CaseKind, case_name
from traceability.domain.roles import Act
from traceability.errors import RefusedError, UsageError
from traceability.services.cases.compare_scope_versions import compare_scope_versions
from traceability.services.cases.hold_also import hold_also
from traceability.services.cases.read_scope import MEDIA_TYPE, read_scope
from traceability.services.cases.scope_document import scope_document
from traceability.services.cases.work_on_case import head_of, said, work_on_case
from traceability.services.drills.keep_truth import keep_truth
from traceability.services.fingerprint_code import code_version
from traceability.services.write_json import as_json
from traceability.store import snapshots

if TYPE_CHECKING:
    from traceability.domain.actors import Person
    from traceability.settings import Settings
    from traceability.store.snapshots import Snapshot

Row = dict[str, Any]
Words = tuple[str, str] | None
_WITHOUT_EFFECT = frozenset(
    {
        *("home", "memory_limit", "threads", "keep_snapshots", "drop", "drop_settle_seconds"),
        *("nightly_at", "state_url", "password_file"),
    }
)
"""Settings that say where and when things run; none of them reaches an answer."""


def freeze_scope(
    settings: Settings,
    actor: Person,
    case_no: int,
    *,
    why: str,
    more: Sequence[str] = (),
    item: str | None = None,
    hold_too: Sequence[str] = (),
    snapshot_id: str | None = None,
    is_newest: bool = False,
) -> Row:
    """Reckon the scope anew and keep it as the next version; returns that version.

    more: lots that join those asked before; none ever leaves. item narrows the first version only.
    hold_too: ids of lots that time excludes. The snapshot is that of the version before, the one
    named, or with is_newest the one in force; it is pinned. Raises RefusedError when nothing
    changed, UsageError without a reason or a lot, NotFoundError, AmbiguousError.
    """
    actor.check_may(Act.WORK_ON_CASE)
    reason = said(why, "Why the scope is frozen again", "--why")
    scopes = _scopes(settings, case_no)
    last = scopes[-1] if scopes else None
    asked = [*(last["asked"] if last else ()), *more]
    if not asked:
        raise UsageError(
            f"{case_name(case_no)} has no lot yet.", hint="Name one: --lot LOT, as for a trace."
        )
    held = sorted({*(last["held_too"] if last else ()), *hold_too})
    named = snapshot_id or (last["snapshot_id"] if last and not is_newest else None)
    found = snapshots.named(settings, named) if named else snapshots.current(settings)
    snapshots.pin(settings, found)
    kept_item = last["item"] if last else item
    started = perf_counter()
    data = reckon_scope(settings, list(dict.fromkeys(asked)), kept_item, held, found.id)
    seconds = Decimal(f"{perf_counter() - started:.3f}")
    told = {
        "snapshot_id": found.id,
        "asked": list(dict.fromkeys(asked)),
        "item": kept_item,
        "held_too": held,
        "why": reason,
        "code_version": code_version(),
        "settings": settings_in_force(settings),
    }
    corrected = _corrected(settings, last, found)
    cause = _cause(actor, hold_too, reason)
    return _keep(settings, actor, case_no, last, told, data, seconds, (cause, corrected))


def reckon_scope(
    settings: Settings, asked: Sequence[str], item: str | None, held: Sequence[str], named: str
) -> bytes:
    """The canonical scope document of a question in a snapshot, with lots held too."""
    document = scope_document(settings, asked, item=item, snapshot_id=named)
    if held:
        document = hold_also(document, scope_document(settings, held, snapshot_id=named))
    return as_json(document).encode()


def settings_in_force(settings: Settings) -> Row:
    """Every setting that an answer may depend on, by name."""
    found = {}
    for field in fields(settings):
        if field.name not in _WITHOUT_EFFECT:
            value = getattr(settings, field.name)
            found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def _keep(  # noqa: PLR0917 - what is frozen, against what, and what it took
    settings: Settings,
    actor: Person,
    case_no: int,
    last: Row | None,
    told: Row,
    data: bytes,
    seconds: Decimal,
    causes: tuple[Words, Words],
) -> Row:
    from traceability.store.state import case_scopes  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import (  # noqa: PLC0415 - same
        keep_document,
        read_document,
    )
    from traceability.store.state.cases import add_log  # noqa: PLC0415 - same

    with work_on_case(settings, actor, case_no) as (write, head):
        now = case_scopes.read_scopes(write, case_no)
        if len(now) != (last["version"] if last else 0):
            raise RefusedError(
                f"{now[-1]['frozen_by']} froze v{now[-1]['version']} of {head.name} meanwhile.",
                hint=f"Look at it with `lotline case show {head.name}`, and try again.",
            )
        scope = read_scope(data)
        before = read_scope(read_document(write, last["document_sha256"])) if last else None
        if before is not None and _without_moment(scope) == _without_moment(before):
            raise RefusedError(
                f"The scope of {head.name} is still v{len(now)}: nothing changed.",
                hint="Build from newer extracts first and add --newest, or name more lots.",
            )
        change = _because(compare_scope_versions(before, scope), *causes)
        row = told | {"document_sha256": keep_document(write, MEDIA_TYPE, data)} | change
        version = case_scopes.add_scope(write, case_no, row)
        case_scopes.add_step(write, case_no, f"scope v{version}", seconds)
        add_log(write, case_no, f"Froze scope v{version}: {change['says']}.", told["why"])
        if head.kind is CaseKind.DRILL:
            keep_truth(settings, write, case_no, version, scope)
        return case_scopes.read_scopes(write, case_no)[-1]


def _without_moment(scope: Row) -> Row:
    """A scope without what depends on when it was asked for."""
    return {name: part for name, part in scope.items() if name not in {"asked_at", "cut_off"}}


def _scopes(settings: Settings, case_no: int) -> list[Row]:
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_scopes import read_scopes  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        head_of(read, case_no)
        return read_scopes(read, case_no)


def _cause(actor: Person, held: Sequence[str], reason: str) -> Words:
    """What a person's act of holding too says for a cause, in English and Chinese."""
    if not held:
        return None
    return (
        f"{actor.name} holds too what time excludes: {reason}",
        f"{actor.name}将按时间排除的批次一并冻结：{reason}",
    )


def _corrected(settings: Settings, last: Row | None, found: Snapshot) -> Words:
    """What corrections that came with another snapshot say for a cause, in both languages."""
    if last is None or last["snapshot_id"] == found.id:
        return None
    before = snapshots.named(settings, last["snapshot_id"]).manifest
    if found.manifest.get("corrections") == before.get("corrections"):
        return None
    number = found.manifest["correction_no"]
    return f" and of corrections up to number {number}", f"，以及截至第{number}号的更正"


def _because(change: Row, cause: Words, corrected: Words) -> Row:
    """The change with a person's act for its cause, where it has one, and with corrections."""
    if cause is None:
        english, chinese = corrected or ("", "")
        return change | {
            "says": f"{change['says']}{english}",
            "says_zh": f"{change['says_zh']}{chinese}",
        }
    english, chinese = cause
    return change | {
        "says": f"{change['says'].rpartition(', because ')[0]}, because {english}",
        "says_zh": f"{change['says_zh'].rpartition('，因为')[0]}，因为{chinese}",
    }
