"""How sure a link is, and which links a question admits."""

from __future__ import annotations

from enum import StrEnum

EVIDENCE = ("confirmed", "probable", "possible")
"""Words for the evidence of a link, strongest first; their position is their rank."""


class Direction(StrEnum):
    """Where did it go, where did it come from, or both."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"

    @property
    def ways(self) -> tuple[bool, ...]:
        """The walks that answer it: True = forward, False = backward."""
        return {"forward": (True,), "backward": (False,), "both": (True, False)}[self.value]


class Scope(StrEnum):
    """The weakest link that an answer admits; each scope contains the one before."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNTIMED = "untimed"

    @property
    def rank(self) -> int:
        """Rank of the weakest evidence admitted; `untimed` admits what `possible` admits."""
        return min(list(Scope).index(self), len(EVIDENCE) - 1)

    @property
    def is_timed(self) -> bool:
        """Whether a walk in this scope heeds time."""
        return self is not Scope.UNTIMED


def weaker(first: str, second: str) -> str:
    """The weaker of two evidence words: a chain is as sure as its weakest link."""
    return max(first, second, key=EVIDENCE.index)
