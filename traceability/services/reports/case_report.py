"""The report of a drill or case in twelve parts, and its lists as appendices, every row of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from traceability.services.reports.blocks import Block, block, gather_short
from traceability.services.reports.case_lists import LISTS, appendix, rows_of
from traceability.services.reports.part_balance import balance_part, disposition_part
from traceability.services.reports.part_gaps import gaps_part
from traceability.services.reports.part_header import header_part, opening
from traceability.services.reports.part_people import (
    actions_part,
    log_part,
    roles_part,
    signatures_part,
)
from traceability.services.reports.part_scope import (
    backward_part,
    distribution_part,
    forward_part,
    hold_part,
)
from traceability.services.reports.words import Words

Part = Callable[[dict[str, Any], Words, dict[str, str]], list[Block]]

_PARTS: tuple[tuple[str, Part], ...] = (
    ("header", header_part),
    ("backward", backward_part),
    ("forward", forward_part),
    ("hold", hold_part),
    ("distribution", distribution_part),
    ("disposition", disposition_part),
    ("balance", balance_part),
    ("gaps", gaps_part),
    ("log", log_part),
    ("roles", roles_part),
    ("actions", actions_part),
    ("signatures", signatures_part),
)


def case_report(document: dict[str, Any], words: Words) -> list[Block]:
    """First line, twelve parts, appendices; a list without rows has no appendix."""
    letters = {
        name: words("appendix", letter=_letter(number))
        for number, name in enumerate(name for name in LISTS if rows_of(document, name))
    }
    found = opening(document, words)
    for number, (name, part) in enumerate(_PARTS, 1):
        found.append(block("part", f"{number}  {words(f'part.{name}')}"))
        found += part(document, words, letters)
    appendices = (appendix(document, name, letter, words) for name, letter in letters.items())
    return [*found, *gather_short(appendices)]


def _letter(number: int) -> str:
    return chr(65 + number)
