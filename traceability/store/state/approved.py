"""The approved corrections in one view, with what pins them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from traceability.domain.corrections import Decision
from traceability.store.state.audit import AuditHead, read_head
from traceability.store.state.corrections import is_unaltered, read_corrections
from traceability.store.state.write import content_hash

if TYPE_CHECKING:
    from traceability.domain.corrections import Correction
    from traceability.store.state.read import StateRead


@dataclass(frozen=True, slots=True)
class Approved:
    """What a build is given.

    corrections: by number, each with whether it still says what was signed. sha256: of all that
    they say. head: the end of the audit trail in the same view.
    """

    corrections: tuple[tuple[Correction, bool], ...]
    sha256: str
    head: AuditHead


def read_approved(read: StateRead) -> Approved:
    """What a build begun now is given."""
    found = read_corrections(read, only=Decision.APPROVED)
    return Approved(
        tuple((one, is_unaltered(one)) for one in found),
        content_hash([one.content() for one in found]),
        read_head(read.connection),
    )
