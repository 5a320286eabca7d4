"""Whether every check caught its defect, and what any said of plants in which all is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.defects import door, door_books
from simulator.defects.defect import Sought
from simulator.defects.door import Bring
from simulator.defects.plants import PLANTS, plant
from simulator.prove.make_plants import PlantOrder
from traceability.contracts.catalogue import CATALOGUE

DOOR: dict[str, Bring] = {**door.DEFECTS, **door_books.DEFECTS}
"""Check of files -> what makes files with its defect."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the table. is_silent: it says nothing about clean plants."""

    check_id: str
    is_caught: bool
    is_silent: bool


def sought_in_rows() -> dict[str, Sought]:
    """Check -> the finding that its defect must lead to, of all plants."""
    return {check: one for wanted in PLANTS for check, one in plant(wanted).sought.items()}


def is_found(sought: Sought, findings: Iterable[Any]) -> bool:
    """Whether a finding of the check is about what was spoilt."""
    return any(
        all(getattr(found, name) == value for name, value in sought.columns.items())
        and all(text in found.message for text in sought.says)
        for found in findings
    )


def about(findings: Iterable[Any], clean: Iterable[PlantOrder]) -> list[Any]:
    """Findings that name anything of these plants, or lie in the rows of their extracts."""
    codes = tuple(f"{order.code}-" for order in clean)
    return [found for found in findings if any(code in _text(found) for code in codes)]


def _text(found: Any) -> str:
    return "\n".join(
        str(value)
        for name in type(found).__slots__
        if name != "records" and (value := getattr(found, name)) is not None
    )


def judge_rows(
    findings: Mapping[str, list[Any]], sought: Mapping[str, Sought], clean: Iterable[PlantOrder]
) -> list[Shown]:
    """Lines of the checks of rows. findings: by check, of a build over all plants."""
    plants = tuple(clean)
    return [
        Shown(
            check,
            is_found(one, findings.get(check, [])),
            not about(findings.get(check, []), plants),
        )
        for check, one in sorted(sought.items())
    ]


def as_markdown(shown: Iterable[Shown]) -> str:
    """The table as the page of the catalogue has it."""
    lines = {line.check_id: line for line in shown}
    words = {True: "yes", False: "NO"}
    rows = ["| Check | Title | Catches its defect | Silent on clean plants |", "|---|---|---|---|"]
    for check in sorted(CATALOGUE, key=lambda one: one.check_id):
        line = lines.get(check.check_id)
        if line:
            caught, silent = words[line.is_caught], words[line.is_silent]
            rows.append(f"| `{check.check_id}` | {check.title} | {caught} | {silent} |")
    return "\n".join(rows)
