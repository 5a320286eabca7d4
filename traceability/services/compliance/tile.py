"""One tile of the page for the management, and what it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from traceability.services.compliance.executive_words import says

WINDOW_MONTHS = 12
"""How old a drill may be to count on the page."""


class Colour(StrEnum):
    """How a tile stands, the worst first; printed as a word, so that no colour is needed."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Reading:
    """What a tile shows: a sentence by its key, with its values.

    as_of: the day it is of; None = of the data of the build.
    """

    def __init__(self, colour: Colour, word: str, as_of: str | None = None, **values: Any) -> None:
        self.colour, self.word, self.as_of, self.values = colour, word, as_of, values

    def in_language(self, language: str) -> str:
        """The sentence in English (en) or Chinese (zh)."""
        return says(language, self.word, **self.values)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile with all that a reader needs to judge it. owner None: nobody is named."""

    tile_id: str
    title: str
    title_zh: str
    colour: Colour
    value: str
    value_zh: str
    definition: str
    definition_zh: str
    owner: str | None
    as_of: str
