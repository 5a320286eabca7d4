"""Keep the document of a case as bytes: what is signed, and what it ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.services.cases.assemble_case import assemble_case
from traceability.services.cases.read_scope import MEDIA_TYPE
from traceability.services.write_json import as_json

if TYPE_CHECKING:
    from traceability.store.state.write import StateWrite


def keep_case_document(write: StateWrite, case_no: int) -> str:
    """Keep the canonical document of a case as it stands now; returns its SHA-256."""
    from traceability.store.state.case_documents import (  # noqa: PLC0415 - keeps SQLAlchemy off
        keep_document,
    )

    text = as_json(assemble_case(write, case_no))
    return keep_document(write, MEDIA_TYPE, text.encode())


def keep_record(write: StateWrite, case_no: int) -> None:
    """Keep the document that a case ended with; from now on it is what everybody is shown."""
    from traceability.store.state.case_signings import (  # noqa: PLC0415 - same
        add_record,
    )

    add_record(write, case_no, keep_case_document(write, case_no))
