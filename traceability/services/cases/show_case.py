"""Show a case: its document, anew while it runs, as it was kept once it has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traceability.errors import RefusedError
from traceability.services.cases.assemble_case import assemble_case
from traceability.services.cases.read_scope import read_scope
from traceability.services.cases.work_on_case import head_of
from traceability.services.write_json import as_json

if TYPE_CHECKING:
    from traceability.settings import Settings


def case_document(settings: Settings, case_no: int) -> dict[str, Any]:
    """The case document with exact numbers; all reports are made from it alone.

    Raises NotFoundError, IntegrityError when a kept document is damaged.
    """
    return read_scope(case_bytes(settings, case_no))


def case_bytes(settings: Settings, case_no: int) -> bytes:
    """The canonical bytes of the case document: what is signed and hashed.

    Of a case that is signed or aborted the bytes that were kept then. Raises as `case_document`.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_signings import record_of  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        head_of(read, case_no)
        kept = record_of(read, case_no)
        if kept is not None:
            return read_document(read, kept)
        return as_json(assemble_case(read, case_no)).encode()


def kept_document(settings: Settings, case_no: int) -> tuple[str, bytes]:
    """Hash and bytes of the document that a case ended with. Raises RefusedError before its end."""
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace
    from traceability.store.state.case_documents import read_document  # noqa: PLC0415 - same
    from traceability.store.state.case_signings import record_of  # noqa: PLC0415 - same

    with open_state(settings).read() as read:
        head = head_of(read, case_no)
        kept = record_of(read, case_no)
        if kept is None:
            raise RefusedError(
                f"{head.name} is {head.state}: no document of it is final.",
                hint=f"Close it: lotline case close {head.name} --outcome ... --reason TEXT",
            )
        return kept, read_document(read, kept)


def rebuild_document(
    settings: Settings, case_no: int, scope: bytes | None = None
) -> dict[str, Any]:
    """The document anew from the rows, also of a case that has ended.

    scope: a scope document that takes the place of the frozen one. Raises as `case_document`.
    """
    from traceability.store.state import open_state  # noqa: PLC0415 - keeps SQLAlchemy off a trace

    with open_state(settings).read() as read:
        return read_scope(as_json(assemble_case(read, case_no, scope)).encode())
