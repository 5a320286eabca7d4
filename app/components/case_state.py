"""Which case the page shows is in its address, and its document is read once per change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from traceability.domain.cases import case_name, case_number
from traceability.services.cases.show_case import case_document

if TYPE_CHECKING:
    from traceability.settings import Settings

Row = dict[str, Any]
KEPT = 4
"""Documents kept in memory at a time, for all visitors together."""


def case_asked() -> int | None:
    """The case that the address names; None means the list of all. Raises UsageError."""
    text = st.query_params.get("case", "")
    return case_number(text) if text.strip() else None


def go_to(case_no: int) -> None:
    """Show this case."""
    st.query_params["case"] = case_name(case_no)


def document_of(settings: Settings, case_no: int) -> Row:
    """The case document as it stands; whoever writes anything makes it be read anew."""
    return _document(str(settings.home), case_no, state_mark(settings), settings)


def state_mark(settings: Settings) -> str:
    """What changes with every act of anybody: the head of the audit trail."""
    path = settings.state_head_file
    return path.read_text(encoding="utf-8") if path.exists() else ""


@st.cache_resource(max_entries=KEPT, show_spinner="Reading the case")
def _document(home: str, case_no: int, mark: str, _settings: Settings) -> Row:
    del home, mark
    return case_document(_settings, case_no)
