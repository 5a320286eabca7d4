"""Turn blocks of plain texts into PDF: one template, one font, no clock and no system fonts."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traceability.domain.tables import visible
from traceability.errors import IntegrityError, RefusedError
from traceability.services.reports.words import TEMPLATES, Language, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.services.reports.stamp import Stamp

_FONTS = "noto_cjk_sans_otc"
_LARGE = 2_000_000
"""Letters of JSON above which a file is set in a process of its own."""
_TAGGED = 100_000
"""Letters of JSON up to which a file is tagged; tags make long lists five times as big."""
_REGION = {Language.EN: "GB", Language.ZH: "CN"}


def can_typeset() -> bool:
    """Whether the packages of the extra that sets PDF files are installed."""
    return all(find_spec(name) is not None for name in ("typst", _FONTS))


def check_typeset() -> None:
    """Raise RefusedError, with what to install, where PDF files cannot be made."""
    if not can_typeset():
        raise RefusedError(
            "PDF files need the packages of the extra lotline[pdf], which are not installed.",
            hint="Install them: `pip install '.[pdf]'` in the folder of Lotline.",
        )


def typeset(blocks: Sequence[dict[str, Any]], stamp: Stamp, words: Words, *, title: str) -> bytes:
    """The bytes of a PDF; the same blocks give the same bytes, on any day and any machine.

    Raises RefusedError where the packages are not installed.
    """
    check_typeset()
    tags = [words(f"tag.{name}") for name in ("draft", "drill", "simulated") if _is(stamp, name)]
    data = {
        "title": title,
        "keywords": [stamp.document_sha256, stamp.snapshot_id],
        "look": {
            "lang": str(words.language),
            "region": _REGION[words.language],
            "page": words("page", x="{x}", y="{y}"),
        },
        "running": " · ".join(part for part in (stamp.name, title, stamp.title) if part),
        "tags": tags,
        "watermark": words("watermark") if stamp.is_draft else "",
        "footer": stamp.lines(words),
        "blocks": list(blocks),
    }
    told = json.dumps(_told(data), ensure_ascii=False)
    if len(told) > _LARGE:
        return _compile_apart(told, stamp.made_at)
    return compile_page(told, stamp.made_at)


def compile_page(data: str, made_at: datetime) -> bytes:
    """Set the page template with this JSON; `made_at` is the only time that the file holds."""
    made: bytes = _compiler().compile(
        format="pdf",
        sys_inputs={"data": data},
        timestamp=made_at,
        pdf_tags=len(data) <= _TAGGED,
    )
    return made


def _compile_apart(data: str, made_at: datetime) -> bytes:
    """The same in a process of its own: what a big document took is given back at once."""
    told = json.dumps({"data": data, "made_at": made_at.isoformat()}).encode()
    child = subprocess.run(
        [sys.executable, "-m", "traceability.services.reports.compile_apart"],
        input=told,
        capture_output=True,
        check=False,
    )
    if child.returncode:
        raise IntegrityError(
            f"A PDF could not be set: {child.stderr.decode(errors='replace').strip()[-300:]}",
            hint="There may be too little memory; the workbook and the CSV need less.",
        )
    return child.stdout


def _is(stamp: Stamp, name: str) -> bool:
    return bool(getattr(stamp, f"is_{name}"))


def _told(value: Any) -> Any:
    """The same value with every control and direction character spelled out."""
    if isinstance(value, str):
        return value if value.isprintable() else "\n".join(map(visible, value.split("\n")))
    if isinstance(value, dict):
        return {name: _told(one) for name, one in value.items()}
    return [_told(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def _compiler() -> Any:
    typst = import_module("typst")
    with as_file(files(_FONTS)) as folder:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
    # The template is a file of the wheel, and wheels are unpacked when they are installed.
    page = Path(str(TEMPLATES / "page.typ"))
    return typst.Compiler(str(page), root=str(page.parent), font_paths=fonts)
