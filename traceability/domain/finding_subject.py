"""What a finding is about, as codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class FindingSubject:
    """The lot, order, delivery or receipt of a finding; None where it names none."""

    lot_id: str | None
    lot_code: str | None
    item_code: str | None
    work_order_code: str | None
    delivery_code: str | None
    receipt_code: str | None

    @staticmethod
    def of(row: Mapping[str, Any]) -> FindingSubject:
        """The subject of a row of marts.findings."""
        return FindingSubject(*(row[field.name] for field in fields(FindingSubject)))
