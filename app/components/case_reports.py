"""Reports of a case: made when they are asked for, each time from the document as it stands."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.case_words import muted
from app.components.data_table import section
from app.components.markup import code, show, tag
from app.components.wording import many
from traceability.domain.cases import case_name
from traceability.errors import LotlineError
from traceability.services.reports.archive_reports import write_archived
from traceability.services.reports.render_reports import (
    MANIFEST,
    PARTS,
    ReportOptions,
    write_reports,
)
from traceability.services.reports.words import Language

if TYPE_CHECKING:
    from traceability.settings import Settings

Row = dict[str, Any]
ALL = "all"
KINDS = {
    "report": "Report (PDF)",
    ALL: "Everything (ZIP)",
    "hold": "Hold sheets, one per warehouse",
    "calls": "Call sheets, one per person",
    "carriers": "Carrier sheets",
    "letters": "Letters to customers",
    "official": "For authorities",
    "status": "Status report",
    "workbook": "Workbook (XLSX)",
    "csv": "Lists (CSV)",
    "document": "Case document (JSON)",
}
_LANGUAGES = {Language.EN: "English", Language.ZH: "中文"}
_TYPES = {".pdf": "application/pdf", ".json": "application/json", ".zip": "application/zip"}
_ANY_TYPE = "application/octet-stream"
_KEPT = "case-report"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def reports(settings: Settings, document: Row) -> None:
    """Choose, make, take: a draft until both have signed."""
    is_final = document["case"]["state"] == "signed"
    section("reports", "Reports", "signed" if is_final else "DRAFT")
    muted(
        "In English without callers these are the bytes that were archived at the signing; "
        "anything else is made anew from the signed record."
        if is_final
        else "Every page bears the word DRAFT until the lead and an approver have signed."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            "Which file", list(KINDS), format_func=KINDS.__getitem__, key="report-kind"
        )
        language = st.segmented_control(
            "Language",
            list(_LANGUAGES),
            default=Language.EN,
            format_func=_LANGUAGES.__getitem__,
            key="report-language",
            required=True,
        )
        is_asked = st.button("Make the file", key="report-make", icon=":material/print:")
    callers = st.text_input("Who calls, for call sheets, with commas between", key="report-callers")
    options = ReportOptions(
        language or Language.EN,
        tuple(name.strip() for name in callers.split(",") if name.strip()),
        PARTS if kind == ALL else (str(kind),),
    )
    asked = (document["case"]["case_no"], _mark(document), options)
    if is_asked:
        st.session_state[_KEPT] = _make(settings, document, options), asked
    made, made_for = st.session_state.get(_KEPT, (None, None))
    if made is not None and made_for == asked:
        _take(document, *made)
    elif made is not None and not is_asked:
        del st.session_state[_KEPT]  # one file at a time, and none of an older state


def _make(settings: Settings, document: Row, options: ReportOptions) -> tuple[str, bytes] | None:
    """The one file, or all of them in an archive with their hashes; says each as it is written."""
    case_no = document["case"]["case_no"]
    with st.status("Making the file", expanded=False) as told:
        count = 0

        def progress(name: str) -> None:
            nonlocal count
            count += 1
            told.update(label=f"{many(count, 'file')} written, the last in {_kind_of(name)}")

        try:
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder) / "reports"
                written = write_archived(settings, case_no, place, options, progress=progress)
                if written is None:
                    written = write_reports(document, place, options, progress=progress)
                made = _one_file(place)
        except LotlineError as error:
            told.update(label="Not made", state="error")
            show(tag("p", error.message, of="ll-note"), tag("p", error.hint, of="ll-muted"))
            return None
        told.update(label=f"{many(len(written), 'file')} written", state="complete")
        return made


def _one_file(place: Path) -> tuple[str, bytes]:
    """The file that is there, else all of them in an archive with their hashes."""
    paths = sorted(one for one in place.rglob("*") if one.is_file())
    alone = [one for one in paths if one.name != MANIFEST]
    if len(alone) == 1:
        return alone[0].suffix, alone[0].read_bytes()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in paths:
            name = path.relative_to(place).as_posix()
            packed.writestr(zipfile.ZipInfo(name, _ZIP_DATE), path.read_bytes())
    return ".zip", archive.getvalue()


def _take(document: Row, ending: str, data: bytes) -> None:
    name = f"{file_name(document)}-{st.session_state['report-kind']}{ending}"
    st.download_button(
        "Download it",
        data,
        name,
        _TYPES.get(ending, _ANY_TYPE),
        key="report-file",
        on_click="ignore",
        icon=":material/download:",
        type="primary",
    )
    digest = hashlib.sha256(data).hexdigest()
    show(tag("p", code(name), f", {len(data)} bytes, SHA-256 ", code(digest), of="ll-muted"))


def file_name(document: Row) -> str:
    """Kind, number and draft: what a file of a case is called. Nothing of it comes from outside."""
    head = document["case"]
    drill = "DRILL-" if head["kind"] == "drill" else ""
    draft = "" if head["state"] == "signed" else "-DRAFT"
    return f"{drill}{case_name(head['case_no'])}{draft}"


def _kind_of(name: str) -> str:
    return name.rpartition("/")[0] or name


def _mark(document: Row) -> tuple[int, str]:
    """What a document is known by: every act adds to its log."""
    return len(document["log"]), document["case"]["state"]
