"""Who writes: a person who has just given a password, or a program that needs none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from traceability.domain.roles import Act, Role, may
from traceability.errors import RefusedError

PROOF_LASTS = timedelta(minutes=5)
"""How long after the password was given a person may still sign with it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A user whose password was checked at `proven_at`; only the sign-in makes one."""

    name: str
    full_name: str
    role: Role
    proven_at: datetime

    kind = "person"

    def check_may(self, act: Act) -> None:
        """Raises RefusedError when the role does not allow the act."""
        if not may(self.role, act):
            raise RefusedError(
                f"{self.name} has the role {self.role}, which may not {act}.",
                hint="Ask somebody who may, or have an admin change it: lotline user role.",
            )


@dataclass(frozen=True, slots=True)
class Program:
    """A part of Lotline that writes without a person, such as `build`."""

    name: str

    kind = "program"


Actor = Person | Program
