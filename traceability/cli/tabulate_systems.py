"""What `status` prints of two systems side by side."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from traceability.services.report_join_rates import JoinRate
    from traceability.services.report_status import SourceAge


def join_lines(rates: tuple[JoinRate, ...]) -> Iterator[str]:
    """One line per ordered pair of systems: the share of each kind of code that both use."""
    for (one, other), group in groupby(rates, lambda rate: (rate.system_a, rate.system_b)):
        told = list(group)
        if not any(rate.joined_count for rate in told):
            yield f"{other} knows no code of {one}."
            continue
        shares = ", ".join(
            f"{rate.kind} {_percent(rate)} ({rate.joined_count} of {rate.code_count})"
            for rate in told
        )
        yield f"Codes of {one} that {other} knows: {shares}."


def age_lines(sources: tuple[SourceAge, ...]) -> Iterator[str]:
    """One line per source whose last load is older than the house allows (GV-06)."""
    for source in sources:
        if source.is_stale:
            yield (
                f"GV-06: the last load of {source.source_system} is of {source.landed_at}, older "
                "than the setting stale_after_hours allows; ingest its newest extract and build."
            )


def _percent(rate: JoinRate) -> str:
    """Rounded down, so that only all of them are 100 %."""
    return f"{(100 * rate.join_rate).quantize(Decimal('0.1'), ROUND_DOWN)} %"
