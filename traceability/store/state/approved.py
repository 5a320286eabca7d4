"""The approved corrections in one view, with what pins them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.domain.corrections import Decision
from traceability.store.state.audit import AuditHead, read_head
from traceability.store.state.corrections import decisions_in_trail, is_unaltered, read_corrections
from traceability.store.state.write import content_hash

if TYPE_CHECKING:
    from traceability.domain.corrections import Correction
    from traceability.store.state.read import StateRead


@dataclass(frozen=True, slots=True)
class Approved:
    """What a build is given.

    corrections: by number, each with whether it still says what was signed, and the audit trail
    knows of the decision. sha256: of all that they say. head: the end of the audit trail in the
    same view.
    """

    corrections: tuple[tuple[Correction, bool], ...]
    sha256: str
    head: AuditHead


def read_approved(read: StateRead) -> Approved:
    """What a build begun now is given."""
    found = read_corrections(read, only=Decision.APPROVED)
    told = decisions_in_trail(read)
    return Approved(
        tuple((one, is_unaltered(one) and _decision(one) in told) for one in found),
        content_hash([one.content() for one in found]),
        read_head(read.connection),
    )


def _decision(one: Correction) -> tuple[object, ...]:
    return (one.correction_no, one.decision, one.decided_by, one.content_sha256)
