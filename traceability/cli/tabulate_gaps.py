"""What `gaps` and `finding` print for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traceability.domain.tables import TextTable

if TYPE_CHECKING:
    from traceability.domain.backfill import Backfill, OpenLink, Stake
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


def gap_tables(found: Backfill, most: int) -> list[TextTable]:
    """The links, and the `most` likeliest candidates of each."""
    tables = [_links(found), _candidates(found, most)]
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


def stake_words(stake: Stake) -> str:
    """What hangs on something, as one clause."""
    amounts = ", ".join(
        f"{one.qty} {one.uom or ''} of {one.item_code or 'an item'}".replace("  ", " ")
        for one in stake.shipped
        if one.qty is not None
    )
    told = (
        f"{stake.product_lot_count} product lots, {stake.delivery_count} deliveries, "
        f"{stake.customer_count} customers"
    )
    return f"{told}; shipped {amounts}" if amounts else told


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
