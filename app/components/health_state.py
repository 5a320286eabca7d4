"""What the Data health page shows is in its address, as on every page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True)
class HealthState:
    """rule: causes of this rule alone. cause: its findings. sheet: of a list, from 1."""

    rule: str = ""
    cause: str = ""
    sheet: int = 1
    asof: str = ""


def read_state() -> HealthState:
    """The state that the address names."""
    address = st.query_params
    sheet = address.get("sheet", "")
    return HealthState(
        rule=address.get("rule", ""),
        cause=address.get("cause", ""),
        sheet=max(int(sheet), 1) if sheet.isdecimal() else 1,
        asof=address.get("asof", ""),
    )


def show_only(*, rule: str = "", cause: str = "") -> None:
    """Narrow the page to a rule or a cause, or widen it again; a pinned snapshot stays."""
    asof = st.query_params.get("asof", "")
    wanted = {"rule": rule, "cause": cause, "asof": asof}
    st.query_params.from_dict({name: value for name, value in wanted.items() if value})


def turn_to(sheet: int) -> None:
    """Turn the sheets of a long list."""
    st.query_params["sheet"] = str(sheet)
