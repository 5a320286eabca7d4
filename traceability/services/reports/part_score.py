"""The score of a drill: passed or not, every mark, and against the truth where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from traceability.services.reports.blocks import Block, Column, block, facts, table
from traceability.services.reports.words import Words, duration

_APART = ("score", "truth", "is_passed", "accounted", "marks", "scopes")
_VERDICTS = {"True": "passed", "False": "failed"}
_NAMED = 60
_REACHED = ("sensitivity", "precision", "true", "found", "extra_count", "lost")


def score_blocks(document: dict[str, Any], words: Words) -> list[Block]:
    """How the drill was drawn, how it was scored, how it did against the truth."""
    drill = document.get("drill")
    if not drill:
        return []
    score = drill.get("score") or {}
    verdict = _VERDICTS.get(str(score.get("is_passed")), "open")
    return [
        block("section", words("score")),
        block("text", words(f"score.{verdict}")),
        *_marks(score, words),
        facts([*_told(score, words), *_told(drill, words)]),
        *_truth(drill.get("truth"), words),
    ]


def _marks(score: Mapping[str, Any], words: Words) -> list[Block]:
    rows = []
    for one in score.get("marks") or []:
        unit = words.cell(one.get("unit"))
        mark = words.cell(one.get("mark"))
        if mark and one.get("is_example"):
            mark = words("marks.example", value=mark)
        says = one.get("says_zh") if words.language == "zh" else one.get("says")
        verdict = {True: "is_met", False: "not_met"}.get(one.get("is_met"), "no_mark")
        rows.append(
            [
                words.title(words.cell(one.get("name"))),
                f"{words.cell(one.get('value')) or '?'} {unit}".rstrip(),
                mark or words("score.no_mark"),
                words(f"score.{verdict}"),
                words.cell(says),
            ]
        )
    names = ("name", "value", "mark", "is_met", "says")
    return table([Column(words.title(name)) for name in names], rows)


def _told(values: Mapping[str, Any], words: Words) -> list[tuple[str, str]]:
    """What is no list: names and values, a share with its numerator and denominator."""
    return [
        (words.title(name), _value(name, value, words))
        for name, value in values.items()
        if name not in _APART and value is not None
    ]


def _value(name: str, value: Any, words: Words) -> str:
    if isinstance(value, Mapping):
        return _share(value, words)
    if name == "seconds_to_scope":
        return duration(value)
    return words.cell(value, name)


def _share(value: Mapping[str, Any], words: Words) -> str:
    if "of" in value:
        part = next((value[name] for name in ("lots", "verified", "part") if name in value), None)
        return words("score.of", part=part, whole=value["of"], percent=value.get("percent"))
    return "; ".join(f"{words.title(name)} {words.cell(one)}" for name, one in value.items())


def _truth(truth: Mapping[str, Any] | None, words: Words) -> list[Block]:
    if not truth:
        return [block("note", words("no_truth"))]
    scopes = truth.get("scopes") or {"": truth}
    rows = []
    for scope, reached in scopes.items():
        cells = [words.named("evidence", scope)]
        for name in _REACHED:
            value = reached.get(name, reached.get("extra") if name == "extra_count" else None)
            cells.append(_names(value, words) if isinstance(value, list) else words.cell(value))
        rows.append(cells)
    columns = [Column(words.title(name)) for name in ("scope", *_REACHED)]
    return [block("section", words("truth")), *table(columns, rows)]


def _names(values: list[Any], words: Words) -> str:
    named = ", ".join(map(words.cell, values[:_NAMED]))
    if len(values) <= _NAMED:
        return named or words("none")
    return words("and_more", named=named, count=len(values) - _NAMED)
