"""What lots have in common, as values; their fields are the keys of `common --json`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from traceability.domain.trace import LotName, SnapshotStamp


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that stands behind lots: an ancestor lot, or what touched it or them on the way.

    kind: lot, order, machine, operator, shift, place or supplier. shared: how many of the lots
    compared have it. comparable: how many of all comparable lots have it, those compared among
    them. enrichment: shared / what would be expected. p_value: chance of as many or more, were the
    lots drawn at random among the comparable; q_value: rate of false alarms if this and all
    smaller ones are called (Benjamini-Hochberg). None = not tested.
    """

    kind: str
    code: str
    lot_id: str | None
    item_code: str | None
    shared: int
    comparable: int | None
    enrichment: Decimal | None
    p_value: float | None
    q_value: float | None
    is_significant: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer to `lotline common`.

    lots: those compared, known ones only. left_out: unknown lots among those asked for.
    comparable: all lots of the same items with the same kind of origin. feature_count: features
    behind any comparable lot, so many hypotheses; tested: how many were tested. verdict: the
    answer in a sentence.
    """

    snapshot: SnapshotStamp
    scope: str
    asked: tuple[str, ...]
    lots: tuple[LotName, ...]
    left_out: int
    comparable: int
    feature_count: int
    tested: int
    significant: int
    total: int
    verdict: str
    features: tuple[Feature, ...]

    def as_document(self) -> dict[str, Any]:
        """Keys of the JSON document."""
        return {name: getattr(self, name) for name in type(self).__slots__}
