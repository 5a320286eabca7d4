"""Files of a report, opened again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

from traceability.services.reports.case_lists import rows_of
from traceability.services.reports.render_reports import ReportOptions, report_files

SPELLED = {"a\u202eb": "a\\u202eb"}
FILES = dict[str, bytes]


def made(document: dict[str, Any], *parts: str, **options: Any) -> FILES:
    """The files of these parts by name."""
    return dict(report_files(document, ReportOptions(parts=parts, **options)))


def pages(data: bytes) -> list[str]:
    """The text of every page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def packed(data: bytes) -> str:
    """All text of a file without blanks, so that a broken line is no difference."""
    return re.sub(r"\s", "", "".join(pages(data)))


def missing(document: dict[str, Any], name: str, field: str, text: str) -> list[str]:
    """Codes of a list that a text does not have; one so long that its lines break is counted."""
    longest = sum(map(len, re.findall("L{5,}", text)))
    told = list(codes(document, name, field))
    return [code for code in told if code not in text and (len(code) < 150 or longest % 150)]


def codes(document: dict[str, Any], name: str, field: str) -> Iterator[str]:
    for row in rows_of(document, name):
        if row.get(field):
            yield re.sub(r"\s", "", SPELLED.get(row[field], row[field]))
