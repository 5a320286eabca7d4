"""The answer of a trace as a workbook or a PDF: every list of it, every row."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from traceability.domain.trace import NOT_SHOWN
from traceability.services.reports.blocks import Block, block, facts, figures, gather_short
from traceability.services.reports.case_lists import LISTS, printed_list
from traceability.services.reports.document_lists import lists_workbook
from traceability.services.reports.stamp import Stamp, hash_document
from traceability.services.reports.typeset import typeset
from traceability.services.reports.words import Language, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

_CUSTOMERS = (
    *("customer_code", "customer_name", "ship_to_code", "ship_to_name", "quantities"),
    *("first_shipped_at", "last_shipped_at", "contact_name", "phone", "after_hours_phone"),
    *("email", "contact_verified_date", "evidence"),
)
_COUNTED = ("lots", "work_orders", "shipments", "customers")
_LOTS_NAMED = 12


def trace_workbook(document: dict[str, Any], lists: Sequence[str]) -> bytes:
    """A workbook with one sheet per list."""
    tables = []
    for name in lists:
        columns = dict.fromkeys(column for row in document[name] for column in row)
        tables.append((name, tuple(columns), document[name]))
    return lists_workbook(tables, _stamp(document, Words(Language.EN)))


def trace_pdf(document: dict[str, Any], lists: Sequence[str]) -> bytes:
    """Page 1 with the verdict, then every list that has rows; RefusedError without the extra."""
    words = Words(Language.EN)
    blocks = [*_opening(document, words), *gather_short(_lists(document, lists, words))]
    return typeset(blocks, _stamp(document, words), words, title=words("trace.title"))


def _opening(document: dict[str, Any], words: Words) -> list[Block]:
    question, snapshot = document["question"], document["snapshot"]
    names = [
        f"{lot['item_code'] or '?'}:{lot['lot_code'] or lot['lot_id']}" for lot in question["lots"]
    ]
    named = ", ".join(names[:_LOTS_NAMED])
    if len(names) > _LOTS_NAMED:
        named = words("and_more", named=named, count=len(names) - _LOTS_NAMED)
    sources = "; ".join(
        f"{one['source_system']} {words.cell(one['data_as_of'], 'data_as_of') or '?'}"
        for one in snapshot["sources"]
    )
    return [
        block("note", words(f"trace.asked.{question['direction']}")),
        block("first", named),
        figures((str(len(document[name])), words(f"list.{name}")) for name in _COUNTED),
        block("text", words("trace.summary", **document["counts"])),
        facts(
            [
                (words("asked"), words.cell(question["asked"])),
                (words("scope"), question["scope"]),
                (words("snapshot"), snapshot["id"]),
                (words("cut_off"), words.cell(snapshot["data_as_of"], "data_as_of") or "?"),
                (words("sources"), sources),
            ]
        ),
    ]


def _lists(document: dict[str, Any], lists: Sequence[str], words: Words) -> list[Block]:
    printed = {name: columns.split() for name, (place, columns) in LISTS.items() if name == place}
    printed["customers"] = list(_CUSTOMERS)
    found = []
    for name in lists:
        rows = document[name]
        if rows:
            columns = printed.get(name) or list(dict.fromkeys(key for row in rows for key in row))
            title = words(f"list.{name}") if name in printed else words.title(name).capitalize()
            found.append(printed_list(title, columns, rows, words))
    return found


def _stamp(document: dict[str, Any], words: Words) -> Stamp:
    snapshot, question = document["snapshot"], document["question"]
    kept_out = [gap["message"] for gap in document["gaps"] if gap["rule_id"] == NOT_SHOWN]
    built = datetime.fromisoformat(snapshot["built_at"])
    same = {name: value for name, value in document.items() if name != "elapsed_ms"}
    return Stamp(
        name=words("trace.title"),
        title=f"{question['direction']} {', '.join(question['asked'])}",
        snapshot_id=snapshot["id"],
        data_as_of=snapshot["data_as_of"] or "",
        code_version=snapshot["code_version"],
        scope_version=question["scope"],
        filters="; ".join(kept_out) or words("filters.none"),
        document_sha256=hash_document(same),
        made_at=built if built.tzinfo else built.replace(tzinfo=UTC),
        is_draft=False,
        is_drill=False,
        is_simulated=False,
    )
