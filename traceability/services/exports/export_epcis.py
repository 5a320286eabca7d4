"""Write EPCIS 2.0 events of an extent as one JSON-LD document, event by event."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from traceability.errors import NotFoundError
from traceability.services.exports.check_events import event_checker
from traceability.services.exports.choose_extent import choose_extent
from traceability.services.exports.declare_errors import with_declarations
from traceability.services.exports.gs1_names import Names, gln_13, own_address
from traceability.services.exports.make_events import Maker
from traceability.services.exports.notes import Notes
from traceability.services.exports.stamp_export import stamp, whole_file, write_stamp
from traceability.services.write_json import as_json
from traceability.store import exported_events, exported_lots
from traceability.store.exported_facts import facts, open_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from traceability.services.exports.choose_extent import ExportRequest, Extent
    from traceability.services.exports.make_events import Event, Keyed
    from traceability.settings import Settings

_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_KINDS = (
    ("commissioned", exported_lots.COMMISSIONED),
    ("handed_over", exported_events.RECEIVED),
    ("runs", exported_events.RUNS),
    ("relotted", exported_events.RELOTTED),
    ("packed", exported_events.PACKED),
    ("packed", exported_events.UNPACKED),
    ("handed_over", exported_events.SHIPPED),
    ("handed_over", exported_events.RETURNED),
)
_SITES = "select site_code, gln from identity.sites order by site_code"


@dataclass(frozen=True, slots=True)
class EpcisRequest:
    """How to write. against: an earlier snapshot whose events may since have been withdrawn.

    check: against our rules; schema: against GS1's own file.
    """

    extent: ExportRequest
    ids_under: str | None
    against: str | None = None
    check: bool = False
    schema: Path | None = None


def export_epcis(settings: Settings, request: EpcisRequest, path: Path) -> dict[str, Any]:
    """Write the document and its provenance; what it says of itself comes back.

    Raises the errors of `choose_extent`, UsageError without an address for ids, RefusedError when
    the file cannot be written, IntegrityError for an event that breaks the schema.
    """
    address = own_address(request.ids_under)
    now = choose_extent(settings, request.extent)
    earlier = _earlier(settings, request, now)
    lots = now.lot_ids if earlier is None else _together(now.lot_ids, earlier.lot_ids)
    notes = Notes()
    namespaces = Maker(Names(address, {}), notes).namespaces
    context = [_CONTEXT, *({prefix: uri} for prefix, uri in namespaces.items())]
    check: Callable[[Event], None] = (
        event_checker(request.schema, context)
        if request.check or request.schema
        else lambda _event: None
    )
    told = stamp(now, "epcis")
    told["filters"] = {**told["filters"], "ids_under": address, "against": request.against}
    with whole_file(path) as draft, ExitStack() as stack:
        streams = _Stream.opened(stack, settings, replace(now, lot_ids=lots), address, notes)
        before = None
        if earlier is not None:
            before = _Stream.opened(
                stack, settings, replace(earlier, lot_ids=lots), address, Notes()
            )
        declared_at = _with_milliseconds(str(told["built_at"]))
        counts, digest = _write(
            draft, context, declared_at, _events(streams, before, declared_at), check
        )
        streams.note_left_out()
    return write_stamp(
        path,
        {
            **told,
            "events": counts,
            "event_ids_sha256": digest,
            "notes": notes.as_document(),
            "says": notes.sentences(),
        },
    )


@dataclass(frozen=True, slots=True)
class _Stream:
    """The facts of one snapshot, and who makes events of them."""

    connection: Any
    maker: Maker

    @staticmethod
    def opened(
        stack: ExitStack, settings: Settings, extent: Extent, address: str, notes: Notes
    ) -> _Stream:
        connection = stack.enter_context(
            open_facts(
                extent.snapshot.warehouse, settings, lot_ids=extent.lot_ids, days=extent.days
            )
        )
        glns = {
            row["site_code"]: gln
            for row in facts(connection, _SITES)
            if (gln := gln_13(row["gln"])) is not None
        }
        return _Stream(connection, Maker(Names(address, glns), notes))

    def events(self, method: str, query: str) -> Iterator[Keyed]:
        made: Iterator[Keyed] = getattr(self.maker, method)(facts(self.connection, query))
        return made

    def note_left_out(self) -> None:
        for row in facts(self.connection, exported_lots.COUNTS_LEFT_OUT):
            if row["record_count"]:
                self.maker.notes.add(row["reason"], count=row["record_count"])


def _events(now: _Stream, before: _Stream | None, declared_at: str) -> Iterator[Event]:
    for method, query in _KINDS:
        stream = now.events(method, query)
        if before is not None:
            stream = with_declarations(before.events(method, query), stream, declared_at)
        yield from (event for _, event in stream)


def _write(
    draft: Path,
    context: list[Any],
    created_at: str,
    events: Iterator[Event],
    check: Callable[[Event], None],
) -> tuple[dict[str, int], str]:
    """One event a line; counts by type, and the SHA-256 over the ids in their order."""
    head = as_json({"@context": context, "type": "EPCISDocument", "schemaVersion": "2.0",
                    "creationDate": created_at})  # fmt: skip
    counts: dict[str, int] = {}
    digest = hashlib.sha256()
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{head[:-1]}, "epcisBody": {{"eventList": [')
        mark = "\n"
        for event in events:
            check(event)
            file.write(mark + as_json(event))
            mark = ",\n"
            kind = "declared_wrong" if "errorDeclaration" in event else event["type"]
            counts[kind] = counts.get(kind, 0) + 1
            digest.update(f"{event['eventID']}\n".encode())
        file.write("\n]}}\n")
    return dict(sorted(counts.items())), digest.hexdigest()


def _earlier(settings: Settings, request: EpcisRequest, now: Extent) -> Extent | None:
    """The same question in the earlier snapshot; lots that it does not know add nothing."""
    if request.against is None:
        return None
    asked = replace(request.extent, snapshot_id=request.against, case=None)
    if now.lot_ids is None:
        return choose_extent(settings, asked)
    all_days = replace(asked, asked=(), item=None, first_day="0001-01-01")
    found: frozenset[str] | None = frozenset()
    if asked.asked or asked.item:
        with suppress(NotFoundError):
            found = choose_extent(settings, asked).lot_ids
    return replace(choose_extent(settings, all_days), lot_ids=found, days=now.days)


def _together(left: frozenset[str] | None, right: frozenset[str] | None) -> frozenset[str] | None:
    return None if left is None or right is None else left | right


def _with_milliseconds(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
