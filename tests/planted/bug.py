"""A mistake to plant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bug:
    """A mistake somebody could make. `code` stands exactly once in `file`."""

    name: str
    deliverable: str
    file: str
    code: str
    mistake: str
    tests: tuple[str, ...]
