"""A deputy: who may approve in the place of an approver, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deputy:
    """One approver's deputy, as an admin named it."""

    deputy_no: int
    approver_name: str
    deputy_name: str
    until_at: datetime
    reason: str
    named_by: str
    named_at: datetime
