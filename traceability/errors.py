"""Every error a user can meet, as one tree.

LotlineError
├── UsageError           2   the question was not understood
├── NotFoundError        3   nothing has that code
│   └── AmbiguousError   3   several things have that code
├── DataMissingError     4   not built, stale, or no room on disk
├── RefusedError         5   the input or the act is not allowed
└── IntegrityError      10   something we wrote ourselves is broken

Each carries `message` (what and where) and `hint` (the next command). The command line prints
both and exits with `exit_code`; no traceback reaches a user.
"""

from __future__ import annotations

from typing import Any, ClassVar


class LotlineError(Exception):
    """Base of all errors meant for a person: a sentence, a hint, an exit code."""

    kind: ClassVar[str] = "internal"
    exit_code: ClassVar[int] = 10

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(LotlineError):
    """The question or an option was not understood."""

    kind = "usage"
    exit_code = 2


class NotFoundError(LotlineError):
    """Nothing has that code; `candidates` are near spellings, best first."""

    kind = "not_found"
    exit_code = 3

    def __init__(
        self, message: str, *, hint: str = "", candidates: tuple[dict[str, Any], ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.candidates = candidates


class AmbiguousError(NotFoundError):
    """Several things have that code; `candidates` are all of them."""

    kind = "ambiguous"


class DataMissingError(LotlineError):
    """There is no snapshot, no extract, or no room on disk to answer from."""

    kind = "data_missing"
    exit_code = 4


class RefusedError(LotlineError):
    """The input cannot be loaded as it is, or the act is not allowed."""

    kind = "refused"
    exit_code = 5


class IntegrityError(LotlineError):
    """A file that Lotline wrote itself is missing or does not match its checksum."""

    kind = "integrity"
    exit_code = 10
