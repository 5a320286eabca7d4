"""Keep what the checks of a draft say, and stop a draft whose contracts are broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from traceability.contracts.check_results import CheckResult
from traceability.errors import IntegrityError
from traceability.services.begin_draft import finish_step

if TYPE_CHECKING:
    from traceability.settings import Settings
    from traceability.store.drafts import Draft

_MOST_NAMED = 20


def record_models(
    settings: Settings, draft: Draft, models_hash: str, statuses: dict[str, int]
) -> Draft:
    """Note that the models stand and their own tests ran; statuses: how often each was told."""
    return finish_step(
        settings, draft, "models", models_hash=models_hash, checks={"models": statuses}
    )


def accept_expectations(settings: Settings, draft: Draft, results: Sequence[CheckResult]) -> Draft:
    """Note how the expectations were met; findings about a plant's records never stop a build.

    Raises IntegrityError with counts when a contract between layers is broken: then the draft
    goes no further.
    """
    broken = [one for one in results if one.severity == "blocking" and one.is_failed]
    if broken:
        lines = [_line(one) for one in broken[:_MOST_NAMED]]
        more = len(broken) - _MOST_NAMED
        raise IntegrityError(
            f"{len(broken)} of the contracts between layers do not hold, so nothing was published:"
            + "".join(f"\n{line}" for line in lines)
            + (f"\nand {more} more" if more > 0 else ""),
            hint="The tables themselves are wrong, not the plant's records: this is a fault of "
            "Lotline. The snapshot in force is unchanged.",
        )
    statuses = dict(Counter(str(one.status) for one in results))
    checks = {**draft.checks, "expectations": statuses}
    return finish_step(settings, draft, "expectations", checks=checks)


def _line(result: CheckResult) -> str:
    rows = "did not run" if result.failing_count is None else f"{result.failing_count} rows"
    return f"{result.check_id} ({result.relation}): {rows}. {result.statement}"
