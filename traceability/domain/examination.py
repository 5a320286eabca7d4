"""What `lotline doctor` says about one kind of thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing that was checked: how many were looked at, and a sentence per fault."""

    subject: str
    examined_count: int
    faults: tuple[str, ...]
