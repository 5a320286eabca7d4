"""What `gaps` and `finding` print for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from traceability.domain.backfill import Backfill, OpenLink, ShippedQuantity
    from traceability.services.list_finding_lives import FindingLives


def gap_lines(found: Backfill) -> list[str]:
    """The snapshot, how many links are open, and what the numbers of the table mean."""
    stamp = found.snapshot
    lines = [
        f"Snapshot {stamp.id} of {stamp.built_at}, data as of {stamp.data_as_of or 'unknown'}.",
        f"{found.total} links are open because a record is missing or names no lot.",
    ]
    if found.links:
        lines.append(
            "Scope: known lots that recalls of all candidates hold together, as possible; filled: "
            "the same if the likeliest candidate is the one."
        )
    if len(found.links) < found.total:
        lines.append(
            f"Listed: {len(found.links)} of {found.total}; `--rows {found.total}` lists all."
        )
    return lines


def gap_tables(found: Backfill, candidates: int, names: int) -> list[TextTable]:
    """The links, what hangs on each by name, and its likeliest candidates; so many of them."""
    tables = [_links(found), _names(found, names), _candidates(found, candidates)]
    return [table for table in tables if table.rows]


def life_lines(found: FindingLives) -> list[str]:
    """How many there are, how many are late, and what the last build changed."""
    lines = [f"{len(found.lives)} findings, {found.overdue_count} of them past their due date."]
    if found.builds:
        last = found.builds[-1]
        lines.append(
            f"Snapshot {last.snapshot_id}: {last.new_count} new, {last.persisting_count} "
            f"persisting, {last.resolved_count} resolved, {last.returned_count} came back."
        )
    else:
        lines.append("No build was compared with another yet.")
    return lines


def life_table(found: FindingLives) -> TextTable:
    """One row per finding."""
    columns = ("finding_id", "severity", "state", "owner", "due", "since", "finding")
    rows = tuple(
        (
            life.finding_id,
            life.severity,
            state.replace("_", " ")
            + (f" until {life.accepted_until}" if state == "accepted" else ""),
            life.owner or "",
            life.due_date or "",
            f"{life.first_seen_at:%Y-%m-%d}",
            life.message,
        )
        for life, state in zip(found.lives, found.states, strict=True)
    )
    return TextTable("Findings", columns, rows)


def _links(found: Backfill) -> TextTable:
    columns = (
        *("no", "rule_id", "gap", "customers", "products", "deliveries", "candidates"),
        *("scope", "filled", "file and line"),
    )
    rows = tuple(
        (str(number), link.rule_id or "", link.message, *_numbers(link), _place(link))
        for number, link in enumerate(found.links, start=1)
    )
    return TextTable("Open links", columns, rows)


def _numbers(link: OpenLink) -> tuple[str, ...]:
    stake = link.stake
    filled = link.fillings[0].scope_if_filled if link.fillings else link.scope_without
    numbers = (stake.customer_count, stake.product_lot_count, stake.delivery_count)
    return tuple(str(one) for one in (*numbers, link.candidate_count, link.scope_now, filled))


def _names(found: Backfill, most: int) -> TextTable:
    """Shipped amounts by item, product lots, customers and deliveries of each link."""
    columns = ("no", "shipped", "product lots", "customers", "deliveries")
    rows = tuple(
        (
            str(number),
            _first([_amount(one) for one in link.stake.shipped], most),
            _first(link.names.product_lots, most),
            _first(link.names.customer_codes, most),
            _first(link.names.delivery_codes, most),
        )
        for number, link in enumerate(found.links, start=1)
        if most and (link.names.product_lots or link.names.delivery_codes)
    )
    return TextTable("What hangs on them", columns, rows)


def _amount(one: ShippedQuantity) -> str:
    qty = (
        "an unknown amount"
        if one.qty is None
        else f"{one.qty.normalize():f} {one.uom or ''}".rstrip()
    )
    return f"{qty} of {one.item_code or 'an item'}"


def _first(names: Sequence[str], most: int) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _candidates(found: Backfill, most: int) -> TextTable:
    columns = ("no", "rank", "score", "item", "lot", "filled", "shrinks by", "why")
    rows = tuple(
        (
            str(number),
            str(one.rank_no),
            "" if one.score is None else str(one.score),
            one.item_code or "",
            one.lot_code or "(unknown)",
            str(one.scope_if_filled),
            str(one.shrinks_by),
            one.reason or "",
        )
        for number, link in enumerate(found.links, start=1)
        for one in link.fillings[:most]
    )
    return TextTable("Candidates", columns, rows)


def _place(link: OpenLink) -> str:
    if link.source_file is None:
        return ""
    return f"{link.source_file}:{link.source_row}"
