"""The links that missing records leave open: which to fill first, and what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.data_table import Column, data_table, section
from app.components.markup import show, tag
from app.components.wording import number
from traceability.services.list_gaps import list_gaps

if TYPE_CHECKING:
    from collections.abc import Callable

    from traceability.domain.backfill import Backfill, Filling, OpenLink
    from traceability.settings import Settings

LISTED = 10
"""Links listed; `lotline gaps --rows N` lists more."""


def gap_list(settings: Settings, snapshot_id: str) -> None:
    """The first links to fill, each with its likeliest candidate."""
    found = _gaps_of(str(settings.home), snapshot_id, settings)
    section("gaps", "Links to fill first", number(found.total))
    if not found.links:
        show(tag("p", "No record is missing that a lot or an order could fill.", of="ll-muted"))
        return
    show(
        tag(
            "p",
            "Ranked by the customers, then the products, that hang on the link. Scope: how many "
            "lots recalls of all candidates hold together; filled: the same if the likeliest "
            "candidate is the one.",
            of="ll-muted",
        )
    )
    data_table("gaps", _COLUMNS, found.links, alt="Links to fill first")


@st.cache_data(max_entries=8, show_spinner=False)
def _gaps_of(home: str, snapshot_id: str, _settings: Settings) -> Backfill:
    del home
    return list_gaps(_settings, limit=LISTED, snapshot_id=snapshot_id)


def _stake(name: str) -> Callable[[OpenLink], Any]:
    return lambda link: getattr(link.stake, name)


def _first(link: OpenLink) -> Filling | None:
    return link.fillings[0] if link.fillings else None


def _likeliest(link: OpenLink) -> str | None:
    first = _first(link)
    if first is None:
        return None
    return f"{first.lot_code or 'a lot without code'}: {first.reason or 'possible'}"


def _filled(link: OpenLink) -> int:
    first = _first(link)
    return first.scope_if_filled if first else link.scope_without


_COLUMNS = (
    Column("message", "What is missing"),
    Column("customers", "Customers", is_number=True, value=_stake("customer_count")),
    Column("products", "Product lots", is_number=True, value=_stake("product_lot_count")),
    Column("deliveries", "Deliveries", is_number=True, value=_stake("delivery_count")),
    Column("candidate_count", "Candidates", is_number=True),
    Column("scope_now", "Scope now", is_number=True),
    Column("filled", "Scope filled", is_number=True, value=_filled),
    Column("likeliest", "Likeliest candidate", value=_likeliest),
    Column("source_file", "File", is_last=True),
    Column("source_row", "Row", is_number=True, is_last=True),
    Column("rule_id", "Rule", is_last=True),
    Column("item_code", "Item", is_last=True),
    Column("work_order_code", "Order", is_last=True),
    Column("site_code", "Site", is_last=True),
)
