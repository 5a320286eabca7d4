"""Part 1 of a report: what it is about, when what happened, on which data; and its first page."""

from __future__ import annotations

from typing import Any

from traceability.services.reports.blocks import (
    Block,
    Column,
    block,
    facts,
    figures,
    points,
    table,
)
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.customer_letters import class_text
from traceability.services.reports.part_score import score_blocks
from traceability.services.reports.stamp import is_closed
from traceability.services.reports.words import Language, Words, duration

_LOTS_NAMED = 12


def opening(document: dict[str, Any], words: Words) -> list[Block]:
    """Page 1: what to do now, in one big line and four figures, and how the drill was scored."""
    first = document.get("first_line") or {}
    chinese = first.get("says_zh") if words.language == Language.ZH else None
    case = document["case"]
    counted = ("hold", "stop_orders", "stop_deliveries", "call")
    found = [
        block(
            "note", words("opening", kind=words.named("kind", case["kind"]), title=case["title"])
        ),
        block("first", chinese or first.get("says") or words("no_first_line")),
        figures((_count(document, name), words(f"figure.{name}")) for name in counted),
        facts(
            [
                (words("elapsed"), duration(document.get("elapsed_seconds")) or words("unknown")),
                (words("machine"), _machine(document, words)),
                (words("state"), _state(document, words)),
            ]
        ),
    ]
    return [*found, *score_blocks(document, words)]


def header_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Identity, question, clock, pauses, machine seconds, data, settings that made the answer."""
    del letters
    found = [facts(_identity(document, words)), block("section", words("clock"))]
    found += _clock(document, words)
    found += [block("section", words("data")), facts(_data(document, words))]
    settings = document.get("settings") or {}
    if settings:
        found.append(block("section", words("settings")))
        found.append(facts((name, words.cell(value) or "-") for name, value in settings.items()))
    return found


def _identity(document: dict[str, Any], words: Words) -> list[tuple[str, str]]:
    case, question = document["case"], document["question"]
    lots = question.get("lots") or []
    names = [
        f"{lot.get('item_code') or '?'}:{lot.get('lot_code') or lot.get('lot_id')}" for lot in lots
    ]
    named = ", ".join(names[:_LOTS_NAMED])
    if len(names) > _LOTS_NAMED:
        named = words("and_more", named=named, count=len(names) - _LOTS_NAMED)
    outcome = words.named("outcome", case["outcome"]) if case.get("outcome") else words("none")
    if case.get("outcome_reason"):
        outcome = f"{outcome}: {case['outcome_reason']}"
    opened = words("by_at", who=case["opened_by"], at=words.cell(case["opened_at"], "opened_at"))
    return [
        (words("case"), f"C-{case['case_no']} · {words.named('kind', case['kind'])}"),
        (words("letter.class"), class_text(case, words)),
        (words("title"), case["title"]),
        (words("letter.reason"), words.cell(case.get("reason"))),
        (words("scenario"), words.cell(case.get("scenario")) or words("none")),
        (words("asked"), words.cell(question.get("asked"))),
        (words("item"), words.cell(question.get("item")) or words("all_items")),
        (words("lots_asked"), named),
        (words("product"), words.missing("quality")),
        (words("opened"), opened),
        (words("closed"), words.cell(case.get("closed_at"), "closed_at") or words("not_yet")),
        (words("outcome"), outcome),
    ]


def _clock(document: dict[str, Any], words: Words) -> list[Block]:
    rows = [
        [
            words.cell(one["event"]),
            words.named("clock", one.get("meaning")),
            words.cell(one.get("person")),
            words.cell(one.get("occurred_at"), "occurred_at"),
            duration(one.get("seconds_since_start")),
            words.cell(one.get("note")),
        ]
        for one in document.get("clock") or []
    ]
    names = ("event", "meaning", "person", "occurred_at", "seconds_since_start", "note")
    found = table([Column(words.title(name)) for name in names], rows)
    pauses = [
        words(
            "pause",
            start=words.cell(one.get("paused_at"), "paused_at"),
            end=words.cell(one.get("resumed_at"), "resumed_at") or words("not_yet"),
            by=one.get("by"),
            reason=one.get("reason"),
        )
        for one in document.get("pauses") or []
    ]
    return [*found, points(pauses)] if pauses else [*found, block("note", words("no_pauses"))]


def _data(document: dict[str, Any], words: Words) -> list[tuple[str, str]]:
    snapshot, scope = document["snapshot"], document.get("scope") or {}
    sources = [
        f"{one['source_system']} {words.cell(one.get('data_as_of'), 'data_as_of') or '?'}"
        for one in snapshot.get("sources") or []
    ]
    frozen = words("scope.not_frozen")
    if scope.get("version"):
        frozen = words(
            "scope.frozen",
            version=scope["version"],
            who=scope.get("frozen_by"),
            at=words.cell(scope.get("frozen_at"), "frozen_at"),
            why=scope.get("why"),
        )
    bounds = [
        " ".join(
            words.cell(one.get(name))
            for name in ("site_code", "place_code", "bound_name", "value", "unit")
            if one.get(name) is not None
        )
        for one in document.get("bounds") or []
    ]
    return [
        (words("snapshot"), f"{snapshot['id']}"),
        (words("built"), words.cell(snapshot.get("built_at"), "built_at")),
        (
            words("cut_off"),
            words.cell(snapshot.get("data_as_of"), "data_as_of") or words("unknown"),
        ),
        (words("sources"), "; ".join(sources)),
        (words("code"), words.cell(document.get("code_version"))),
        (words("scope"), frozen),
        (words("scope_sha256"), words.cell(scope.get("sha256")) or words("none")),
        (words("bounds"), "; ".join(bounds) or words("none")),
    ]


def _machine(document: dict[str, Any], words: Words) -> str:
    steps = document.get("machine_seconds") or {}
    told = [f"{words.named('step', name)} {words.cell(value)} s" for name, value in steps.items()]
    return "; ".join(told) or words("unknown")


def _state(document: dict[str, Any], words: Words) -> str:
    state = words.named("state", document["case"]["state"])
    return state if is_closed(document) else words("state.draft", state=state)


def _count(document: dict[str, Any], name: str) -> str:
    return str(sum(not row.get("is_left_out") for row in rows_of(document, name)))
