"""What an export had to leave out or could not say: counted by reason, with a few examples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_EXAMPLES = 5
SENTENCES = {
    "no_time": "Records without a time, left out",
    "unit_without_code": "Amounts in a unit without a UN/ECE code, given without unit",
    "no_lot": "Records that name no lot, given under their item alone",
    "no_item": "Records that name no item, left out",
    "not_a_gs1_number": "Lots of items with a GTIN whose code no GS1 number may hold, "
    "or that share it with another lot, given under your own address",
    "taken_back": "Records that take something back, or whose amounts cancel, left out",
    "given_back_whole": "Inputs that were given back whole, given without amount",
    "not_certain": "Lots that only may be the ones used (probable), given and marked in the event",
    "possible": "Records that only may have named these lots (possible), left out",
    "listed_only": "Records that stand beside what the store recorded, left out",
    "several_expiries": "Lots with several expiry dates, given without one",
}
"""What each reason says before its number."""


@dataclass(slots=True)
class Notes:
    """Counts and first examples, by reason."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, example: str = "", count: int = 1) -> None:
        """Count something; an example is kept while there are few."""
        self.counts[reason] = self.counts.get(reason, 0) + count
        told = self.examples.setdefault(reason, [])
        if example and example not in told and len(told) < _EXAMPLES:
            told.append(example)

    def sentences(self) -> list[str]:
        """One sentence a reason."""
        return [
            f"{says}: {self.counts[reason]}"
            + (f" (e.g. {', '.join(self.examples[reason])})." if self.examples[reason] else ".")
            for reason, says in SENTENCES.items()
            if self.counts.get(reason)
        ]

    def as_document(self) -> list[dict[str, Any]]:
        """The same for programs."""
        return [
            {"reason": reason, "count": self.counts[reason], "examples": self.examples[reason]}
            for reason in SENTENCES
            if self.counts.get(reason)
        ]
