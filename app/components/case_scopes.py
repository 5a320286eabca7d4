"""The versions of a case's scope, and what each brought and took since the one before."""

from __future__ import annotations

from typing import Any

from app.components.case_words import lot_name, made, moment, muted, told
from app.components.data_table import data_table, section
from app.components.wording import number
from traceability.services.cases.join_lines import name_line

Row = dict[str, Any]
_LISTS = {
    "lots": "lots",
    "shipments": "shipments",
    "customers": "customers",
    "stock": "places of stock to hold",
    "work_orders": "work orders",
    "stop_orders": "orders to stop",
    "stop_deliveries": "deliveries to stop",
}
_VERSIONS = (
    told("says", "Scope"),
    told("why", "Why"),
    told("frozen_by", "Frozen by"),
    made("frozen_at", "At", lambda row: moment(row["frozen_at"])),
    told("snapshot_id", "Snapshot"),
    told("sha256", "SHA-256", is_last=True),
)
_CHANGES = (
    told("version", "Scope"),
    told("list", "List"),
    told("way", "Came or left"),
    told("what", "What"),
)


def scopes(document: Row) -> None:
    """All versions, then line by line what changed from one to the next."""
    versions = (document["scope"] or {"versions": []})["versions"]
    if not versions:
        return
    section("versions", "Scopes", number(len(versions)))
    data_table("versions", _VERSIONS, versions, alt="Scopes")
    if len(versions) == 1:
        return
    rows = changes(document)
    section("changes", "What changed between scopes", number(len(rows)))
    if rows:
        data_table("changes", _CHANGES, rows, alt="What changed between scopes")
    else:
        muted("No line came or left; evidence or amounts may be other ones.")


def changes(document: Row) -> list[Row]:
    """One row for each line that came with a version, or left with it."""
    names = _names(document)
    return [
        {"version": f"v{one['version']}", "list": _LISTS.get(name, name), "way": way,
         "what": names.get(line_id, line_id)}
        for one in document["scope"]["versions"][1:]
        for name, change in one["change"].items()
        for way, side in (("came", "added"), ("left", "removed"))
        for line_id in change[side]
    ]  # fmt: skip


def _names(document: Row) -> dict[str, str]:
    """What the ids of the newest scope stand for; what left is told by its id."""
    lots = {row["lot_id"]: lot_name(row)
            for row in (*document["question"]["lots"], *document["lots"])}  # fmt: skip
    lines = {
        line["line_id"]: name_line(name, line)
        for name, rows in document["actions"].items()
        for line in rows
    }
    sent = {
        f"{row['delivery_code'] or ''}/{row['line_no'] or ''}/{row['lot_id']}": (
            f"{lot_name(row)} on delivery {row['delivery_code'] or '(no number)'}"
        )
        for row in document["shipments"]
    }
    people = {
        f"{row['customer_code'] or ''}/{row['ship_to_code'] or ''}": ", ".join(
            filter(None, (row["customer_name"] or row["customer_code"], row["ship_to_code"]))
        )
        for row in document["customers"]
    }
    return {name: text for name, text in (lots | lines | sent | people).items() if text}
