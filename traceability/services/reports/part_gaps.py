"""Part 8 of a report: missing records, what was widened, left out, and not yet in the data."""

from __future__ import annotations

from typing import Any

from traceability.services.reports.blocks import Block, Column, block, facts, points, table
from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.part_scope import see
from traceability.services.reports.words import Words

_NAMED = 40


def gaps_part(document: dict[str, Any], words: Words, letters: dict[str, str]) -> list[Block]:
    """Gaps, exclusions with both names, what came since the cut-off, changes of the scope."""
    gaps = rows_of(document, "gaps")
    excluded = rows_of(document, "excluded_by_time")
    possible = sum(
        row.get("evidence") == "possible"
        for name in ("hold", "stop_orders", "stop_deliveries", "call")
        for row in rows_of(document, name)
    )
    found = [
        facts(
            [
                (words("count.gaps"), str(len(gaps))),
                (words("count.possible"), str(possible)),
                (words("count.excluded"), str(len(excluded))),
            ]
        ),
        *_most_frequent(gaps, words),
        *see(("gaps", "origin_gaps", "excluded_by_time"), letters, words),
        block("section", words("exclusions")),
        *_exclusions(document, words),
        block("section", words("since_cut_off")),
        *_cut_off(document, words),
    ]
    return [*found, *_answers(document, words), *_versions(document, words)]


def _most_frequent(gaps: list[dict[str, Any]], words: Words) -> list[Block]:
    rules: dict[str, int] = {}
    for row in gaps:
        rule = words.cell(row.get("rule_id"))
        rules[rule] = rules.get(rule, 0) + (row.get("record_count") or 1)
    rows = [[rule, str(count)] for rule, count in sorted(rules.items())]
    columns = [Column(words.title("rule_id")), Column(words.title("record_count"), "number")]
    return table(columns, rows)


def _exclusions(document: dict[str, Any], words: Words) -> list[Block]:
    rows = [
        [
            words.cell(one.get("what")) or words.cell(one.get("line_id")),
            words.named("basis", one.get("basis")),
            words.cell(one.get("reason")),
            words("by_at", who=one.get("proposed_by"), at=_at(one, "proposed_at", words)),
            _decision(one, words),
        ]
        for one in document.get("exclusions") or []
    ]
    names = ("what", "basis", "reason", "proposed_by", "decided_by")
    return table([Column(words.title(name)) for name in names], rows) or [
        block("text", words("nothing_left_out"))
    ]


def _decision(one: dict[str, Any], words: Words) -> str:
    if one.get("is_approved") is None:
        return words("undecided")
    told = words("approved" if one["is_approved"] else "refused")
    by_at = words("by_at", who=one.get("decided_by"), at=_at(one, "decided_at", words))
    if one.get("held_too_by"):
        back = words("by_at", who=one["held_too_by"], at=_at(one, "held_too_at", words))
        return words("put_back", decided=f"{told}: {by_at}", back=back)
    return (
        words("lapsed", decided=f"{told}: {by_at}")
        if one.get("has_lapsed")
        else (f"{told}: {by_at}")
    )


def _at(one: dict[str, Any], name: str, words: Words) -> str:
    return words.cell(one.get(name), name)


def _cut_off(document: dict[str, Any], words: Words) -> list[Block]:
    sources = document.get("cut_off") or []
    rows = [
        [
            words.cell(one.get("source_system")),
            _at(one, "data_as_of", words) or words("unknown"),
            words.cell(one.get("age_minutes")) or "?",
            words.cell(one.get("usual_deliveries")) or "?",
        ]
        for one in sources
    ]
    names = ("source_system", "data_as_of", "age_minutes", "usual_deliveries")
    found = table([Column(words.title(name)) for name in names], rows)
    asked = [text for one in sources for text in one.get("check_by_telephone") or []]
    if asked:
        found += [block("note", words("check_by_telephone")), points(asked[:_NAMED])]
    if len(asked) > _NAMED:
        found.append(block("note", words("more_in_workbook", count=len(asked) - _NAMED)))
    return found or [block("text", words("unknown"))]


def _answers(document: dict[str, Any], words: Words) -> list[Block]:
    answers = document.get("telephone_answers") or []
    if not answers:
        return []
    told = [
        "; ".join(f"{words.title(name)}: {words.cell(value, name)}" for name, value in one.items())
        for one in answers
    ]
    return [block("section", words("answers")), points(told)]


def _versions(document: dict[str, Any], words: Words) -> list[Block]:
    rows = [
        [
            f"v{one.get('version')}",
            _at(one, "frozen_at", words),
            words.cell(one.get("frozen_by")),
            words.cell(one.get("snapshot_id")),
            words.cell(one.get("says")) or words.cell(one.get("why")),
        ]
        for one in (document.get("scope") or {}).get("versions") or []
    ]
    names = ("version", "frozen_at", "frozen_by", "snapshot_id", "says")
    found = table([Column(words.title(name)) for name in names], rows)
    return [block("section", words("versions")), *found] if found else []
