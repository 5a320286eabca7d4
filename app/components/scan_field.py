"""The one field of the Trace page: scan or type what is suspect.

A component of our own, because a text box has no focus when the page opens, cannot be reached by
a single key, and drops the separator (FNC1) that many scanners send as Ctrl+]: without it the lot
code swallows what follows it on the label, and a wrong lot is looked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

LABEL = "Scan or type what is suspect"
PLACEHOLDER = "Lot, ITEM:LOT, order:12, delivery:33, or a scanned label"
BUTTON = "Trace"
KEY = "scan"

_HERE = Path(__file__).parent
_FIELD = st.components.v2.component(
    "lotline_scan_field",
    html=(_HERE / "scan_field.html").read_text(encoding="utf-8"),
    css=(_HERE / "scan_field.css").read_text(encoding="utf-8"),
    js=(_HERE / "scan_field.js").read_text(encoding="utf-8"),
)


def scan_field(value: str, on_asked: Callable[[str], None]) -> None:
    """Show the field holding `value`; call `on_asked` with the text when a person asks."""

    def hand_over() -> None:
        asked = st.session_state[KEY].asked
        if asked and asked.strip():
            on_asked(asked)

    _FIELD(
        key=KEY,
        data={"value": value, "label": LABEL, "placeholder": PLACEHOLDER, "button": BUTTON},
        on_asked_change=hand_over,
    )
