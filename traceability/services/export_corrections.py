"""Hand the approved corrections to a build, and pin in its manifest which ones they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traceability.domain.corrections import Correction
    from traceability.settings import Settings


@dataclass(frozen=True, slots=True)
class ExportedCorrections:
    """What a build is given.

    corrections: the approved ones by number, each with whether it still says what was signed. pin:
    for the manifest: the highest number among them, how many and their hash, and the row of the
    audit trail after which they were read.
    """

    corrections: tuple[tuple[Correction, bool], ...]
    pin: dict[str, Any]


def export_corrections(settings: Settings) -> ExportedCorrections:
    """Read the approved corrections as they are now, all in one view.

    Raises DataMissingError when the state database does not answer: a build without its
    corrections would publish what was corrected.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.approved import read_approved  # noqa: PLC0415

    with open_state(settings).read() as read:
        approved = read_approved(read)
    return ExportedCorrections(
        approved.corrections,
        {
            "correction_no": max((one.correction_no for one, _ in approved.corrections), default=0),
            "corrections": {"count": len(approved.corrections), "sha256": approved.sha256},
            "audit": {"audit_no": approved.head.audit_no, "row_hash": approved.head.row_hash},
        },
    )
